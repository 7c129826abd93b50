import { periodOf } from "./instants";

/**
 * The values of a column in chosen rows, those that are there one after the other; `levels` (u32 each) says of each row whether it has
 * one. Where `levels` is 0 all have. Each function returns how many values there are.
 */

/** The sheet rows of rows as i64; with `others` (not 0), of the rows it has for them. */
export function sheetRows(rows: usize, count: u32, others: usize, values: usize): u32 {
  for (let i: u32 = 0; i < count; i++) {
    const row = load<u32>(rows + (i << 2));
    store<i64>(values + (i << 3), i64(others === 0 ? row : load<u32>(others + (row << 2))) + 2);
  }
  return count;
}

/** `ids[codes[row]]` as i64; 0 is none. */
export function ids(rows: usize, count: u32, codes: usize, ids: usize, levels: usize, values: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const id = load<i32>(ids + (load<u32>(codes + (load<u32>(rows + (i << 2)) << 2)) << 2));
    if (levels !== 0) store<u32>(levels + (i << 2), u32(id !== 0));
    if (id === 0 && levels !== 0) continue;
    store<i64>(values + (size++ << 3), i64(id));
  }
  return size;
}

/** `numbers[row]` times `scale` as i64; NaN is none. */
export function wholes(rows: usize, count: u32, numbers: usize, scale: f64, levels: usize, values: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const number = load<f64>(numbers + (load<u32>(rows + (i << 2)) << 3));
    // No comparison with NaN is true.
    const has = number <= f64.MAX_VALUE;
    if (levels !== 0) store<u32>(levels + (i << 2), u32(has));
    if (has || levels === 0) store<i64>(values + (size++ << 3), i64(number * scale));
  }
  return size;
}

const DAY: f64 = 86_400_000;

/**
 * The local days of instants as i64, counted from 1 January 1970; NaN is none. In period `p` of a zone, which begins at `starts[p]`, local time is
 * `offsets[p]` later (ms, f64 each).
 */
export function localDays(
  rows: usize,
  count: u32,
  instants: usize,
  starts: usize,
  offsets: usize,
  periods: u32,
  levels: usize,
  values: usize,
): u32 {
  let size: u32 = 0;
  let period: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const instant = load<f64>(instants + (load<u32>(rows + (i << 2)) << 3));
    const has = !isNaN(instant);
    if (levels !== 0) store<u32>(levels + (i << 2), u32(has));
    if (!has) continue;
    period = periodOf(instant, starts, periods, period);
    store<i64>(values + (size++ << 3), i64(Math.floor((instant + load<f64>(offsets + (period << 3))) / DAY)));
  }
  return size;
}

/** `codes[row]` (of `bytes` bytes each, 1 or 4) as u32, or where `rows` is 0 `codes[i]`; with `same` (not 0), of what is the same. A code of length 0 is none. */
export function chosenCodes(
  rows: usize,
  count: u32,
  codes: usize,
  bytes: u32,
  same: usize,
  lengths: usize,
  levels: usize,
  values: usize,
): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const row = rows === 0 ? i : load<u32>(rows + (i << 2));
    let code = bytes === 1 ? u32(load<u8>(codes + row)) : load<u32>(codes + (row << 2));
    if (same !== 0) code = load<u32>(same + (code << 2));
    if (levels !== 0) {
      const has = load<u32>(lengths + (code << 2)) !== 0;
      store<u32>(levels + (i << 2), u32(has));
      if (!has) continue;
    }
    store<u32>(values + (size++ << 2), code);
  }
  return size;
}

/** The least, the greatest and the sum of `count` integers (i64 each, at least one), as i64 at `to`. */
export function extent(values: usize, count: u32, to: usize): void {
  let least = load<i64>(values);
  let most = least;
  let sum: i64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const value = load<i64>(values + (i << 3));
    least = min(least, value);
    most = max(most, value);
    sum += value;
  }
  store<i64>(to, least);
  store<i64>(to + 8, most);
  store<i64>(to + 16, sum);
}

/** The first place where `count` values of `bytes` bytes (4 or 8) differ; `count` when none does. */
export function firstDifference(one: usize, other: usize, count: u32, bytes: u32): u32 {
  for (let i: u32 = 0; i < count; i++) {
    const isSame =
      bytes === 4
        ? load<u32>(one + (i << 2)) === load<u32>(other + (i << 2))
        : load<u64>(one + (i << 3)) === load<u64>(other + (i << 3));
    if (!isSame) return i;
  }
  return count;
}
