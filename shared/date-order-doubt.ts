import { civilFromDays, DAY_MS, daysFromCivil, localDay } from "./calendar";
import type { DateOrder } from "./date-order";
import { judgeInstant, readTimestamp, type TimeContext } from "./timestamp";
import { instantOf } from "./zone";

/** The timestamp cells of a table, of which each distinct text is looked at once. */
export interface TimestampCells {
  readonly rows: number;
  /** How many distinct texts there are. */
  readonly texts: number;
  text(code: number): string;
  /** Row -> its text; below 0 when the cell is none. */
  code(row: number): number;
  /** The local time (ms) of a cell that a spreadsheet holds as a date; NaN for any other. `null`: there is none. */
  readonly wall: ((row: number) => number) | null;
}

/** How many rows, and which are the first of them (from 0, ascending; at least five where there are so many). */
export interface SomeRows {
  readonly count: number;
  readonly first: readonly number[];
}

/** Rows that speak for the other order of day and month than the one the table is read in. */
export interface DateOrderDoubt {
  readonly order: DateOrder;
  readonly other: DateOrder;
  /** Only the other order makes sense of them. */
  readonly misfits: SomeRows;
  /** Read as they stand, they could be in the other order as well. */
  readonly either: SomeRows;
}

/** How much a cell says about the order; FITS: only the order it was read in makes sense. */
export const NOTHING = 0;
export const MISFIT = 1;
export const EITHER = 2;
export const FITS = 3;
export const FUTURE = 4;

/** Neither dots nor names leave the order open. */
const OPEN_TEXT = /^\s*(?:[A-Za-z]+,? )?\d{1,2}([-/])\d{1,2}\1\d/;

/** The doubt that the timestamps of a whole table leave; `null` when there is none. */
export function dateOrderDoubt(cells: TimestampCells, context: TimeContext): DateOrderDoubt | null {
  if (context.dateOrder === "ymd") return null;
  const ofTexts = new Int8Array(cells.texts);
  for (let code = 0; code < cells.texts; code++) ofTexts[code] = orderSign(cells.text(code), context);
  const { wall } = cells;
  if (wall === null && ofTexts.every((sign) => sign === NOTHING)) return null;
  const rows: number[][] = [[], [], [], [], []];
  for (let row = 0; row < cells.rows; row++) {
    const code = cells.code(row);
    const kind = code >= 0 ? ofTexts[code] : orderSignOfWall(wall?.(row) ?? Number.NaN, context);
    if (kind !== NOTHING) rows[kind].push(row);
  }
  return doubtOf(
    context.dateOrder,
    rows.map((first) => ({ count: first.length, first })),
  );
}

/**
 * Some timestamps only make sense with day and month the other way round, while others were read as they stand: then the latter are
 * probably wrong too, and nobody would notice. A time that is in the future only because of the order is taken for such a one where no
 * other cell fits just the order read. `null` when there is no doubt.
 * @param signs the rows of each sign: of MISFIT, EITHER, FITS and FUTURE
 */
export function doubtOf(order: DateOrder, signs: readonly SomeRows[]): DateOrderDoubt | null {
  if (order === "ymd") return null;
  const isFit = signs[MISFIT].count === 0 && signs[FITS].count > 0;
  const parts = isFit ? [signs[MISFIT]] : [signs[MISFIT], signs[FUTURE]];
  const misfits = {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    first: parts.flatMap(({ first }) => first).sort((a, b) => a - b),
  };
  if (misfits.count === 0 || signs[EITHER].count === 0) return null;
  return { order, other: swapped(order), misfits, either: signs[EITHER] };
}

function swapped(order: DateOrder): DateOrder {
  return order === "mdy" ? "dmy" : "mdy";
}

/** What the text of a timestamp cell says about the order it is read in: NOTHING, MISFIT, EITHER, FITS or FUTURE. */
export function orderSign(text: string, context: TimeContext): number {
  const { dateOrder } = context;
  if (dateOrder === "ymd" || !OPEN_TEXT.test(text)) return NOTHING;
  const read = readTimestamp(text, context);
  const other = readTimestamp(text, { ...context, dateOrder: swapped(dateOrder) });
  if (Number.isNaN(read.instant)) return Number.isNaN(other.instant) ? NOTHING : MISFIT;
  return compared(read.instant, other.instant, context);
}

/** What a cell that a spreadsheet holds as a date says: Google made it of what was typed, in the order of the workbook's locale. */
export function orderSignOfWall(wall: number, context: TimeContext): number {
  if (context.dateOrder === "ymd" || Number.isNaN(wall)) return NOTHING;
  const days = localDay(wall);
  const { year, month, day } = civilFromDays(days);
  const other = day > 12 ? Number.NaN : wall + (daysFromCivil(year, day, month) - days) * DAY_MS;
  return compared(instantOf(context.zone, wall), instantOf(context.zone, other), context);
}

function compared(read: number, other: number, context: TimeContext): number {
  if (read === other) return NOTHING;
  const problem = judgeInstant(read, context);
  const canBeOther = !Number.isNaN(other) && judgeInstant(other, context) === null;
  if (problem === null) return canBeOther ? EITHER : FITS;
  return problem === "FUTURE_TIMESTAMP" && canBeOther ? FUTURE : NOTHING;
}
