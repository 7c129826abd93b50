import type { AnswerColumn, AnswerValue, ColumnType } from "./answer";
import { daysFromCivil, longDate, MONTH_NAMES, WEEKDAYS, weekday } from "./calendar";
import { count } from "./numbers";

/** Returns a value in the words that every view uses: `January`, `Sun 22 November 2026`, `1,234`, `2026`. A value that its column's type does not fit is shown as it is. */
export function shown(value: AnswerValue, { type }: Pick<AnswerColumn, "type">): string {
  if (value === null) return "–";
  if (type === "count" && typeof value === "number") return count(value);
  if (type === "month") return monthName(value) ?? String(value);
  if (type !== "day") return String(value);
  const days = daysOf(value);
  return days === null ? String(value) : `${WEEKDAYS[weekday(days)]} ${longDate(days)}`;
}

/** Returns the name of a month (1 to 12); `null` for any other value. */
export function monthName(value: AnswerValue): string | null {
  return typeof value === "number" ? (MONTH_NAMES[value - 1] ?? null) : null;
}

/** Returns the day number (days since 1970-01-01) of `YYYY-MM-DD`; `null` for any other value. */
export function daysOf(value: AnswerValue): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value));
  return parts === null ? null : daysFromCivil(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** Whether a column reads as figures, one below the other, from the right. Names of months and days read as words. */
export function isFigures(type: ColumnType): boolean {
  return type === "number" || type === "count" || type === "year";
}
