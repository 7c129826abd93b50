import { DAY_MS, daysFromCivil, isValidDate } from "./calendar";
import { displayedText } from "./cell";
import type { HeldCode } from "./problem";

/** What a number in a timestamp cell says. `why`: why it is not read, as a clause. */
export type TimestampNumber =
  /** `ms`: local time, or UTC, since 1970-01-01, not always whole; with a `why` it is only what was probably meant. */
  | { readonly is: "wall" | "instant"; readonly ms: number; readonly why?: string }
  | { readonly is: "nothing"; readonly problem: HeldCode; readonly why: string };

/** 1970-01-01 as a Sheets serial: days since 1899-12-30 (Sheets API, DateTimeRenderOption). */
const SERIAL_OF_1970 = 25_569;
/** 10000-01-01, the first day Sheets cannot show, as a serial and as epoch ms. */
const SERIAL_END = 2_958_466;
const EPOCH_END = (SERIAL_END - SERIAL_OF_1970) * DAY_MS;
/** Smaller numbers are no epoch milliseconds: 1973-03-03, before any lead. */
const EPOCH_START = 1e11;
/** October 1999 and November 2286 in seconds since 1970: between them, every unit of epoch time has a size of its own. */
const FIRST_SECOND = 9.4e8;
const LAST_SECOND = 1e10;

/** No date needs more digits. The comma is for Excel's scientific notation in other countries alone. */
const NUMBER_TEXT = /^[+-]?(?=\.?\d)\d{0,40}(?:([.,])(\d{0,40}))?(?:e([+-]?\d{1,3}))?$/i;
/** `20260603`, with hours and minutes, seconds, milliseconds. */
const WITHOUT_SEPARATORS = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(\d{3}|\.\d{1,9})?)?)?$/;

const DIGITS_LOST: TimestampNumber = {
  is: "nothing",
  problem: "BAD_TIMESTAMP",
  why: "has lost digits to scientific notation: write all of them, or a date and time",
};
const TOO_LARGE: TimestampNumber = { is: "nothing", problem: "BAD_TIMESTAMP", why: "is too large a number" };
export const NO_DATE = {
  is: "nothing",
  problem: "OUT_OF_RANGE",
  why: "is a number that is no date",
} as const satisfies TimestampNumber;

/** Reads a text that is a number; `null` when it is none. */
export function readNumberText(text: string): TimestampNumber | null {
  const match = NUMBER_TEXT.exec(text);
  if (match === null) return null;
  const [, mark, fraction = "", exponent] = match;
  const value = Number(mark === "," ? text.replace(",", ".") : text);
  if (exponent !== undefined && losesDigits(value, Number(exponent) - fraction.length)) return DIGITS_LOST;
  if (mark === ",") return null;
  return readNumber(value, exponent === undefined ? text : displayedText(value));
}

/** The local time (whole ms) of a Sheets serial; NaN when the number is none. */
export function serialWall(value: number): number {
  return value >= 0 && value < SERIAL_END ? Math.round((value - SERIAL_OF_1970) * DAY_MS) : Number.NaN;
}

/** A serial is wall time; epoch milliseconds are an instant; eight digits may be a date. What else can be told is not read, but named. */
export function readNumber(value: number, text?: string): TimestampNumber {
  const wall = serialWall(value);
  if (!Number.isNaN(wall)) return { is: "wall", ms: wall };
  if (value >= 1000 * FIRST_SECOND && value < 1000 * LAST_SECOND) return { is: "instant", ms: value };
  if (!Number.isFinite(value)) return TOO_LARGE;
  const digits = text ?? displayedText(value);
  return withoutSeparators(digits) ?? epochTime(value, digits) ?? NO_DATE;
}

function withoutSeparators(digits: string): TimestampNumber | null {
  const match = WITHOUT_SEPARATORS.exec(digits);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Number((match[7] ?? "").replace(".", "").slice(0, 3).padEnd(3, "0"));
  if (year < 1900 || !isValidDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
  const wall = daysFromCivil(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  if (digits.length === 8) return { is: "wall", ms: wall };
  return { is: "wall", ms: wall, why: "looks like a date and time without separators" };
}

function epochTime(value: number, digits: string): TimestampNumber | null {
  if (value >= EPOCH_START && value < EPOCH_END) return { is: "instant", ms: value };
  const isSince = (perSecond: number) => value >= perSecond * FIRST_SECOND && value < perSecond * LAST_SECOND;
  // Finer units have more digits than a number holds.
  const withoutLast = (count: number) => Number(/^\d+$/.test(digits) ? digits.slice(0, -count) : value / 10 ** count);
  if (isSince(1)) return { is: "instant", ms: 1000 * value, why: "looks like seconds since 1970" };
  if (isSince(1e6)) return { is: "instant", ms: withoutLast(3), why: "looks like microseconds since 1970" };
  if (isSince(1e9)) return { is: "instant", ms: withoutLast(6), why: "looks like nanoseconds since 1970" };
  return null;
}

/** Whether a number that may be a time lacks the digits that say its second: `1.78044E+12`. `last`: its last digit, as a power of ten. */
function losesDigits(value: number, last: number): boolean {
  if (value <= 0 || value >= 1e9 * LAST_SECOND) return false;
  if (value < SERIAL_END) return last > -5;
  if (value >= EPOCH_START && value < 1000 * LAST_SECOND) return last > 3;
  if (value >= 1e6 * FIRST_SECOND && value < 1e6 * LAST_SECOND) return last > 6;
  return last > (value < 1e9 * FIRST_SECOND ? 0 : 9);
}
