import { columnName } from "../book/a1";
import type { Book } from "../book/book";
import type { Box } from "../book/box";
import { type Scalar, type Slot, withEntry } from "../book/cell";
import type { Message } from "../book/json";
import { MAX_CELLS, type Sheet } from "../book/sheet";
import { Shown } from "../book/shown";
import { typist } from "../book/typed";
import { ApiError, invalid } from "./errors";
import { clamp, echo, findRange, type Target } from "./find-range";
import { boxValues, type Rendering } from "./values-read";

export interface Writing extends Rendering {
  readonly valueInputOption?: string | undefined;
  readonly includeValuesInResponse?: boolean;
}

/** What one write touched. */
export interface WriteResult {
  readonly sheet: Sheet;
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
  readonly cells: number;
  /** `UpdateValuesResponse`. */
  readonly response: Message;
}

/** `spreadsheets.values.update` of one `ValueRange` at a target. */
export function updateValues(
  book: Book,
  target: Target,
  data: Message,
  writing: Writing,
  path = "values",
): WriteResult {
  // A start outside the grid is refused; rows that run over its end make it grow.
  clamp(target);
  const rows = asRows(data, path);
  const { top = 0, left = 0, bottom, right } = target.written;
  // A single cell is a place to start; a larger range is a limit.
  const isPlace = bottom === top + 1 && right === left + 1;
  if (!isPlace) checkWithin(target, rows, top, left);
  return writeRows(book, target.sheet, top, left, rows, writing);
}

/** Values of a `ValueRange` as rows, checked. */
export function asRows(data: Message, path: string): unknown[][] {
  const lines: unknown[][] = data.values ?? [];
  lines.forEach((line, at) => {
    line.forEach((value, index) => {
      if (typeof value !== "object" || value === null) return;
      const kind = Array.isArray(value) ? "list_value" : "struct_value";
      throw invalid(`Invalid ${path}[${at}][${index}]: ${kind} {\n}\n`);
    });
  });
  if (data.majorDimension !== "COLUMNS") return lines;
  const height = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: height }, (_, row) => lines.map((line) => line[row] ?? null));
}

function checkWithin({ sheet, written }: Target, rows: unknown[][], top: number, left: number): void {
  const { bottom = Number.POSITIVE_INFINITY, right = Number.POSITIVE_INFINITY } = written;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const range = () =>
    echo(sheet, { top, left, bottom: Math.min(bottom, sheet.rowCount), right: Math.min(right, sheet.columnCount) });
  if (top + rows.length > bottom) {
    throw invalid(`Requested writing within range [${range()}], but tried writing to row [${bottom + 1}]`);
  }
  if (left + width > right) {
    throw invalid(`Requested writing within range [${range()}], but tried writing to column [${columnName(right)}]`);
  }
}

/** Writes rows from a cell on; the grid grows to hold them. Null leaves a cell as it is, "" clears it. */
export function writeRows(
  book: Book,
  sheet: Sheet,
  top: number,
  left: number,
  values: readonly (readonly unknown[])[],
  writing: Writing,
): WriteResult {
  const enter = entry(writing.valueInputOption, book.properties.locale);
  const width = values.reduce((most, row) => Math.max(most, row.length), 0);
  growTo(book, sheet, top + values.length, left + width);
  const rows = new Set<number>();
  const columns = new Set<number>();
  let cells = 0;
  values.forEach((line, index) => {
    const row = top + index;
    const slots = sheet.rows[row]?.slice() ?? [];
    let touched = false;
    line.forEach((value, offset) => {
      if (value === null) return;
      const column = left + offset;
      while (slots.length < column) slots.push(undefined);
      slots[column] = enter(slots[column], value as Scalar);
      columns.add(column);
      touched = true;
      cells++;
    });
    if (!touched) return;
    rows.add(row);
    sheet.putRow(row, slots);
  });
  const box: Box = { top, left, bottom: top + Math.max(1, values.length), right: left + Math.max(1, width) };
  return { sheet, rows, columns, cells, response: updateResponse(book, sheet, box, rows, columns, cells, writing) };
}

export function growTo(book: Book, sheet: Sheet, rowCount: number, columnCount: number): void {
  sheet.grow(rowCount, columnCount);
  const total = book.sheets.reduce((sum, each) => sum + each.rowCount * each.columnCount, 0);
  if (total > MAX_CELLS) {
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${MAX_CELLS} cells.`,
    );
  }
}

function updateResponse(
  book: Book,
  sheet: Sheet,
  box: Box,
  rows: Set<number>,
  columns: Set<number>,
  cells: number,
  writing: Writing,
): Message {
  return {
    spreadsheetId: book.id,
    updatedRange: echo(sheet, box),
    updatedRows: rows.size,
    updatedColumns: columns.size,
    updatedCells: cells,
    ...(writing.includeValuesInResponse ? { updatedData: boxValues(book, sheet, box, writing, new Shown(book)) } : {}),
  };
}

type Enter = (slot: Slot, value: Scalar) => Slot;

function entry(option: string | undefined, locale: string): Enter {
  if (option === undefined || option === "INPUT_VALUE_OPTION_UNSPECIFIED") {
    throw invalid("'valueInputOption' is required but not specified");
  }
  if (option === "RAW") return (slot, value) => withEntry(slot, { value });
  return typist(locale);
}

/** `spreadsheets.values.clear`: values go, formats, notes and validation stay. Returns the range cleared. */
export function clearValues(target: Target): string {
  const box = clamp(target);
  const { sheet } = target;
  sheet.edit({ ...box, bottom: Math.min(box.bottom, sheet.rows.length) }, (slot) => withEntry(slot, undefined));
  return echo(sheet, box);
}

/** `spreadsheets.values.batchUpdate`: `targets` with their data, one after the other. */
export function batchUpdateValues(
  book: Book,
  parts: readonly { target: Target; data: Message }[],
  writing: Writing,
): { totals: Message; responses: Message[] } {
  const written = parts.map(({ target, data }, index) =>
    inData(index, () => updateValues(book, target, data, writing, `data[${index}].values`)),
  );
  const distinct = (pick: (one: WriteResult) => ReadonlySet<number>) =>
    new Set(written.flatMap((one) => [...pick(one)].map((index) => `${one.sheet.id}:${index}`))).size;
  return {
    totals: {
      spreadsheetId: book.id,
      totalUpdatedRows: distinct((one) => one.rows),
      totalUpdatedColumns: distinct((one) => one.columns),
      totalUpdatedCells: written.reduce((sum, one) => sum + one.cells, 0),
      totalUpdatedSheets: new Set(written.filter((one) => one.cells > 0).map((one) => one.sheet.id)).size,
    },
    responses: written.map((one) => one.response),
  };
}

export function findParts(book: Book, data: readonly Message[]): { target: Target; data: Message }[] {
  return data.map((one, index) => ({ target: inData(index, () => findRange(book, one.range ?? "")), data: one }));
}

/** Names the part of the request a refusal is about. */
function inData<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError) || error.message.startsWith("Invalid data[")) throw error;
    throw invalid(`Invalid data[${index}]: ${error.message}`);
  }
}
