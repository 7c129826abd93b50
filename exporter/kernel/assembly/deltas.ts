import { readVarint, unzigzag, varint, varintEnd, zigzag } from "./varint";

/** Parquet's DELTA_BINARY_PACKED of integers (i64 each): what each has more than the one before, in blocks of four times 32. */

const BLOCK: u32 = 128;
const PARTS: u32 = 4;
const PART: u32 = 32;

/** Writes `count` values. Returns the end. Of 32-bit integers those that differ by 2^31 or more do not fit. */
export function packDeltas(values: usize, count: u32, to: usize): usize {
  to = varint(varint(varint(to, BLOCK), PARTS), count);
  to = varint(to, count === 0 ? 0 : zigzag(load<i64>(values)));
  for (let from: u32 = 1; from < count; from += BLOCK) {
    const end = min(from + BLOCK, count);
    let least = i64.MAX_VALUE;
    for (let i = from; i < end; i++) least = min(least, delta(values, i));
    to = varint(to, zigzag(least));
    const widths = to;
    store<u32>(widths, 0);
    to += PARTS;
    for (let start = from; start < end; start += PART) {
      const stop = min(start + PART, end);
      let all: u64 = 0;
      for (let i = start; i < stop; i++) all |= u64(delta(values, i) - least);
      const width = u32(64 - clz(all));
      store<u8>(widths + ((start - from) >> 5), u8(width));
      packPart(values, start, stop, least, width, to);
      to += width << 2;
    }
  }
  return to;
}

function delta(values: usize, i: u32): i64 {
  return load<i64>(values + (i << 3)) - load<i64>(values + ((i - 1) << 3));
}

/** Packs the values up to `stop`, and zeros up to the end of the part. */
function packPart(values: usize, start: u32, stop: u32, least: i64, width: u32, to: usize): void {
  let bits: u64 = 0;
  let used: u32 = 0;
  for (let i = start; i < start + PART; i++) {
    const value: u64 = i < stop ? u64(delta(values, i) - least) : 0;
    bits |= value << used;
    used += width;
    if (used < 64) continue;
    store<u64>(to, bits);
    to += 8;
    used -= 64;
    // What did not fit. Shifting by 64 bits would shift by none.
    bits = used === 0 ? 0 : value >> (width - used);
  }
  for (; used > 0; used -= 8) {
    store<u8>(to++, u8(bits));
    bits >>= 8;
  }
}

/** Reads `count` values. Returns the end, 0 when they are no such values or run over `end`. */
export function unpackDeltas(from: usize, end: usize, count: u32, values: usize): usize {
  for (let i = 0; i < 3; i++) {
    const stated = readVarint(from, end);
    from = varintEnd;
    if (from === 0 || stated !== u64(i === 0 ? BLOCK : i === 1 ? PARTS : count)) return 0;
  }
  let value = unzigzag(readVarint(from, end));
  from = varintEnd;
  if (from !== 0 && count > 0) store<i64>(values, value);
  for (let i: u32 = 1; i < count && from !== 0; ) {
    const least = unzigzag(readVarint(from, end));
    const widths = varintEnd;
    from = widths + PARTS;
    if (widths === 0 || from > end) return 0;
    for (let part: u32 = 0; part < PARTS && i < count; part++) {
      const width = u32(load<u8>(widths + part));
      if (width > 64 || from + (width << 2) > end) return 0;
      const stop = min(i + PART, count);
      for (let bit: u32 = 0; i < stop; i++, bit += width) {
        value += least + i64(unpacked(from, bit, width));
        store<i64>(values + (i << 3), value);
      }
      from += width << 2;
    }
  }
  return from;
}

/** The `width` bits (at most 64) from bit `bit` on. */
function unpacked(from: usize, bit: u32, width: u32): u64 {
  if (width === 0) return 0;
  const at = from + (bit >> 3);
  const shift = bit & 7;
  let value = load<u64>(at) >> shift;
  if (shift + width > 64) value |= u64(load<u8>(at + 8)) << (64 - shift);
  return value & (u64.MAX_VALUE >> (64 - width));
}
