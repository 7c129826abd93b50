import { readCells, writeRange } from "../../book/a1";
import type { Box } from "../../book/box";
import { hasValue } from "../../book/cell";
import type { Sheet } from "../../book/sheet";
import type { Shown } from "../../book/shown";

/** The rectangle `getRange` means, counted from 1. Throws in Google's words when it is not in the grid. */
export function boxAt(sheet: Sheet, row: number, column: number, rows = 1, columns = 1): Box {
  for (const [word, start, count] of [
    ["row", row, rows],
    ["column", column, columns],
  ] as const) {
    if (!Number.isInteger(start) || !Number.isInteger(count)) {
      throw new Error(
        `The parameters (${[row, column, rows, columns].map((one) => typeof one).join(",")}) don't match the method signature for SpreadsheetApp.Sheet.getRange.`,
      );
    }
    if (start < 1) throw new Error(`The starting ${word} of the range is too small.`);
    if (count < 1) throw new Error(`The number of ${word}s in the range must be at least 1.`);
  }
  return within(sheet, { top: row - 1, bottom: row - 1 + rows, left: column - 1, right: column - 1 + columns });
}

/** The rectangle of an A1 text without a title; open ends reach the edge of the grid. */
export function boxOfA1(sheet: Sheet, text: string): Box {
  const written = readCells(text);
  if (written === undefined) throw new Error("Range not found");
  return within(sheet, { ...sheet.box, ...written });
}

function within(sheet: Sheet, box: Box): Box {
  if (box.bottom > sheet.rowCount || box.right > sheet.columnCount || box.top >= box.bottom || box.left >= box.right) {
    throw new Error("The coordinates of the range are outside the dimensions of the sheet.");
  }
  return box;
}

/** `B2:C4`, without the title. */
export function a1Of(sheet: Sheet, box: Box): string {
  const wide = box.left === 0 && box.right === sheet.columnCount;
  const high = box.top === 0 && box.bottom === sheet.rowCount;
  const text = writeRange("x", box.top, box.bottom, box.left, box.right).slice(2);
  if (high && !wide) return text.replace(/\d+/g, "").replace(/^([A-Z]+)$/, "$1:$1");
  return text;
}

/** The last row with a value, from 1; 0 when there is none. Formats and notes do not count. */
export function lastRow(shown: Shown, sheet: Sheet): number {
  const rows = shown.rows(sheet);
  let last = rows.length;
  while (last > 0 && !rows[last - 1]?.some(hasValue)) last--;
  return last;
}

/** The last column with a value, from 1; 0 when there is none. */
export function lastColumn(shown: Shown, sheet: Sheet): number {
  let last = 0;
  for (const row of shown.rows(sheet)) {
    if (row === undefined) continue;
    let at = row.length;
    while (at > last && !hasValue(row[at - 1])) at--;
    last = Math.max(last, at);
  }
  return last;
}
