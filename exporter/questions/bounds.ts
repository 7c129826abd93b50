import { civilFromDays, clockTime, daysFromCivil, isoDate, localDay, longDate } from "../../shared/calendar";
import { toWall, type Zone } from "../../shared/zone";

/** One row of the table `days`. */
export interface Day {
  /** Days since 1970-01-01. */
  day: number;
  month: number;
  inYear: boolean;
  inPast10Days: boolean;
}

/** The instants and local days answers are cut at. Computed here once, so that SQL needs no clock, zone or calendar. */
export interface Bounds {
  /** UTC ms. */
  asOf: number;
  /** Local days, as days since 1970-01-01. */
  yearStart: number;
  tenDaysStart: number;
  today: number;
  /** From the earlier of `yearStart` and `tenDaysStart` to `today`. */
  days: Day[];
  /** What `{year_start}`, `{ten_days_start}`, `{today}` and `{as_of}` become in a window or a reason. */
  words: Record<string, string>;
}

/** The bounds of a run at `asOf` (UTC ms) in the report zone. */
export function boundsOf(asOf: number, zone: Zone): Bounds {
  const wall = toWall(zone, asOf);
  const today = localDay(wall);
  const yearStart = daysFromCivil(civilFromDays(today).year, 1, 1);
  const tenDaysStart = today - 9;
  const days: Day[] = [];
  for (let day = Math.min(yearStart, tenDaysStart); day <= today; day++) {
    const { month } = civilFromDays(day);
    days.push({ day, month, inYear: day >= yearStart, inPast10Days: day >= tenDaysStart });
  }
  return {
    asOf,
    yearStart,
    tenDaysStart,
    today,
    days,
    words: {
      year_start: longDate(yearStart),
      ten_days_start: longDate(tenDaysStart),
      today: longDate(today),
      as_of: `${longDate(today)}, ${clockTime(wall)} (${zone.name})`,
    },
  };
}

/** The local day of as-of, `YYYY-MM-DD`. */
export function dayOf(bounds: Bounds): string {
  return isoDate(bounds.today);
}

/** Puts the bounds' words into `{year_start} to {as_of}`. */
export function inWords(template: string, bounds: Pick<Bounds, "words">): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name) => bounds.words[name] ?? whole);
}
