import { get, put } from "./elements";
import { readVarint, varint, varintEnd } from "./varint";

/** Parquet's hybrid of small numbers (u32 each) of `width` bits: runs of one value, and groups of eight packed bit by bit. */

/** A shorter run costs more than it saves where it cuts packed groups in two. */
const RUN: u32 = 24;

/** Writes `count` values. Returns the end. */
export function packHybrid(values: usize, count: u32, width: u32, to: usize): usize {
  for (let from: u32 = 0; from < count; ) {
    const length = run(values, from, count);
    if (length >= 8) {
      to = varint(to, u64(length) << 1);
      const value = get<u32>(values, from);
      for (let bits: u32 = 0; bits < width; bits += 8) store<u8>(to++, u8(value >> bits));
      from += length;
      continue;
    }
    let end = from;
    do end += 8;
    while (end < count && run(values, end, min(count, end + RUN)) < min(RUN, count - end));
    to = varint(to, (u64((end - from) >> 3) << 1) | 1);
    to = packGroups(values, from, min(end, count), end, width, to);
    from = end;
  }
  return to;
}

/** How many values from `from` on are equal, up to `to`. */
function run(values: usize, from: u32, to: u32): u32 {
  const value = get<u32>(values, from);
  let at = from + 1;
  while (at < to && get<u32>(values, at) === value) at++;
  return at - from;
}

/** Packs the values up to `last`, and zeros up to `end`. */
function packGroups(values: usize, from: u32, last: u32, end: u32, width: u32, to: usize): usize {
  let bits: u64 = 0;
  let used: u32 = 0;
  for (let i = from; i < end; i++) {
    if (i < last) bits |= u64(get<u32>(values, i)) << used;
    used += width;
    if (used < 32) continue;
    store<u32>(to, u32(bits));
    to += 4;
    bits >>= 32;
    used -= 32;
  }
  for (; used > 0; used -= 8) {
    store<u8>(to++, u8(bits));
    bits >>= 8;
  }
  return to;
}

/** Reads `count` values. Returns the end, 0 when they run over `end`. */
export function unpackHybrid(from: usize, end: usize, width: u32, count: u32, values: usize): usize {
  const mask: u64 = (u64(1) << width) - 1;
  for (let i: u32 = 0; i < count; ) {
    const header = readVarint(from, end);
    from = varintEnd;
    if (from === 0 || header < 2) return 0;
    const isPacked = (header & 1) === 1;
    const held = isPacked ? (header >> 1) << 3 : header >> 1;
    const bytes = isPacked ? (held >> 3) * u64(width) : u64((width + 7) >> 3);
    if (bytes > u64(end - from)) return 0;
    const stop = i + u32(min<u64>(held, u64(count - i)));
    let bit: u64 = 0;
    for (; i < stop; i++) {
      put<u32>(values, i, u32((load<u64>(from + usize(bit >> 3)) >> (bit & 7)) & mask));
      if (isPacked) bit += width;
    }
    from += usize(bytes);
  }
  return from;
}
