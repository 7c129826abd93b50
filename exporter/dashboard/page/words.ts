import type { Answer, AnswerValue } from "../../words/report";

type Column = Answer["columns"][number];

const number = new Intl.NumberFormat("en");
const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const monthLong = inUtc({ month: "long" });
// Not British English: its "Sept" is wider than a bar on a phone.
const monthShort = new Intl.DateTimeFormat("en", { timeZone: "UTC", month: "short" });
const weekday = inUtc({ weekday: "short" });
const wholeDay = inUtc({ weekday: "short", day: "numeric", month: "short", year: "numeric" });

export function count(value: number): string {
  return number.format(value);
}

/** `1 row`, `2 rows`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A value as a table, a tooltip or a bar shows it. */
export function shown(value: AnswerValue, column: Column): string {
  if (value === null) return "–";
  if (column.type === "date") return wholeDay.format(dayOf(String(value)));
  if (typeof value === "string") return value;
  if (column.name === "month") return monthLong.format(monthOf(value));
  // "2,026" is not a year.
  return column.name === "year" ? String(value) : count(value);
}

/** The short form under a bar. Days stand as weekday over day, with the month where it begins. */
export function tick(value: AnswerValue, column: Column, before: AnswerValue | undefined): string {
  if (value === null) return "–";
  if (column.type === "date") {
    const day = dayOf(String(value));
    const month = monthShort.format(day);
    const sameMonth = before != null && monthShort.format(dayOf(String(before))) === month;
    return `${weekday.format(day)}\n${day.getUTCDate()}${sameMonth ? "" : `\n${month}`}`;
  }
  if (typeof value === "number" && column.name === "month") return monthShort.format(monthOf(value));
  return shown(value, column);
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

/** Browsers carry their own list of zones; an old one may not know every zone. */
function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function dayOf(isoDay: string): Date {
  return new Date(`${isoDay}T00:00:00Z`);
}

function monthOf(month: number): Date {
  return new Date(Date.UTC(2000, month - 1, 1));
}
