import type { Book } from "../book/book";
import type { Box } from "../book/box";
import { hasValue, type Row, type Scalar, type Slot } from "../book/cell";
import { CellError, errorText } from "../book/cell-error";
import type { Message } from "../book/json";
import { DATE_TYPES, formatNumber } from "../book/number-format";
import type { Sheet } from "../book/sheet";
import { Shown } from "../book/shown";
import { clamp, echo, findRange, type Target } from "./find-range";

export interface Rendering {
  readonly majorDimension?: string | undefined;
  readonly valueRenderOption?: string | undefined;
  readonly dateTimeRenderOption?: string | undefined;
}

/** `spreadsheets.values.get`: a `ValueRange`. */
export function getValues(book: Book, range: string, rendering: Rendering): Message {
  return valueRange(book, findRange(book, range), rendering, new Shown(book));
}

/** `spreadsheets.values.batchGet`. */
export function batchGetValues(book: Book, ranges: readonly string[], rendering: Rendering): Message {
  const shown = new Shown(book);
  const valueRanges = ranges.map((range) => valueRange(book, findRange(book, range), rendering, shown));
  return { spreadsheetId: book.id, valueRanges };
}

/** The values of a target within the grid. */
export function valueRange(book: Book, target: Target, rendering: Rendering, shown: Shown): Message {
  return boxValues(book, target.sheet, clamp(target), rendering, shown);
}

export function boxValues(book: Book, sheet: Sheet, box: Box, rendering: Rendering, shown: Shown): Message {
  const columns = rendering.majorDimension === "COLUMNS";
  const render = renderer(book, sheet, rendering, shown);
  const rows = shown.rows(sheet);
  const values = columns ? byColumns(rows, box, render) : byRows(rows, box, render);
  return {
    range: echo(sheet, box),
    majorDimension: columns ? "COLUMNS" : "ROWS",
    ...(values.length > 0 ? { values } : {}),
  };
}

type Render = (slot: Slot) => Scalar;
type Rows = readonly (Row | undefined)[];

function renderer(book: Book, sheet: Sheet, rendering: Rendering, shown: Shown): Render {
  const option = rendering.valueRenderOption ?? "FORMATTED_VALUE";
  if (option === "FORMATTED_VALUE") return (slot) => shown.text(sheet, slot) ?? "";
  const dates = rendering.dateTimeRenderOption === "FORMATTED_STRING";
  return (slot) => {
    if (typeof slot !== "object") return slot ?? "";
    if (option === "FORMULA" && slot.formula !== undefined) return slot.formula;
    const result = shown.result(sheet, slot);
    if (result instanceof CellError) return errorText(result);
    const format = dates && typeof result === "number" ? shown.numberFormat(slot) : undefined;
    if (format !== undefined && DATE_TYPES.has(format.type)) {
      return formatNumber(result as number, format, book.properties.locale);
    }
    return result ?? "";
  };
}

/** Rows with trailing empty cells and trailing empty rows left out. */
function byRows(rows: Rows, box: Box, render: Render): Scalar[][] {
  const lines: Scalar[][] = [];
  const bottom = Math.min(box.bottom, rows.length);
  let filled = 0;
  for (let row = box.top; row < bottom; row++) {
    const line = rowValues(rows[row], box, render);
    lines.push(line);
    if (line.length > 0) filled = lines.length;
  }
  lines.length = filled;
  return lines;
}

function rowValues(row: Row | undefined, box: Box, render: Render): Scalar[] {
  if (row === undefined) return [];
  let right = Math.min(box.right, row.length);
  while (right > box.left && !hasValue(row[right - 1])) right--;
  const line: Scalar[] = [];
  for (let column = box.left; column < right; column++) line.push(render(row[column]));
  return line;
}

function byColumns(rows: Rows, box: Box, render: Render): Scalar[][] {
  const lines: Scalar[][] = [];
  let filled = 0;
  for (let column = box.left; column < box.right; column++) {
    let bottom = Math.min(box.bottom, rows.length);
    while (bottom > box.top && !hasValue(rows[bottom - 1]?.[column])) bottom--;
    const line: Scalar[] = [];
    for (let row = box.top; row < bottom; row++) line.push(render(rows[row]?.[column]));
    lines.push(line);
    if (line.length > 0) filled = lines.length;
  }
  lines.length = filled;
  return lines;
}
