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
  /** The local time (ms) of a cell that a spreadsheet holds as a date; NaN for any other. */
  wall(row: number): number;
}

/** Rows (0-based) that speak for the other order of day and month than the one the table is read in. */
export interface DateOrderDoubt {
  readonly order: DateOrder;
  readonly other: DateOrder;
  /** Only the other order makes sense of them. */
  readonly misfits: readonly number[];
  /** Read as they stand, they could be in the other order as well. */
  readonly either: readonly number[];
}

/** How much a cell says about the order; FITS: only the order it was read in makes sense. */
const NOTHING = 0;
const MISFIT = 1;
const EITHER = 2;
const FITS = 3;
const FUTURE = 4;

/** Neither dots nor names leave the order open. */
const OPEN_TEXT = /^\s*(?:[A-Za-z]+,? )?\d{1,2}([-/])\d{1,2}\1\d/;

/**
 * Some timestamps only make sense with day and month the other way round, while others were read as they stand: then the latter are
 * probably wrong too, and nobody would notice. A time that is in the future only because of the order is taken for such a one where no
 * other cell fits just the order read. `null` when there is no doubt.
 */
export function dateOrderDoubt(cells: TimestampCells, context: TimeContext): DateOrderDoubt | null {
  const { dateOrder: order } = context;
  if (order === "ymd") return null;
  const swapped: TimeContext = { ...context, dateOrder: order === "mdy" ? "dmy" : "mdy" };
  const ofTexts = new Int8Array(cells.texts);
  for (let code = 0; code < cells.texts; code++) ofTexts[code] = ofText(cells.text(code), context, swapped);
  const rows: number[][] = [[], [], [], [], []];
  for (let row = 0; row < cells.rows; row++) {
    const code = cells.code(row);
    const kind = code >= 0 ? ofTexts[code] : ofWall(cells.wall(row), context);
    if (kind !== NOTHING) rows[kind].push(row);
  }
  const future = rows[MISFIT].length === 0 && rows[FITS].length > 0 ? [] : rows[FUTURE];
  const misfits = [...rows[MISFIT], ...future].sort((a, b) => a - b);
  if (misfits.length === 0 || rows[EITHER].length === 0) return null;
  return { order, other: swapped.dateOrder, misfits, either: rows[EITHER] };
}

function ofText(text: string, context: TimeContext, swapped: TimeContext): number {
  if (!OPEN_TEXT.test(text)) return NOTHING;
  const read = readTimestamp(text, context);
  const other = readTimestamp(text, swapped);
  if (Number.isNaN(read.instant)) return Number.isNaN(other.instant) ? NOTHING : MISFIT;
  return compared(read.instant, other.instant, context);
}

/** Google made a date of what was typed, in the order of the workbook's locale. */
function ofWall(wall: number, context: TimeContext): number {
  if (Number.isNaN(wall)) return NOTHING;
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
