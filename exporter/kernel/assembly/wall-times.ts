const DAY: f64 = 86_400_000;
const NO_ENTRY: u32 = 0xffffffff;

/**
 * Cells that are exactly a date, or a date and a time (shared/plain-wall-time.ts says which), become numbers: local milliseconds in `numbers`, and
 * in `cells` a start that says so. Returns how many. Reads up to 26 bytes from the start of a cell.
 */
export function wallTimes(base: usize, cells: usize, count: u32, numbers: usize): u32 {
  let found: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const start = load<u32>(cells + (i << 3));
    if (start === NO_ENTRY) continue;
    const wall = wallTime(base + start, load<u32>(cells + (i << 3), 4) - start);
    if (isNaN(wall)) continue;
    store<f64>(numbers + (i << 3), wall);
    store<u32>(cells + (i << 3), NO_ENTRY);
    found++;
  }
  return found;
}

function wallTime(p: usize, length: u32): f64 {
  if (length !== 10 && (length < 19 || length === 20 || length > 26)) return NaN;
  if (load<u8>(p, 4) !== 0x2d || load<u8>(p, 7) !== 0x2d) return NaN;
  const year = pair(p) * 100 + pair(p + 2);
  const month = pair(p + 5);
  const day = pair(p + 8);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return NaN;
  const midnight = f64(daysFromCivil(year, month, day)) * DAY;
  if (length === 10) return midnight;

  const separator = load<u8>(p, 10);
  if ((separator !== 0x20 && separator !== 0x54) || load<u8>(p, 13) !== 0x3a || load<u8>(p, 16) !== 0x3a) return NaN;
  const hour = pair(p + 11);
  const minute = pair(p + 14);
  const second = pair(p + 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  const wall = midnight + f64(((hour * 60 + minute) * 60 + second) * 1000);
  if (length === 19) return wall;

  if (load<u8>(p, 19) !== 0x2e) return NaN;
  let milliseconds = 0;
  let place = 100;
  for (let at: u32 = 20; at < length; at++) {
    const digit = i32(load<u8>(p + at)) - 48;
    if (digit < 0 || digit > 9) return NaN;
    milliseconds += digit * place;
    place /= 10;
  }
  return wall + f64(milliseconds);
}

/** The number written in two digits; far below zero when one of them is no digit. */
function pair(p: usize): i32 {
  const tens = i32(load<u8>(p)) - 48;
  const ones = i32(load<u8>(p, 1)) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
}

function daysOf(year: i32, month: i32): i32 {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1 January 1970, for a year from 0 on. */
function daysFromCivil(year: i32, month: i32, day: i32): i32 {
  // Years begin in March, and one cycle of 400 years earlier, so that none is below zero.
  const y = year + 400 - i32(month <= 2);
  const cycle = y / 400;
  const yearOfCycle = y - cycle * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return (cycle - 1) * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468;
}
