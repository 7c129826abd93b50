import { civilFromDays, DAY_MS, daysFromCivil } from "../../shared/calendar";

/** Serial 0 is 1899-12-30. */
const EPOCH_DAYS = daysFromCivil(1899, 12, 30);

export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Days since 1970-01-01. */
  days: number;
}

/** The wall time of a serial number, rounded to the millisecond. */
export function wallTimeOf(serial: number): WallTime {
  const ms = Math.round(serial * DAY_MS);
  const wholeDays = Math.floor(ms / DAY_MS);
  const inDay = ms - wholeDays * DAY_MS;
  const days = wholeDays + EPOCH_DAYS;
  const { year, month, day } = civilFromDays(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    millisecond: inDay % 1000,
    days,
  };
}

/** The serial number of a civil date. */
export function serialOfDate(year: number, month: number, day: number): number {
  return daysFromCivil(year, month, day) - EPOCH_DAYS;
}
