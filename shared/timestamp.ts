import { DAY_MS, daysFromCivil, wallText } from "./calendar";
import { type Cell, displayedText } from "./cell";
import { tidiedProblem } from "./cell-problem";
import type { DateOrder } from "./date-order";
import type { HeldCode } from "./problem";
import { tidy } from "./text";
import { NO_DATE, readNumber, readNumberText, type TimestampNumber } from "./timestamp-number";
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
  /** Why it is not read, as a clause: `looks like seconds since 1970`. Absent when there is no more to say than the problem does. */
  readonly why?: string;
}

const FIRST_WALL = daysFromCivil(2000, 1, 1) * DAY_MS;
/** Clocks of two machines differ a little; a lead is not from the future for that. */
export const FUTURE_TOLERANCE = 5 * 60_000;

/** Between these (UTC ms) a lead can have been captured, whatever the zone: only other instants need to be judged. */
export function surelyInRange({ asOf }: TimeContext): { earliest: number; latest: number } {
  // No zone is a whole day and a half from UTC: nearly every instant needs no look at the zone.
  return { earliest: FIRST_WALL + 2 * DAY_MS, latest: asOf + FUTURE_TOLERANCE };
}

/** Why an instant (UTC ms) cannot be when a lead was captured; `null` when it can. */
export function judgeInstant(instant: number, context: TimeContext): HeldCode | null {
  const { earliest, latest } = surelyInRange(context);
  if (instant > latest) return "FUTURE_TIMESTAMP";
  if (instant < earliest && toWall(context.zone, instant) < FIRST_WALL) return "OUT_OF_RANGE";
  return null;
}

/** The instant a timestamp cell means. Never throws; a cell no rule reads is `BAD_TIMESTAMP`. */
export function readTimestamp(cell: Cell, context: TimeContext): TimestampReading {
  if (typeof cell === "number") return ofNumber(readNumber(cell), context);
  const tidied = tidy(displayedText(cell));
  const problem = tidiedProblem(tidied);
  if (problem !== null) return noInstant(problem);
  if (tidied.length > MAX_TIMESTAMP_LENGTH) return noInstant("BAD_TIMESTAMP");
  const text = tidied.normalize("NFKC");
  const number = readNumberText(text);
  if (number !== null) return ofNumber(number, context);
  const parsed = parseTimestamp(text, context.dateOrder);
  if (parsed.ok) {
    return parsed.offset === null ? atWall(parsed.wall, context) : atInstant(parsed.wall - parsed.offset, context);
  }
  const { ok: _, ...said } = parsed;
  return { ...noInstant("BAD_TIMESTAMP"), ...said };
}

function ofNumber(number: TimestampNumber, context: TimeContext): TimestampReading {
  if (number.is === "nothing") return { ...noInstant(number.problem), why: number.why };
  const { is, why } = number;
  const ms = Math.round(number.ms);
  const reading = is === "wall" ? atWall(ms, context) : atInstant(ms, context);
  if (why === undefined) return reading;
  const held = { ...noInstant("BAD_TIMESTAMP"), why };
  if (reading.problem === null) return { ...held, suggestion: writtenOut(reading.instant, context) };
  // Digits may look like a time that cannot be; a number of seconds looks like nothing then.
  return is === "wall" ? held : ofNumber(NO_DATE, context);
}

/** An instant as local time, or where that comes twice, with its offset. */
function writtenOut(instant: number, { zone }: TimeContext): string {
  const wall = toWall(zone, instant);
  return instantOf(zone, wall) === instant ? wallText(wall) : `${wallText(instant)}Z`;
}

function atInstant(instant: number, context: TimeContext): TimestampReading {
  return { problem: judgeInstant(instant, context), instant, warning: null };
}

/** The instant that a local time (ms) of the context's zone means. */
export function atWall(wall: number, context: TimeContext): TimestampReading {
  const reading = atInstant(instantOf(context.zone, wall), context);
  if (reading.problem !== null) return reading;
  const kind = kindOf(context.zone, wall);
  if (kind === "plain") return reading;
  return { ...reading, warning: kind === "gap" ? "GAP_TIMESTAMP" : "TWICE_TIMESTAMP" };
}

function noInstant(problem: "BLANK" | HeldCode): TimestampReading {
  return { problem, instant: Number.NaN, warning: null };
}
