import { clockTime, localDay, longDate, WEEKDAYS, weekday } from "./calendar";

/** Returns since when something changed, seen from a later moment: `since 07:00`, `since yesterday`, `since Fri 20 November 2026`. Both are wall times (ms). */
export function sinceWords(then: number, now: number): string {
  const day = localDay(then);
  const days = localDay(now) - day;
  if (days === 0) return `since ${clockTime(then)}`;
  return days === 1 ? "since yesterday" : `since ${WEEKDAYS[weekday(day)]} ${longDate(day)}`;
}
