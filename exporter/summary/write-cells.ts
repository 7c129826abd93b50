import type { Cell, Request } from "./cells";

/** What is written of a cell. Notes and validation a person put there stay. */
const FIELDS = "userEnteredValue,userEnteredFormat,textFormatRuns";

/** The one request that writes cells: rows `top` to `bottom` (not included) of the first `columns`; what no line covers is emptied. */
export function writeCells(
  sheetId: number,
  lines: Cell[][],
  area: { top: number; bottom: number; columns: number },
): Request {
  const rows = lines.map((line) => ({
    values: Array.from({ length: area.columns }, (_, column) => line[column] ?? {}),
  }));
  const range = {
    sheetId,
    startRowIndex: area.top,
    endRowIndex: area.bottom,
    startColumnIndex: 0,
    endColumnIndex: area.columns,
  };
  return { updateCells: { range, rows, fields: FIELDS } };
}
