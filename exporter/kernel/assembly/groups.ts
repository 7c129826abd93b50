import { get, put } from "./elements";

/** Adds a key to the packed keys of rows: `keys[codes[row]] - least`, `shift` bits up. The first of them has shift 0. */
export function packKey(
  rows: usize,
  count: u32,
  codes: usize,
  keys: usize,
  least: i32,
  shift: u32,
  packed: usize,
): void {
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(codes, get<u32>(rows, i));
    const key = u64(i64(get<i32>(keys, code)) - least) << u64(shift);
    put<u64>(packed, i, shift === 0 ? key : get<u64>(packed, i) | key);
  }
}

/** Makes packed keys, u64 each, of the first places of groups found so far, u32 each, which stand in their place. */
export function packFirst(packed: usize, count: u32): void {
  for (let i = count; i-- > 0; ) put<u64>(packed, i, u64(get<u32>(packed, i)));
}

/**
 * For each place the first place with the same packed key: u32s, which stand in the place of `packed`. Places are parted by `bits` of the hash
 * of their key, so that the table of a part stays in the processor's cache, which is what makes ten million rows linear.
 * @param ends one u32 a part
 * @param keys the packed keys by part, and `places` theirs
 * @param slots u32s, a power of two and at least twice as many as the largest part has places
 */
export function groupPacked(
  packed: usize,
  count: u32,
  bits: u32,
  ends: usize,
  keys: usize,
  places: usize,
  slots: usize,
): void {
  const parts: u32 = 1 << bits;
  const shift: u32 = 31 - bits;
  memory.fill(ends, 0, parts << 2);
  for (let i: u32 = 0; i < count; i++) {
    const end = ends + (partOf(get<u64>(packed, i), shift) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
  let sum: u32 = 0;
  for (let part: u32 = 0; part < parts; part++) {
    const size = get<u32>(ends, part);
    put<u32>(ends, part, sum);
    sum += size;
  }
  for (let i: u32 = 0; i < count; i++) {
    const key = get<u64>(packed, i);
    const end = ends + (partOf(key, shift) << 2);
    const at = load<u32>(end);
    store<u32>(end, at + 1);
    put<u64>(keys, at, key);
    put<u32>(places, at, i);
  }
  let from: u32 = 0;
  for (let part: u32 = 0; part < parts; part++) {
    const to = get<u32>(ends, part);
    groupPart(from, to, keys, places, slots, packed);
    from = to;
  }
}

function groupPart(from: u32, to: u32, keys: usize, places: usize, slots: usize, first: usize): void {
  let size: u32 = 2;
  while (size < (to - from) << 1) size <<= 1;
  const mask = size - 1;
  memory.fill(slots, 0, size << 2);
  for (let at = from; at < to; at++) {
    const key = get<u64>(keys, at);
    const place = get<u32>(places, at);
    let slot = hashOfKey(key) & mask;
    let found = place;
    while (true) {
      const there = get<u32>(slots, slot);
      if (there === 0) {
        put<u32>(slots, slot, at + 1);
        break;
      }
      if (get<u64>(keys, there - 1) === key) {
        found = get<u32>(places, there - 1);
        break;
      }
      slot = (slot + 1) & mask;
    }
    put<u32>(first, place, found);
  }
}

function partOf(key: u64, shift: u32): u32 {
  return (hashOfKey(key) >> 1) >> shift;
}

export function hashOfKey(key: u64): u32 {
  let h: u64 = key * 0x9e3779b97f4a7c15;
  h ^= h >> 32;
  return u32((h * 0xd6e8feb86659fd93) >> 32);
}

/**
 * shared/duplicates.ts, `markLosers`.
 * @param instants 0 when there are none
 * @param best u32s
 */
export function markLosers(
  rows: usize,
  count: u32,
  first: usize,
  instants: usize,
  best: usize,
  mark: u32,
  marks: usize,
  winner: usize,
): void {
  for (let i: u32 = 0; i < count; i++) {
    const row = get<u32>(rows, i);
    const group = get<u32>(first, i);
    if (group === i) {
      put<u32>(best, i, row);
    } else if (instants !== 0) {
      const mine = get<f64>(instants, row);
      const other = get<f64>(instants, get<u32>(best, group));
      // Any time is earlier than none.
      if (mine < other || (isNaN(other) && !isNaN(mine))) put<u32>(best, group, row);
    }
  }
  for (let i: u32 = 0; i < count; i++) {
    const row = get<u32>(rows, i);
    const won = get<u32>(best, get<u32>(first, i));
    if (won === row) continue;
    store<u8>(marks + row, u8(mark));
    put<u32>(winner, row, won);
  }
}
