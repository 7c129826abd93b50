/** Sixteen bytes of ones, then sixteen of zeros. */
const ONES = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0,
]);

/** A mask of the first `count` (at most 16) of sixteen bytes. */
export function first(count: u32): v128 {
  return v128.load(ONES + 16 - count);
}

/** How many of `count` bytes are `byte`. Reads up to 15 bytes beyond them. */
export function countOf(bytes: usize, count: u32, byte: u32): u32 {
  const wanted = i8x16.splat(i8(byte));
  let found: u32 = 0;
  let left = count;
  for (; left > 16; left -= 16, bytes += 16) found += popcnt(i8x16.bitmask(i8x16.eq(v128.load(bytes), wanted)));
  return found + popcnt(i8x16.bitmask(v128.and(i8x16.eq(v128.load(bytes), wanted), first(left))));
}

/** One step of a hash over 64-bit words. */
export function mixed(hash: u64, word: u64): u64 {
  const h: u64 = (hash ^ word) * 0x9e3779b97f4a7c15;
  return h ^ (h >> 29);
}

/** What a hash over a text of `length` bytes begins with. */
export function seed(length: u32): u64 {
  return u64(length) * 0xd6e8feb86659fd93;
}

/** A hash of a text. Reads up to 15 bytes beyond it. */
export function hashOf(text: usize, length: u32): u32 {
  let hash = seed(length);
  let at = text;
  let left = length;
  for (; left > 16; left -= 16, at += 16) hash = mixed(mixed(hash, load<u64>(at)), load<u64>(at, 8));
  const last = v128.and(v128.load(at), first(left));
  hash = mixed(mixed(hash, i64x2.extract_lane(last, 0)), i64x2.extract_lane(last, 1));
  return u32(hash ^ (hash >> 32));
}

/** Whether two texts of one length are equal. Reads up to 15 bytes beyond them. */
export function isSame(one: usize, other: usize, length: u32): bool {
  let left = length;
  let a = one;
  let b = other;
  for (; left > 16; left -= 16, a += 16, b += 16) {
    if (v128.any_true(v128.xor(v128.load(a), v128.load(b)))) return false;
  }
  return !v128.any_true(v128.and(v128.xor(v128.load(a), v128.load(b)), first(left)));
}
