import { DAY_MS, daysFromCivil, isoDate, isValidDate, MONTH_NAMES, wallText, weekday } from "./calendar";
import type { DateOrder } from "./date-order";
import { readZoneText, type ZoneText } from "./timestamp-zone";

/** A longer text is no timestamp: callers say so before any pattern is tried. */
export const MAX_TIMESTAMP_LENGTH = 100;

/** What a timestamp written as text says. */
export type TimestampText =
  /** `offset`: ms east of UTC when the text states one. */
  | { ok: true; wall: number; offset: number | null }
  /** `suggestion`: what could be written instead, when the text almost says it. `why`: a clause, when more can be said. */
  | { ok: false; suggestion?: string; why?: string };

const YEAR_FIRST = /^(\d{4})(-|\/|\. ?)(\d{1,2})\2(\d{1,2})\.?(?!\d)/;
const YEAR_LAST = /^(\d{1,2})(-|\/|\. ?)(\d{1,2})\2(\d{4}|\d{2})\.?(?!\d)/;
const BASIC = /^(\d{4})(\d{2})(\d{2})(?=$|[t ]|\d{6}(?:z|[+-]\d))/i;
const DAY_MONTH_NAME = /^(\d{1,2})(?:st|nd|rd|th)?\.?[ /-]([a-z]{3,9})\.?,?[ /-](\d{4}|\d{2})(?![\d:])/i;
const MONTH_NAME_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/i;
const WEEKDAY = /^(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}(?:\.?,? |,)/i;
/** The year behind the time, as C, Java and Git write it: `Wed Jun 3 01:55:29 GMT 2026`. */
const YEAR_BEHIND_TIME =
  /^((?:[a-z]{3,9},? )??)([a-z]{3,9} \d{1,2}|\d{1,2} [a-z]{3,9}) (\d{1,2}:.*) (\d{4})( [+-]\d{4})?$/i;
/** Milliseconds since 1970 in JSON of .NET, and as JavaScript; what may follow says where the writer was. */
const DATE_OF_MS = /^(?:\\?\/|new )?Date\((-?\d{1,15})(?:[+-]\d{4})?\)(?:\\?\/)?$/;
/** As Google's charts write it: the month counts from 0. */
const DATE_OF_PARTS = /^(?:new )?Date\((\d{4}(?:, ?\d{1,3}){2,6})\)$/;

