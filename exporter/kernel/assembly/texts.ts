import { isSame } from "./bytes";

/** A table of texts: text `i` has `lengths[i]` bytes; a start below `bytes` is one in `arena`, others go on in `extra`. */
@unmanaged
class Texts {
  arena: u32 = 0;
  bytes: u32 = 0;
  extra: u32 = 0;
  starts: u32 = 0;
  lengths: u32 = 0;
}

function startOf(texts: Texts, i: u32): usize {
  const start = load<u32>(texts.starts + (i << 2));
  return start < texts.bytes ? texts.arena + start : texts.extra + (start - texts.bytes);
}

/**
 * Numbers codes in the order in which they appear, in place. `places` has room for one of each code there may be, zeros all; `used`
 * gets the code of each number. Returns how many there are.
 */
export function renumber(codes: usize, count: u32, places: usize, used: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const code = load<u32>(codes + (i << 2));
    let place = load<u32>(places + (code << 2));
    if (place === 0) {
      store<u32>(used + (size << 2), code);
      place = ++size;
      store<u32>(places + (code << 2), place);
    }
    store<u32>(codes + (i << 2), place - 1);
  }
  return size;
}

/** The bytes of the texts of `count` codes. */
export function textBytes(texts: usize, codes: usize, count: u32): f64 {
  const lengths = changetype<Texts>(texts).lengths;
  let sum: f64 = 0;
  for (let i: u32 = 0; i < count; i++) sum += load<u32>(lengths + (load<u32>(codes + (i << 2)) << 2));
  return sum;
}

/** Writes the texts of `count` codes one after the other to `to`, which has 16 bytes more than they need, and where each ends to `ends`. */
export function joinTexts(texts: usize, codes: usize, count: u32, to: usize, ends: usize): void {
  const table = changetype<Texts>(texts);
  let end: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const code = load<u32>(codes + (i << 2));
    const length = load<u32>(table.lengths + (code << 2));
    const from = startOf(table, code);
    for (let at: u32 = 0; at < length; at += 16) v128.store(to + end + at, v128.load(from + at));
    end += length;
    store<u32>(ends + (i << 2), end);
  }
}

/**
 * Writes the texts of `count` codes to `to` as Parquet's PLAIN has them: behind the length of each (u32). Returns the end. Writes up to
 * 15 bytes beyond it.
 */
export function packTexts(texts: usize, codes: usize, count: u32, to: usize): usize {
  const table = changetype<Texts>(texts);
  for (let i: u32 = 0; i < count; i++) {
    const code = load<u32>(codes + (i << 2));
    const length = load<u32>(table.lengths + (code << 2));
    const from = startOf(table, code);
    store<u32>(to, length);
    to += 4;
    for (let at: u32 = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
    to += length;
  }
  return to;
}

/**
 * Reads `count` texts so written: puts them one after the other to `bytes`, and where each begins and the last ends to `offsets`.
 * Returns the end, 0 when they run over `end`.
 */
export function unpackTexts(from: usize, end: usize, count: u32, bytes: usize, offsets: usize): usize {
  let used: u32 = 0;
  store<u32>(offsets, 0);
  for (let i: u32 = 0; i < count; i++) {
    if (from + 4 > end) return 0;
    const length = load<u32>(from);
    from += 4;
    if (usize(length) > end - from) return 0;
    memory.copy(bytes + used, from, length);
    from += length;
    used += length;
    store<u32>(offsets + ((i + 1) << 2), used);
  }
  return from;
}

/** Writes which of `count` codes have the least and the greatest text, byte by byte, to `out` (u32 each). There is one at least. */
export function extremeTexts(texts: usize, codes: usize, count: u32, out: usize): void {
  const table = changetype<Texts>(texts);
  let least = load<u32>(codes);
  let most = least;
  for (let i: u32 = 1; i < count; i++) {
    const code = load<u32>(codes + (i << 2));
    if (isLess(table, code, least)) least = code;
    else if (isLess(table, most, code)) most = code;
  }
  store<u32>(out, least);
  store<u32>(out, most, 4);
}

function isLess(texts: Texts, one: u32, other: u32): bool {
  const length = load<u32>(texts.lengths + (one << 2));
  const otherLength = load<u32>(texts.lengths + (other << 2));
  const order = memory.compare(startOf(texts, one), startOf(texts, other), min(length, otherLength));
  return order < 0 || (order === 0 && length < otherLength);
}

/**
 * The first of `count` codes whose text is not the one read for it; `count` when all are. Text `p` read lies in `bytes` between
 * `offsets[p]` and `offsets[p + 1]`, and `places` says which was read for each code. Each pair is compared once: `seen` has
 * room for one of each text that was read, zeros all.
 */
export function firstOtherText(
  texts: usize,
  codes: usize,
  count: u32,
  places: usize,
  size: u32,
  bytes: usize,
  offsets: usize,
  seen: usize,
): u32 {
  const table = changetype<Texts>(texts);
  for (let i: u32 = 0; i < count; i++) {
    const code = load<u32>(codes + (i << 2));
    const place = load<u32>(places + (i << 2));
    if (place >= size) return i;
    if (load<u32>(seen + (place << 2)) === code + 1) continue;
    const from = load<u32>(offsets + (place << 2));
    const length = load<u32>(table.lengths + (code << 2));
    if (load<u32>(offsets + (place << 2) + 4) - from !== length) return i;
    if (!isSame(bytes + from, startOf(table, code), length)) return i;
    store<u32>(seen + (place << 2), code + 1);
  }
  return count;
}
