import { columnName, quoteTitle, readCells, type Written, writeRange } from "../book/a1";
import type { Book } from "../book/book";
import { type Box, boxOf } from "../book/box";
import type { Sheet } from "../book/sheet";
import { type ApiError, invalid } from "./errors";

/** A range of a request: its sheet, and the rectangle as written (open where an end was left out). */
export interface Target {
  readonly sheet: Sheet;
  readonly written: Written;
}

/** Finds what an A1 text, an R1C1 text, a sheet's title or the name of a range means. 400 when it means nothing. */
export function findRange(book: Book, text: string): Target {
  const target = withTitle(book, text) ?? withoutTitle(book, text);
  if (target === undefined) throw invalid(`Unable to parse range: ${text}`);
  return target;
}

function withTitle(book: Book, text: string): Target | undefined {
  const quoted = /^'((?:[^']|'')*)'(?:!(.*))?$/s.exec(text);
  if (quoted !== null) return inSheet(book, quoted[1].replaceAll("''", "'"), quoted[2]);
  const at = text.lastIndexOf("!");
  return at < 0 ? undefined : inSheet(book, text.slice(0, at), text.slice(at + 1));
}

/** What follows the title is cells or the name of a range. */
function inSheet(book: Book, title: string, cells: string | undefined): Target | undefined {
  const sheet = book.sheetByTitle(title);
  if (sheet === undefined) return undefined;
  const written = cells === undefined ? {} : readCells(cells);
  return written === undefined ? namedTarget(book, cells ?? "") : { sheet, written };
}

/** Bare text: a cell before a name before a title, so that a sheet called `D3` must be quoted. */
function withoutTitle(book: Book, text: string): Target | undefined {
  const written = readCells(text);
  if (written !== undefined) return { sheet: book.sheets.find((sheet) => !sheet.properties.hidden) as Sheet, written };
  return namedTarget(book, text) ?? inSheet(book, text, undefined);
}

function namedTarget(book: Book, name: string): Target | undefined {
  const named = book.namedRanges.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const sheet = named && book.sheet(named.range.sheetId);
  return named && sheet && gridTarget(sheet, named.range);
}

/** A `GridRange` of a sheet as a target. */
export function gridTarget(sheet: Sheet, range: Record<string, number | undefined>): Target {
  const keys = { top: "startRowIndex", bottom: "endRowIndex", left: "startColumnIndex", right: "endColumnIndex" };
  const written = Object.entries(keys).flatMap(([key, name]) =>
    range[name] === undefined ? [] : [[key, range[name]]],
  );
  return { sheet, written: Object.fromEntries(written) };
}

/** The rectangle within the grid: ends beyond it are cut, a start beyond it is a 400. */
export function clamp({ sheet, written }: Target): Box {
  const { top = 0, bottom, left = 0, right } = written;
  if (top >= sheet.rowCount || left >= sheet.columnCount) {
    throw beyondGrid({ sheet, written });
  }
  const grid = { startRowIndex: top, endRowIndex: bottom, startColumnIndex: left, endColumnIndex: right };
  return boxOf(grid, sheet.rowCount, sheet.columnCount);
}

/** The refusal of a range that is not in the grid. */
export function beyondGrid(target: Target): ApiError {
  const max = `Max rows: ${target.sheet.rowCount}, max columns: ${target.sheet.columnCount}`;
  return invalid(`Range (${asWritten(target)}) exceeds grid limits. ${max}`);
}

/** `Sheet1!A1:B2`. */
export function echo(sheet: Sheet, box: Box): string {
  return writeRange(sheet.title, box.top, box.bottom, box.left, box.right);
}

function asWritten({ sheet, written: { top, bottom, left, right } }: Target): string {
  const first = `${left === undefined ? "" : columnName(left)}${top === undefined ? "" : top + 1}`;
  const last = `${right === undefined ? "" : columnName(right - 1)}${bottom === undefined ? "" : bottom}`;
  const cells = first === last || last === "" ? first : `${first}:${last}`;
  return cells === "" ? quoteTitle(sheet.title) : `${quoteTitle(sheet.title)}!${cells}`;
}
