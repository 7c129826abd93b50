import type { AnswerColumn, AnswerValue, ColumnType } from "../../../shared/answer";
import { civilFromDays, MONTH_NAMES, WEEKDAYS, weekday } from "../../../shared/calendar";
import { differenceWords } from "../../../shared/compared-words";
import { daysOf, monthName, shown } from "../../../shared/shown";

/** A column of a table: of an answer, or of how its figures changed. */
export interface TableColumn extends Omit<AnswerColumn, "type"> {
  readonly type: ColumnType | "change";
}

/** The text of a cell. */
export function cellText(value: AnswerValue, { type, ...column }: TableColumn): string {
  return type === "change" ? differenceWords(value as number | "new" | null) : shown(value, { ...column, type });
}

/** The short form under a bar. Days stand as weekday over day, with the month where it begins. */
export function tick(value: AnswerValue, column: AnswerColumn, before: AnswerValue | undefined): string {
  const name = column.type === "month" ? monthName(value) : null;
  if (name !== null) return name.slice(0, 3);
  const days = column.type === "day" ? daysOf(value) : null;
  if (days === null) return shown(value, column);
  const { month, day } = civilFromDays(days);
  const daysBefore = daysOf(before ?? null);
  const sameMonth = daysBefore !== null && civilFromDays(daysBefore).month === month;
  return `${WEEKDAYS[weekday(days)]}\n${day}${sameMonth ? "" : `\n${MONTH_NAMES[month - 1].slice(0, 3)}`}`;
}

/** `Sunday 22 November 2026, 13:00 (Africa/Lagos)`. */
export function instant(iso: string, zone: string): string {
  const at = new Date(iso);
  const timeZone = isKnown(zone) ? zone : "UTC";
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(at);
  const day = part({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${part({ hour: "2-digit", minute: "2-digit" })} (${timeZone})`;
}

/** The year of an instant (ISO 8601) on the wall of a zone. */
export function localYear(iso: string, zone: string): number {
  const timeZone = isKnown(zone) ? zone : "UTC";
  return Number(new Intl.DateTimeFormat("en", { timeZone, year: "numeric" }).format(new Date(iso)));
}

/** Browsers carry their own list of zones; an old one may not know every zone. */
function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
