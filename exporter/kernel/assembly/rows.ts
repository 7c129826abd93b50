import { get, put } from "./elements";

/** Writes the rows of `count` whose byte is `wanted`, ascending, to `rows` (u32 each, room for one more than `count`). Returns how many. */
export function rowsWith(bytes: usize, count: u32, wanted: u32, rows: usize): u32 {
  let size: u32 = 0;
  for (let row: u32 = 0; row < count; row++) {
    // Written whether it counts or not: a branch that is hard to foresee would cost more.
    put<u32>(rows, size, row);
    size += u32(u32(load<u8>(bytes + row)) === wanted);
  }
  return size;
}

/** Adds to each row the bits of its reading: `bits[codes[row]]`, or `bits[row]` where `codes` is 0. */
export function addBits(codes: usize, bits: usize, count: u32, into: usize): void {
  for (let row: u32 = 0; row < count; row++) {
    const at = codes === 0 ? row : get<u32>(codes, row);
    store<u8>(into + row, load<u8>(into + row) | load<u8>(bits + at));
  }
}

/** What the flaw of its reading says of each row: 1 is a blank cell and counts in `blanks`, and any flaw marks the row, a blank cell with `blankFlaw`. */
export function addFlaws(codes: usize, flaws: usize, blankFlaw: u32, count: u32, flawed: usize, blanks: usize): void {
  for (let row: u32 = 0; row < count; row++) {
    const flaw: u32 = load<u8>(flaws + (codes === 0 ? row : get<u32>(codes, row)));
    if (flaw === 0) continue;
    const isBlank = u32(flaw === 1);
    store<u8>(blanks + row, u32(load<u8>(blanks + row)) + isBlank);
    store<u8>(flawed + row, u32(load<u8>(flawed + row)) | (isBlank ? blankFlaw : 1));
  }
}

/** Writes to each row what `table` has for its two bytes (256 times the one, and the other). */
export function combine(ones: usize, others: usize, table: usize, count: u32, into: usize): void {
  for (let row: u32 = 0; row < count; row++) {
    const at = (u32(load<u8>(ones + row)) << 8) | u32(load<u8>(others + row));
    store<u8>(into + row, load<u8>(table + at));
  }
}

/** The greatest of the numbers (f64 each) of `count` rows whose byte is `wanted`; -Infinity when there is none. */
export function greatestOf(bytes: usize, wanted: u32, numbers: usize, count: u32): f64 {
  let most: f64 = -Infinity;
  for (let row: u32 = 0; row < count; row++) {
    const number = get<f64>(numbers, row);
    if (number > most && u32(load<u8>(bytes + row)) === wanted) most = number;
  }
  return most;
}

/**
 * Writes the rows of `count` whose number (f64 each) is above `limit`, ascending, to `rows` (u32 each, room for one more than `count`).
 * Returns how many.
 */
export function rowsAbove(numbers: usize, count: u32, limit: f64, rows: usize): u32 {
  let size: u32 = 0;
  for (let row: u32 = 0; row < count; row++) {
    put<u32>(rows, size, row);
    size += u32(get<f64>(numbers, row) > limit);
  }
  return size;
}

/** Counts rows by the two bytes they have: `counts` (u32 each, zeros all) has four places for each byte of `bits`, one for each of `kinds`. */
export function tally(kinds: usize, bits: usize, count: u32, counts: usize): void {
  for (let row: u32 = 0; row < count; row++) {
    const at = counts + (((u32(load<u8>(bits + row)) << 2) + u32(load<u8>(kinds + row))) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}

/** Writes the places of the keys (i32 each; one below zero is none) that are marked in `marks`, ascending, to `places`. Returns how many there are. */
export function placesWithKey(keys: usize, count: u32, marks: usize, places: usize): u32 {
  let size: u32 = 0;
  for (let place: u32 = 0; place < count; place++) {
    const key = get<i32>(keys, place);
    if (key < 0 || load<u8>(marks + key) === 0) continue;
    put<u32>(places, size++, place);
  }
  return size;
}
