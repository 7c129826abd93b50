import { get, put } from "./elements";
import { periodOf } from "./instants";

/**
 * The values of a column in chosen rows, those that are there one after the other; `levels` (u32 each) says of each row whether it has
 * one. Where `levels` is 0 all have. Each function returns how many values there are.
 */

/** The sheet rows of rows as i64; with `others` (not 0), of the rows it has for them. */
export function sheetRows(rows: usize, count: u32, others: usize, values: usize): u32 {
  for (let i: u32 = 0; i < count; i++) {
    const row = get<u32>(rows, i);
    put<i64>(values, i, i64(others === 0 ? row : get<u32>(others, row)) + 2);
  }
  return count;
}

/** `ids[codes[row]]` as i64; 0 is none. */
export function ids(rows: usize, count: u32, codes: usize, ids: usize, levels: usize, values: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const id = get<i32>(ids, get<u32>(codes, get<u32>(rows, i)));
    if (levels !== 0) put<u32>(levels, i, u32(id !== 0));
    if (id === 0 && levels !== 0) continue;
    put<i64>(values, size++, i64(id));
  }
  return size;
}

/** `numbers[row]` times `scale` as i64; NaN is none. */
export function wholes(rows: usize, count: u32, numbers: usize, scale: f64, levels: usize, values: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const number = get<f64>(numbers, get<u32>(rows, i));
    // No comparison with NaN is true.
    const has = number <= f64.MAX_VALUE;
    if (levels !== 0) put<u32>(levels, i, u32(has));
    if (has || levels === 0) put<i64>(values, size++, i64(number * scale));
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
    const instant = get<f64>(instants, get<u32>(rows, i));
    const has = !isNaN(instant);
    if (levels !== 0) put<u32>(levels, i, u32(has));
    if (!has) continue;
    period = periodOf(instant, starts, periods, period);
    put<i64>(values, size++, i64(Math.floor((instant + get<f64>(offsets, period)) / DAY)));
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
    const row = rows === 0 ? i : get<u32>(rows, i);
    let code = bytes === 1 ? u32(load<u8>(codes + row)) : get<u32>(codes, row);
    if (same !== 0) code = get<u32>(same, code);
    if (levels !== 0) {
      const has = get<u32>(lengths, code) !== 0;
      put<u32>(levels, i, u32(has));
      if (!has) continue;
    }
    put<u32>(values, size++, code);
  }
  return size;
}

/** The least and the greatest of `count` i32s, at least one, at `to`. */
export function extent32(values: usize, count: u32, to: usize): void {
  extent<i32>(values, count, to);
}

/** The same of i64s. */
export function extent64(values: usize, count: u32, to: usize): void {
  extent<i64>(values, count, to);
}

function extent<T>(values: usize, count: u32, to: usize): void {
  let least = get<T>(values, 0);
  let most = least;
  for (let i: u32 = 1; i < count; i++) {
    const value = get<T>(values, i);
    least = value < least ? value : least;
    most = value > most ? value : most;
  }
  put<T>(to, 0, least);
  put<T>(to, 1, most);
}

/** The sum of `count` i64s. */
export function sum(values: usize, count: u32): i64 {
  let sum: i64 = 0;
  for (let i: u32 = 0; i < count; i++) sum += get<i64>(values, i);
  return sum;
}

/** The first place where `count` values of `bytes` bytes (4 or 8) differ; `count` when none does. */
export function firstDifference(one: usize, other: usize, count: u32, bytes: u32): u32 {
  for (let i: u32 = 0; i < count; i++) {
    const isSame = bytes === 4 ? get<u32>(one, i) === get<u32>(other, i) : get<u64>(one, i) === get<u64>(other, i);
    if (!isSame) return i;
  }
  return count;
}
