import { DAY_MS, daysFromCivil, isoDate, isValidDate, MONTH_NAMES, weekday } from "./calendar";
import type { DateOrder } from "./date-order";

/** A longer text is no timestamp: callers say so before any pattern is tried. */
export const MAX_TIMESTAMP_LENGTH = 40;

/** What a timestamp written as text says. */
export type TimestampText =
  /** `offset`: ms east of UTC when the text states one. */
  | { ok: true; wall: number; offset: number | null }
  /** What could be written instead, when the text almost says it. */
  | { ok: false; suggestion?: string };

const YEAR_FIRST = /^(\d{4})(-|\/|\. ?)(\d{1,2})\2(\d{1,2})\.?(?!\d)/;
const YEAR_LAST = /^(\d{1,2})(-|\/|\. ?)(\d{1,2})\2(\d{4}|\d{2})\.?(?!\d)/;
const BASIC = /^(\d{4})(\d{2})(\d{2})(?=$|t)/i;
const DAY_MONTH_NAME = /^(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?!\d)/i;
const MONTH_NAME_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/i;
const WEEKDAY = /^(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6},? /i;

const ZONE = "(?: ?(?:(z|utc|gmt)|(?:utc|gmt)?([+-])(\\d{2})(?::?(\\d{2}))?))?$";
const TIME = new RegExp(
  `^(?:t|,? (?:at )?)(\\d{1,2})(?:([:.])(\\d{2})(?:\\2(\\d{2})(?:[.,](\\d{1,9}))?)?)?(?: ?([ap])\\.?m\\.?)?${ZONE}`,
  "i",
);
const BASIC_TIME = new RegExp(`^t(\\d{2})()(\\d{2})(\\d{2})?(?:[.,](\\d{1,9}))?()${ZONE}`, "i");

const BAD: TimestampText = { ok: false };

/**
 * Reads a tidied timestamp: ISO 8601 (extended or basic, `T` or a space, seconds, fraction and offset optional, year first also with `/`
 * and `.`), numbers in `order`, or an English month name. No time of day means midnight. Fractions are cut, not rounded, to the ms, so
 * that no lead moves into the next day. Two-digit years, `24:00` and second 60 are not read.
 */
export function parseTimestamp(text: string, order: DateOrder): TimestampText {
  const named = WEEKDAY.exec(text);
  const rest = named ? text.slice(named[0].length) : text;

  const yearLast = YEAR_LAST.exec(rest);
  if (yearLast) return yearLastTimestamp(yearLast, rest.slice(yearLast[0].length), order);

  let match = YEAR_FIRST.exec(rest);
  if (match) return combine(dayNumber(match[1], match[3], match[4]), rest.slice(match[0].length), TIME);
  match = BASIC.exec(rest);
  if (match) return combine(dayNumber(match[1], match[2], match[3]), rest.slice(match[0].length), BASIC_TIME);

  let day = Number.NaN;
  match = DAY_MONTH_NAME.exec(rest);
  if (match) day = dayNumber(match[3], monthNumber(match[2]), match[1]);
  else {
    match = MONTH_NAME_DAY.exec(rest);
    if (match) day = dayNumber(match[3], monthNumber(match[1]), match[2]);
  }
  if (!match || (named && weekday(day) !== WEEKDAYS.indexOf(named[1].toLowerCase()))) return BAD;
  return combine(day, rest.slice(match[0].length), TIME);
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  const at = MONTH_NAMES.findIndex((name) => {
    const full = name.toLowerCase();
    return lower === full || lower === full.slice(0, 3) || (full === "september" && lower === "sept");
  });
  return at + 1;
}

/** The day number, or NaN when there is no such day. */
function dayNumber(year: string | number, month: string | number, day: string | number): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return isValidDate(y, m, d) ? daysFromCivil(y, m, d) : Number.NaN;
}

/** `11/23/2022` and the like: read in the given order or not at all; the other order is only ever suggested. */
function yearLastTimestamp(match: RegExpExecArray, tail: string, order: DateOrder): TimestampText {
  const [, a, , b, c] = match;
  const full = c.length === 4;
  const year = full ? c : `20${c}`;
  const monthFirst = dayNumber(year, a, b);
  const dayFirst = dayNumber(year, b, a);
  const inOrder = order === "mdy" ? monthFirst : order === "dmy" ? dayFirst : Number.NaN;
  if (full && !Number.isNaN(inOrder)) return combine(inOrder, tail, TIME);

  let likely = inOrder;
  if (order === "ymd" && !full) likely = dayNumber(`20${a}`, b, c);
  else if (Number.isNaN(monthFirst)) likely = dayFirst;
  else if (Number.isNaN(dayFirst)) likely = monthFirst;
  if (Number.isNaN(likely) || !combine(likely, tail, TIME).ok) return BAD;
  return { ok: false, suggestion: isoDate(likely) + tail };
}

/** A day and the text after it: nothing, or a time of day with or without an offset. */
function combine(day: number, tail: string, pattern: RegExp): TimestampText {
  if (Number.isNaN(day)) return BAD;
  if (tail === "") return { ok: true, wall: day * DAY_MS, offset: null };
  const match = pattern.exec(tail);
  if (!match) return BAD;
  const [, hourText, , minuteText, secondText = "0", fraction = "", half, utc, sign, offsetHour, offsetMinute = "0"] =
    match;
  let hour = Number(hourText);
  const minute = Number(minuteText ?? "0");
  const second = Number(secondText);
  if (half) {
    if (hour < 1 || hour > 12) return BAD;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  } else if (minuteText === undefined) return BAD;
  if (hour === 24 && minute === 0 && second === 0) return { ok: false, suggestion: `${isoDate(day + 1)} 00:00` };
  if (hour > 23 || minute > 59 || second > 59) return BAD;
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const wall = day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  if (utc) return { ok: true, wall, offset: 0 };
  if (!sign) return { ok: true, wall, offset: null };
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return BAD;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  return { ok: true, wall, offset: sign === "-" ? -offset : offset };
}
