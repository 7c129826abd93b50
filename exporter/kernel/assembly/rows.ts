/** Writes the rows of `count` whose byte is `wanted`, ascending, to `rows` (u32 each, room for one more than `count`). Returns how many. */
export function rowsWith(bytes: usize, count: u32, wanted: u32, rows: usize): u32 {
  let size: u32 = 0;
  for (let row: u32 = 0; row < count; row++) {
    // Written whether it counts or not: a branch that is hard to foresee would cost more.
    store<u32>(rows + (size << 2), row);
    size += u32(u32(load<u8>(bytes + row)) === wanted);
  }
  return size;
}
