import { isSame } from "./bytes";
import { get, put } from "./elements";

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
  const start = get<u32>(texts.starts, i);
  return start < texts.bytes ? texts.arena + start : texts.extra + (start - texts.bytes);
}

/**
 * Numbers codes in the order in which they appear, in place. `places` has room for one of each code there may be, zeros all; `used`
 * gets the code of each number. Returns how many there are.
 */
export function renumber(codes: usize, count: u32, places: usize, used: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(codes, i);
    let place = get<u32>(places, code);
    if (place === 0) {
      put<u32>(used, size, code);
      place = ++size;
      put<u32>(places, code, place);
    }
    put<u32>(codes, i, place - 1);
  }
  return size;
}

/** The bytes of the texts of `count` codes. */
export function textBytes(texts: usize, codes: usize, count: u32): f64 {
  const lengths = changetype<Texts>(texts).lengths;
  let sum: f64 = 0;
  for (let i: u32 = 0; i < count; i++) sum += get<u32>(lengths, get<u32>(codes, i));
  return sum;
}

/** Writes the texts of `count` codes one after the other to `to`, which has 16 bytes more than they need, and where each ends to `ends`. */
export function joinTexts(texts: usize, codes: usize, count: u32, to: usize, ends: usize): void {
  const table = changetype<Texts>(texts);
  let end: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(codes, i);
    const length = get<u32>(table.lengths, code);
    const from = startOf(table, code);
    for (let at: u32 = 0; at < length; at += 16) v128.store(to + end + at, v128.load(from + at));
    end += length;
    put<u32>(ends, i, end);
  }
}

/**
 * Writes the texts of `count` codes to `to` as Parquet's PLAIN has them: behind the length of each (u32). Returns the end. Writes up to
 * 15 bytes beyond it.
 */
export function packTexts(texts: usize, codes: usize, count: u32, to: usize): usize {
  const table = changetype<Texts>(texts);
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(codes, i);
    const length = get<u32>(table.lengths, code);
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
    put<u32>(offsets, i + 1, used);
  }
  return from;
}

/** Writes which of `count` codes have the least and the greatest text, byte by byte, to `out` (u32 each). There is one at least. */
export function extremeTexts(texts: usize, codes: usize, count: u32, out: usize): void {
  const table = changetype<Texts>(texts);
  let least = load<u32>(codes);
  let most = least;
  for (let i: u32 = 1; i < count; i++) {
    const code = get<u32>(codes, i);
    if (isLess(table, code, least)) least = code;
    else if (isLess(table, most, code)) most = code;
  }
  store<u32>(out, least);
  store<u32>(out, most, 4);
}

function isLess(texts: Texts, one: u32, other: u32): bool {
  const length = get<u32>(texts.lengths, one);
  const otherLength = get<u32>(texts.lengths, other);
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
    const code = get<u32>(codes, i);
    const place = get<u32>(places, i);
    if (place >= size) return i;
    if (get<u32>(seen, place) === code + 1) continue;
    const from = get<u32>(offsets, place);
    const length = get<u32>(table.lengths, code);
    if (load<u32>(offsets + (place << 2) + 4) - from !== length) return i;
    if (!isSame(bytes + from, startOf(table, code), length)) return i;
    put<u32>(seen, place, code + 1);
  }
  return count;
}
