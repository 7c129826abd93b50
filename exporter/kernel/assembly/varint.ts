/** Writes a number seven bits a byte, the lowest first. Returns the end. */
export function varint(to: usize, value: u64): usize {
  for (; value >= 0x80; value >>= 7) store<u8>(to++, u8(value | 0x80));
  store<u8>(to, u8(value));
  return to + 1;
}

/** Where the number read last ended; 0 when it ran over its end. */
export let varintEnd: usize = 0;

/** Reads a number that ends before `end`. */
export function readVarint(from: usize, end: usize): u64 {
  let value: u64 = 0;
  for (let shift: u64 = 0; from < end && shift < 64; shift += 7) {
    const byte = u64(load<u8>(from++));
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      varintEnd = from;
      return value;
    }
  }
  varintEnd = 0;
  return 0;
}

/** Small numbers of either sign as small numbers. */
export function zigzag(value: i64): u64 {
  return u64((value << 1) ^ (value >> 63));
}

export function unzigzag(value: u64): i64 {
  return i64(value >> 1) ^ -i64(value & 1);
}
