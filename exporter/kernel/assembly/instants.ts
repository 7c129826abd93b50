import { get, put } from "./elements";

/**
 * Writes the instant of each row that has a wall time; lists the rows that a rule must look at: those with another cell (their code is not -1), and
 * those whose instant is below `earliest` or above `latest`, or whose wall time is not plain.
 * @param periods of the zone: from which wall time each is used, its offset, and up to which wall time it is plain (f64 each, one list after the other)
 * @param others room for u32s; returns how many they are
 */
export function plainInstants(
  codes: usize,
  walls: usize,
  rows: u32,
  periods: usize,
  periodCount: u32,
  earliest: f64,
  latest: f64,
  instants: usize,
  others: usize,
): u32 {
  const offsets = periods + (periodCount << 3);
  const plainUntil = offsets + (periodCount << 3);
  let otherCount: u32 = 0;
  let period: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    put<u32>(others, otherCount, row);
    if (get<i32>(codes, row) !== -1) {
      otherCount++;
      continue;
    }
    const wall = get<f64>(walls, row);
    period = periodOf(wall, periods, periodCount, period);
    const instant = wall - get<f64>(offsets, period);
    put<f64>(instants, row, instant);
    const isPlain = instant >= earliest && instant <= latest && wall < get<f64>(plainUntil, period);
    otherCount += u32(!isPlain);
  }
  return otherCount;
}

/** The period that a time is in, looked for from one on that is mostly near: times that follow each other are. */
export function periodOf(time: f64, starts: usize, count: u32, near: u32): u32 {
  while (near > 0 && time < get<f64>(starts, near)) near--;
  while (near + 1 < count && time >= load<f64>(starts + (near << 3), 8)) near++;
  return near;
}
