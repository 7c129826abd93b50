/** The least and the greatest of integers, at `out` (i32 each). */
export function keyExtent(values: usize, count: u32, out: usize): void {
  let least = load<i32>(values);
  let most = least;
  for (let i: u32 = 1; i < count; i++) {
    const value = load<i32>(values + (i << 2));
    least = min(least, value);
    most = max(most, value);
  }
  store<i32>(out, least);
  store<i32>(out, most, 4);
}

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
    const code = load<u32>(codes + (load<u32>(rows + (i << 2)) << 2));
    const key = u64(load<i32>(keys + (code << 2)) - least) << u64(shift);
    store<u64>(packed + (i << 3), shift === 0 ? key : load<u64>(packed + (i << 3)) | key);
  }
}

/** Makes packed keys, u64 each, of the first places of groups found so far, u32 each, which stand in their place. */
export function packFirst(packed: usize, count: u32): void {
  for (let i = count; i-- > 0; ) store<u64>(packed + (i << 3), u64(load<u32>(packed + (i << 2))));
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
    const end = ends + (partOf(load<u64>(packed + (i << 3)), shift) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
  let sum: u32 = 0;
  for (let part: u32 = 0; part < parts; part++) {
    const size = load<u32>(ends + (part << 2));
    store<u32>(ends + (part << 2), sum);
    sum += size;
  }
  for (let i: u32 = 0; i < count; i++) {
    const key = load<u64>(packed + (i << 3));
    const end = ends + (partOf(key, shift) << 2);
    const at = load<u32>(end);
    store<u32>(end, at + 1);
    store<u64>(keys + (at << 3), key);
    store<u32>(places + (at << 2), i);
  }
  let from: u32 = 0;
  for (let part: u32 = 0; part < parts; part++) {
    const to = load<u32>(ends + (part << 2));
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
    const key = load<u64>(keys + (at << 3));
    const place = load<u32>(places + (at << 2));
    let slot = hashOfKey(key) & mask;
    let found = place;
    while (true) {
      const there = load<u32>(slots + (slot << 2));
      if (there === 0) {
        store<u32>(slots + (slot << 2), at + 1);
        break;
      }
      if (load<u64>(keys + ((there - 1) << 3)) === key) {
        found = load<u32>(places + ((there - 1) << 2));
        break;
      }
      slot = (slot + 1) & mask;
    }
    store<u32>(first + (place << 2), found);
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
    const row = load<u32>(rows + (i << 2));
    const group = load<u32>(first + (i << 2));
    if (group === i) {
      store<u32>(best + (i << 2), row);
    } else if (instants !== 0) {
      const mine = load<f64>(instants + (row << 3));
      const other = load<f64>(instants + (load<u32>(best + (group << 2)) << 3));
      // Any time is earlier than none.
      if (mine < other || (isNaN(other) && !isNaN(mine))) store<u32>(best + (group << 2), row);
    }
  }
  for (let i: u32 = 0; i < count; i++) {
    const row = load<u32>(rows + (i << 2));
    const won = load<u32>(best + (load<u32>(first + (i << 2)) << 2));
    if (won === row) continue;
    store<u8>(marks + row, u8(mark));
    store<u32>(winner + (row << 2), won);
  }
}
