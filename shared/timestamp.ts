import { DAY_MS, daysFromCivil, isValidDate } from "./calendar";
import { type Cell, displayedText } from "./cell";
import { tidiedProblem } from "./cell-problem";
import type { DateOrder } from "./date-order";
import type { HeldCode } from "./problem";
import { tidy } from "./text";
import { MAX_TIMESTAMP_LENGTH, parseTimestamp } from "./timestamp-text";
import { instantOf, kindOf, toWall, type Zone } from "./zone";

/** What a timestamp is read against. */
export interface TimeContext {
  readonly zone: Zone;
  /** The instant the run takes as now, UTC ms. */
  readonly asOf: number;
  readonly dateOrder: DateOrder;
}

export interface TimestampReading {
  readonly problem: "BLANK" | HeldCode | null;
  /** UTC, whole ms; NaN when the cell says no instant. */
  readonly instant: number;
  readonly warning: null | "GAP_TIMESTAMP" | "TWICE_TIMESTAMP";
  /** A timestamp that would be read, for a cell that almost is one. */
  readonly suggestion?: string;
}

/** 1970-01-01 as a Sheets serial: days since 1899-12-30 (Sheets API, DateTimeRenderOption). */
const SERIAL_OF_1970 = 25_569;
/** 10000-01-01, the first day Sheets cannot show, as a serial and as epoch ms. */
const SERIAL_END = 2_958_466;
const EPOCH_END = (SERIAL_END - SERIAL_OF_1970) * DAY_MS;
/** Smaller numbers are no epoch milliseconds: 1973-03-03, before any lead. */
const EPOCH_START = 1e11;

const FIRST_WALL = daysFromCivil(2000, 1, 1) * DAY_MS;
/** Clocks of two machines differ a little; a lead is not from the future for that. */
export const FUTURE_TOLERANCE = 5 * 60_000;

const NUMBER_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Why an instant (UTC ms) cannot be when a lead was captured; `null` when it can. */
export function judgeInstant(instant: number, context: TimeContext): HeldCode | null {
  if (instant > context.asOf + FUTURE_TOLERANCE) return "FUTURE_TIMESTAMP";
  // No zone is a whole day and a half from UTC: nearly every instant needs no look at the zone.
  if (instant < FIRST_WALL + 2 * DAY_MS && toWall(context.zone, instant) < FIRST_WALL) return "OUT_OF_RANGE";
  return null;
}

/** The instant a timestamp cell means. Never throws; a cell no rule reads is `BAD_TIMESTAMP`. */
export function readTimestamp(cell: Cell, context: TimeContext): TimestampReading {
  if (typeof cell === "number") return readNumber(cell, context);
  const tidied = tidy(displayedText(cell));
  const problem = tidiedProblem(tidied);
  if (problem !== null) return noInstant(problem);
  if (tidied.length > MAX_TIMESTAMP_LENGTH) return noInstant("BAD_TIMESTAMP");
  const text = tidied.normalize("NFKC");
  if (NUMBER_TEXT.test(text)) return readNumber(Number(text), context);
  const parsed = parseTimestamp(text, context.dateOrder);
  if (parsed.ok) {
    return parsed.offset === null ? atWall(parsed.wall, context) : atInstant(parsed.wall - parsed.offset, context);
  }
  const { suggestion } = parsed;
  return suggestion === undefined ? noInstant("BAD_TIMESTAMP") : { ...noInstant("BAD_TIMESTAMP"), suggestion };
}

/** A serial is wall time; epoch milliseconds are an instant; eight digits may be a date without separators. */
function readNumber(value: number, context: TimeContext): TimestampReading {
  if (!Number.isFinite(value)) return noInstant("BAD_TIMESTAMP");
  if (value >= 0 && value < SERIAL_END) return atWall(Math.round((value - SERIAL_OF_1970) * DAY_MS), context);
  if (value >= EPOCH_START && value < EPOCH_END) return atInstant(Math.round(value), context);
  const [year, month, day] = [Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100];
  if (year >= 1900 && year <= 9999 && Number.isInteger(value) && isValidDate(year, month, day)) {
    return atWall(daysFromCivil(year, month, day) * DAY_MS, context);
  }
  return noInstant("OUT_OF_RANGE");
}

function atInstant(instant: number, context: TimeContext): TimestampReading {
  return { problem: judgeInstant(instant, context), instant, warning: null };
}

function atWall(wall: number, context: TimeContext): TimestampReading {
  const reading = atInstant(instantOf(context.zone, wall), context);
  if (reading.problem !== null) return reading;
  const kind = kindOf(context.zone, wall);
  if (kind === "plain") return reading;
  return { ...reading, warning: kind === "gap" ? "GAP_TIMESTAMP" : "TWICE_TIMESTAMP" };
}

function noInstant(problem: "BLANK" | HeldCode): TimestampReading {
  return { problem, instant: Number.NaN, warning: null };
}
