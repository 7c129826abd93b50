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

/** Adds to each row the bits of its reading: `bits[codes[row]]`, or `bits[row]` where `codes` is 0. */
export function addBits(codes: usize, bits: usize, count: u32, into: usize): void {
  for (let row: u32 = 0; row < count; row++) {
    const at = codes === 0 ? row : load<u32>(codes + (row << 2));
    store<u8>(into + row, load<u8>(into + row) | load<u8>(bits + at));
  }
}

/** What the flaw of its reading says of each row: 1 is a blank cell and counts in `blanks`, and any flaw marks the row, a blank cell with `blankFlaw`. */
export function addFlaws(codes: usize, flaws: usize, blankFlaw: u32, count: u32, flawed: usize, blanks: usize): void {
  for (let row: u32 = 0; row < count; row++) {
    const flaw: u32 = load<u8>(flaws + (codes === 0 ? row : load<u32>(codes + (row << 2))));
    if (flaw === 0) continue;
    const isBlank = u32(flaw === 1);
    store<u8>(blanks + row, u32(load<u8>(blanks + row)) + isBlank);
    store<u8>(flawed + row, u32(load<u8>(flawed + row)) | (isBlank ? blankFlaw : 1));
  }
}
