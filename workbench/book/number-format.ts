import { format, isDateFormat, isValidFormat } from "numfmt";
import { DAY_MS } from "../../shared/calendar";
import type { Message } from "./json";
import { datePattern, dateTimePattern, timePattern } from "./locale";

const DEFAULT_PATTERNS: Record<string, string> = {
  NUMBER: "#,##0.00",
  PERCENT: "0.00%",
  CURRENCY: "$#,##0.00",
  SCIENTIFIC: "0.00E+00",
};
const DEFAULT_DATE_PATTERNS = { DATE: datePattern, TIME: timePattern, DATE_TIME: dateTimePattern };

export const DATE_TYPES: ReadonlySet<string> = new Set(Object.keys(DEFAULT_DATE_PATTERNS));

/** Shows a number by a `NumberFormat`, or as Google's "Automatic" does when there is none, or one that nobody can read. Names are English. */
export function formatNumber(value: number, format: Message | undefined, locale: string): string {
  const type: string = format?.type ?? "NUMBER_FORMAT_TYPE_UNSPECIFIED";
  if (type === "TEXT") return general(value);
  const pattern: string | undefined =
    format?.pattern || (DATE_TYPES.has(type) ? DEFAULT_DATE_PATTERNS[type as "DATE"](locale) : DEFAULT_PATTERNS[type]);
  return pattern === undefined ? general(value) : formatterOf(pattern)(value);
}

/** The "Automatic" form: up to ten significant decimals, exponent for the very large and the very small. */
export function general(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return String(value);
  if (size >= 1e15 || size < 1e-9) return format("0.#####E+0", value).replace(".E", "E");
  const digits = Math.max(0, Math.min(10, size >= 1 ? 10 - String(Math.floor(size)).length : 10));
  return String(Number(value.toFixed(digits)));
}

/** A sheet shows thousands of cells by a handful of patterns. */
const formatters = new Map<string, (value: number) => string>();

function formatterOf(pattern: string): (value: number) => string {
  const known = formatters.get(pattern) ?? newFormatter(pattern);
  formatters.set(pattern, known);
  return known;
}

function newFormatter(pattern: string): (value: number) => string {
  // The library knows `A/P` and `E+` in capitals only, and writes `[$€-407]` and what stands beside it the German way.
  const read = pattern.replace(
    /"[^"]*"|\\.|\[\$([^\]-]*)[^\]]*\]|(a\/p|e[+-])/gi,
    (piece, currency?: string, token?: string) =>
      currency === undefined ? (token?.toUpperCase() ?? piece) : `"${currency}"`,
  );
  if (/^(general|@)$/i.test(read) || !isValidFormat(read)) return general;
  // Excel, whose patterns these are, counts a 29 February 1900; Google does not.
  const show = (value: number) => format(read, value, { leap1900: false });
  if (!isDateFormat(read)) return show;
  // A clock turns to the next second when that begins, where the library rounds.
  const clock = (value: number) =>
    show(/s\.0/i.test(read) ? value : (Math.floor(Math.round(value * DAY_MS) / 1000) * 1000) / DAY_MS);
  // The library takes a length of time below zero for a time of the day before.
  return /\[[hms]+\]/i.test(read) ? (value) => (value < 0 ? `-${clock(-value)}` : clock(value)) : clock;
}
