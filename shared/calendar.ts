/** Proleptic Gregorian calendar in whole numbers. A day is the number of days since 1970-01-01; wall time is ms since then. */
export const DAY_MS = 86_400_000;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
export const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

export interface CivilDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

/** True when the three whole numbers name a day that exists. */
export function isValidDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day <= MONTH_LENGTHS[month - 1] + leapDay;
}

/**
 * The day number of a civil date. Years are counted from March, so that the leap day comes last; 400 years are 146,097 days
 * (the method of Howard Hinnant's "chrono-compatible low-level date algorithms").
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const cycle = Math.floor(y / 400);
  const yearOfCycle = y - cycle * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * 146_097 + yearOfCycle * 365 + leapDays + dayOfYear - 719_468;
}

/** The civil date of a day number; the inverse of `daysFromCivil`. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const cycle = Math.floor(shifted / 146_097);
  const dayOfCycle = shifted - cycle * 146_097;
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** The local day number of a wall time. */
export function localDay(wallMs: number): number {
  return Math.floor(wallMs / DAY_MS);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** `2026-11-22`. */
export function isoDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** `22 November 2026`. */
export function longDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${day} ${MONTH_NAMES[month - 1]} ${year}`;
}

/** `22 Nov`. */
export function shortDay(days: number): string {
  const { month, day } = civilFromDays(days);
  return `${day} ${MONTH_NAMES[month - 1].slice(0, 3)}`;
}

/** The time of day of a wall time: `13:05`. */
export function clockTime(wallMs: number): string {
  const minutes = Math.floor((wallMs - localDay(wallMs) * DAY_MS) / 60_000);
  return `${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`;
}

/** A wall time as `2022-11-23 01:55:29`, with milliseconds where there are any. */
export function wallText(wall: number): string {
  const [date, time] = new Date(wall).toISOString().slice(0, -1).split("T");
  return `${date} ${time.replace(/\.000$/, "")}`;
}
