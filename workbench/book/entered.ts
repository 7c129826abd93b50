import { isValidDate, MONTH_NAMES } from "../../shared/calendar";
import { dateOrderOf } from "../../shared/date-order";
import type { Scalar } from "./cell";
import type { Message } from "./json";
import { serialOfDate } from "./serial";

/** What typing a text into a cell means. */
export interface Entry {
  readonly value?: Scalar;
  readonly formula?: string;
  /** The `NumberFormat` the text brings with it, when the cell has none. */
  readonly numberFormat?: Message;
}

/**
 * Reads a text as if typed: formulas, booleans, numbers, percentages, amounts in dollars, dates and times. Proven for en_US only:
 * other locales change the order of day and month and nothing else.
 */
export function readEntered(text: string, locale: string): Entry {
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (text.startsWith("=") && text.length > 1) return { formula: text };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return { value: trimmed.toLowerCase() === "true" };
  return readNumber(trimmed) ?? readDateTime(trimmed, locale) ?? { value: text };
}

const NUMBER = /^([+-]?)(\$?)([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:e([+-]?\d+))?\s*(%?)$/i;

function readNumber(text: string): Entry | undefined {
  const bracketed = /^\((\$?[\d.,]+)\)$/.exec(text);
  const match = NUMBER.exec(bracketed === null ? text : `-${bracketed[1]}`);
  if (match === null || (match[1] !== "" && match[3] !== "")) return undefined;
  const [, sign, dollar, innerSign, digits, power, percent] = match;
  if (dollar !== "" && (percent !== "" || power !== undefined)) return undefined;
  const size = Number(`${digits.replaceAll(",", "")}${power === undefined ? "" : `e${power}`}`);
  if (!Number.isFinite(size)) return undefined;
  const value = sign === "-" || innerSign === "-" ? -size || 0 : size;
  const decimals = digits.includes(".");
  // Dividing by 100 on the decimal text keeps 12.3% at 0.123.
  if (percent !== "") return entry(Number(`${value}e-2`), "PERCENT", decimals ? "0.00%" : "0%");
  if (dollar !== "") return entry(value, "CURRENCY", decimals ? '"$"#,##0.00' : '"$"#,##0');
  if (power !== undefined) return entry(value, "SCIENTIFIC", "0.00E+00");
  if (digits.includes(",")) return entry(value, "NUMBER", decimals ? "#,##0.00" : "#,##0");
  return { value };
}

function entry(value: number, type: string, pattern?: string): Entry {
  return { value, numberFormat: pattern === undefined ? { type } : { type, pattern } };
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(?:\s*([ap])\.?m\.?)?$/i;
const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase());

function readDateTime(text: string, locale: string): Entry | undefined {
  const time = readTime(text);
  if (time !== undefined) return { value: time, numberFormat: { type: "TIME", pattern: "h:mm:ss am/pm" } };
  const date = readDate(text, locale);
  if (date !== undefined) return { value: date.serial, numberFormat: { type: "DATE", ...date.pattern } };
  const split = /^(.*?)(?:,?\s+|T)(\d{1,2}:.*)$/i.exec(text);
  if (split === null) return undefined;
  const day = readDate(split[1], locale);
  const clock = readTime(split[2]);
  if (day === undefined || clock === undefined) return undefined;
  const pattern = day.pattern.pattern === undefined ? {} : { pattern: `${day.pattern.pattern} h:mm:ss` };
  return { value: day.serial + clock, numberFormat: { type: "DATE_TIME", ...pattern } };
}

function readTime(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = "0", fraction = "", half] = match;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return (hour * 3600 + Number(minutes) * 60 + Number(`${seconds}${fraction}`)) / 86_400;
}

interface ReadDate {
  readonly serial: number;
  /** The pattern when the text was not in the locale's own form. */
  readonly pattern: { readonly pattern?: string };
}

function readDate(text: string, locale: string): ReadDate | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso !== null) {
    const pattern = iso[2] === "-" && iso[3].length === 2 && iso[4].length === 2 ? { pattern: "yyyy-mm-dd" } : {};
    return dated(Number(iso[1]), Number(iso[3]), Number(iso[4]), pattern);
  }
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})$/.exec(text);
  if (numeric !== null && (numeric[2] !== "." || dateOrderOf(locale) !== "mdy")) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    const [month, day] = dateOrderOf(locale) === "mdy" ? [first, second] : [second, first];
    return dated(fullYear(numeric[4]), month, day, {});
  }
  const named =
    /^(\d{1,2})[-\s]([a-z]{3,9})\.?[-\s,]+(\d{2}|\d{4})$/i.exec(text) ??
    /^([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/i.exec(text);
  if (named === null) return undefined;
  const dayFirst = /^\d/.test(named[1]);
  const word = (dayFirst ? named[2] : named[1]).toLowerCase();
  const month = MONTHS.findIndex((name) => name === word || name.slice(0, 3) === word) + 1;
  const day = Number(dayFirst ? named[1] : named[2]);
  return dated(fullYear(named[3]), month, day, { pattern: dayFirst ? "d-mmm-yyyy" : "mmm d, yyyy" });
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function dated(year: number, month: number, day: number, pattern: { pattern?: string }): ReadDate | undefined {
  if (!isValidDate(year, month, day)) return undefined;
  return { serial: serialOfDate(year, month, day), pattern };
}
