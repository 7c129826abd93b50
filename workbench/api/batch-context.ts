import type { Book } from "../book/book";
import { type Box, boxOf, type Dimension } from "../book/box";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { RequestFault } from "./errors";
import { clamp, gridTarget } from "./find-range";
import type { IdKind } from "./ids";

/** One request of a batch at work on a book. */
export interface BatchContext {
  readonly book: Book;
  readonly nextId: (kind: IdKind) => string;
}

/** Carries out one kind of request; returns its reply, if it has one. */
export type Handler = (context: BatchContext, request: Message) => Message | undefined;

/** The sheet a request names. */
export function gridOf(book: Book, sheetId: number | undefined): Sheet {
  const sheet = book.sheet(sheetId ?? 0);
  if (sheet === undefined) throw new RequestFault(`No grid with id: ${sheetId ?? 0}`);
  return sheet;
}

export interface CellRange {
  readonly sheet: Sheet;
  readonly box: Box;
}

/** The sheet and rectangle of a `GridRange`, within the grid. */
export function cellRangeOf(book: Book, range: Message | undefined): CellRange {
  if (range === undefined) throw new RequestFault("range is required");
  const sheet = gridOf(book, range.sheetId);
  const { startRowIndex: top, endRowIndex: bottom, startColumnIndex: left, endColumnIndex: right } = range;
  if (Math.min(top ?? 0, left ?? 0) < 0) throw new RequestFault("A GridRange cannot start before the grid.");
  if (bottom !== undefined && (top ?? 0) >= bottom) {
    throw new RequestFault(`endRowIndex[${bottom}] must be after startRowIndex[${top ?? 0}]`);
  }
  if (right !== undefined && (left ?? 0) >= right) {
    throw new RequestFault(`endColumnIndex[${right}] must be after startColumnIndex[${left ?? 0}]`);
  }
  clamp(gridTarget(sheet, range));
  return { sheet, box: boxOf(range, sheet.rowCount, sheet.columnCount) };
}

export interface DimensionRange {
  readonly sheet: Sheet;
  readonly dimension: Dimension;
  readonly start: number;
  readonly end: number;
}

/** The rows or columns of a `DimensionRange`; an open end reaches the edge of the grid. */
export function dimensionRangeOf(book: Book, range: Message | undefined): DimensionRange {
  if (range?.dimension !== "ROWS" && range?.dimension !== "COLUMNS") {
    throw new RequestFault("No dimension specified in DimensionRange.");
  }
  const sheet = gridOf(book, range.sheetId);
  const size = range.dimension === "ROWS" ? sheet.rowCount : sheet.columnCount;
  if ((range.startIndex ?? 0) < 0) throw new RequestFault("A DimensionRange cannot start before the grid.");
  return { sheet, dimension: range.dimension, start: range.startIndex ?? 0, end: range.endIndex ?? size };
}