const TIME =
  /^(?:t|,? (?:at )?)(\d{1,2})(?:([:.])(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?([ap]) ?\.? ?m(?: ?\.)?(?![a-z]))?/i;
const BASIC_TIME = /^[t ]?(\d{2})(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?/i;

const BAD: TimestampText = { ok: false };

/**
 * Reads a tidied timestamp: ISO 8601 (extended or basic, `T` or a space, seconds, fraction and offset optional, year first also with `/`
 * and `.`), numbers in `order` (with dots the day is first in every order), or an English month name. No time of day means midnight.
 * Fractions are cut, not rounded, to the ms, so that no lead moves into the next day. Two-digit years, `24:00`, second 60 and zones
 * without their offset are not read.
 */
export function parseTimestamp(text: string, order: DateOrder): TimestampText {
  const named = WEEKDAY.exec(text);
  const rest = named ? text.slice(named[0].length) : text;
  const date = dateAtStart(rest, order);
  if (date === null) return otherForm(text, order);
  if (Number.isNaN(date.day)) return BAD;
  if (named && weekday(date.day) !== WEEKDAYS.indexOf(named[1].toLowerCase())) return BAD;
  const tail = rest.slice(date.length);
  const read = combine(date.day, tail, date.time);
  return date.isSure || !read.ok ? read : { ok: false, suggestion: isoDate(date.day) + tail };
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface FoundDate {
  /** The day number; NaN when there is no such day. */
  readonly day: number;
  /** How much of the text it is. */
  readonly length: number;
  /** Otherwise it is only ever suggested. */
  readonly isSure: boolean;
  /** How a time of day behind it is written. */
  readonly time: RegExp;
}

function dateAtStart(text: string, order: DateOrder): FoundDate | null {
  const found = (match: RegExpExecArray, day: number, isSure = true, time = TIME) => {
    return { day, length: match[0].length, isSure, time };
  };
  let match = YEAR_LAST.exec(text);
  if (match) return found(match, ...yearLast(match, order));
  match = YEAR_FIRST.exec(text);
  if (match) return found(match, dayNumber(match[1], match[3], match[4]));
  match = BASIC.exec(text);
  if (match) return found(match, dayNumber(match[1], match[2], match[3]), true, BASIC_TIME);
  match = DAY_MONTH_NAME.exec(text);
  if (match) {
    const [, day, month, year] = match;
    return found(match, dayNumber(fullYear(year), monthNumber(month), day), year.length === 4);
  }
  match = MONTH_NAME_DAY.exec(text);
  return match && found(match, dayNumber(match[3], monthNumber(match[1]), match[2]));
}

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  const at = MONTH_NAMES.findIndex((name) => {
    const full = name.toLowerCase();
    return lower === full || lower === full.slice(0, 3) || (full === "september" && lower === "sept");
  });
  return at + 1;
}

/** Of two digits, the year of this century. */
function fullYear(year: string): string {
  return year.length === 4 ? year : `20${year}`;
}

/** The day number, or NaN when there is no such day. */
function dayNumber(year: string | number, month: string | number, day: string | number): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return isValidDate(y, m, d) ? daysFromCivil(y, m, d) : Number.NaN;
}

/** The day of `11/23/2022` and the like, and whether it is sure: read in the given order or not at all. */
function yearLast([, a, separator, b, c]: RegExpExecArray, order: DateOrder): [day: number, isSure: boolean] {
  const isFull = c.length === 4;
  const monthFirst = dayNumber(fullYear(c), a, b);
  const dayFirst = dayNumber(fullYear(c), b, a);
  // Nobody writes dots with the month first; but where years come first, 22.11.23 may begin with one.
  const used = separator.startsWith(".") && (isFull || order !== "ymd") ? "dmy" : order;
  const inOrder = used === "mdy" ? monthFirst : used === "dmy" ? dayFirst : Number.NaN;
  if (isFull && !Number.isNaN(inOrder)) return [inOrder, true];
  if (used === "ymd" && !isFull) return [dayNumber(fullYear(a), b, c), false];
  if (Number.isNaN(monthFirst)) return [dayFirst, false];
  return [Number.isNaN(dayFirst) ? monthFirst : inOrder, false];
}

/** A day and the text after it: nothing, or a time of day with or without an offset. */
function combine(day: number, tail: string, pattern: RegExp): TimestampText {
  if (tail === "") return { ok: true, wall: day * DAY_MS, offset: null };
  const match = pattern.exec(tail);
  if (!match) return withoutOffset(readZoneText(tail));
  const [whole, hourText, , minuteText, secondText = "0", fraction = "", half] = match;
  let hour = Number(hourText);
  const minute = Number(minuteText ?? "0");
  const second = Number(secondText);
  if (half) {
    if (hour < 1 || hour > 12) return BAD;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  } else if (minuteText === undefined) return BAD;
  const zone = readZoneText(tail.slice(whole.length));
  if (!zone.ok) return withoutOffset(zone);
  if (hour === 24 && minute === 0 && second === 0) return { ok: false, suggestion: `${isoDate(day + 1)} 00:00` };
  if (hour > 23 || minute > 59 || second > 59) return BAD;
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, "0"));
  return {
    ok: true,
    wall: day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond,
    offset: zone.offset,
  };
}

function withoutOffset(zone: ZoneText): TimestampText {
  if (zone.ok || zone.name === undefined) return BAD;
  const why = "a zone's name that does not state its offset from UTC: write the offset instead, such as GMT+1";
  return { ok: false, why: `ends in ${zone.name}, ${why}` };
}

/** What does not begin with a date. */
function otherForm(text: string, order: DateOrder): TimestampText {
  const match = YEAR_BEHIND_TIME.exec(text);
  if (match) {
    const [, weekday, day, time, year, offset = ""] = match;
    return parseTimestamp(`${weekday}${day} ${year} ${time}${offset}`, order);
  }
  const ofMs = DATE_OF_MS.exec(text);
  if (ofMs) return { ok: true, wall: Number(ofMs[1]), offset: 0 };
  const ofParts = DATE_OF_PARTS.exec(text);
  return ofParts ? ofGoogleCharts(ofParts[1]) : BAD;
}

function ofGoogleCharts(list: string): TimestampText {
  const [year, month, day, hour = 0, minute = 0, second = 0, ms = 0] = list.split(",").map(Number);
  const likely = dayNumber(year, month + 1, day);
  if (Number.isNaN(likely) || hour > 23 || minute > 59 || second > 59) return BAD;
  return { ok: false, suggestion: wallText(likely * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms) };
}
