import { columnLetter } from "../../shared/headers";
import type { SheetCell, ShownTexts } from "../check/sheet-input";
import { again } from "../services/again";
import type { Sheet } from "./workbook";

/** Everything from A1 to the last filled cell. */
export function readValues(sheet: Sheet): SheetCell[][] {
  return again(() => sheet.getDataRange().getValues() as SheetCell[][]);
}

/** Row 1, as far as any row is filled. */
export function readHeader(sheet: Sheet): SheetCell[] {
  return again(() => sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getValues()[0] as SheetCell[]);
}

/** What the cells look like, everything from A1 to the last filled cell. Numbers and dates become texts. */
export function readTexts(sheet: Sheet): string[][] {
  return again(() => sheet.getDataRange().getDisplayValues());
}

/** What the cells of a column (0-based) look like below row 1, as far as any row is filled. */
export function readColumn(sheet: Sheet, column: number): string[] {
  const rows = sheet.getLastRow() - 1;
  if (rows < 1 || column >= sheet.getMaxColumns()) return [];
  return again(() => sheet.getRange(2, column + 1, rows, 1).getDisplayValues()).map(([text]) => text);
}

/** What one cell looks like; row as the sheet counts, column 0-based. */
export function readCellText(sheet: Sheet, row: number, column: number): string {
  return again(() => sheet.getRange(row, column + 1).getDisplayValue());
}

/** What the cells of some columns (0-based, both included) look like, from row 1 to `rows`. */
export function readShown(
  sheet: Sheet,
  columns: { firstColumn: number; lastColumn: number },
  rows: number,
): ShownTexts {
  const { firstColumn, lastColumn } = columns;
  const range = sheet.getRange(1, firstColumn + 1, rows, lastColumn - firstColumn + 1);
  return { firstColumn, texts: again(() => range.getDisplayValues()) };
}

/** Whether any cell of a column (0-based) is worked out by a formula. */
export function hasFormula(sheet: Sheet, column: number): boolean {
  const formulas = again(() => sheet.getRange(1, column + 1, sheet.getMaxRows(), 1).getFormulas());
  return formulas.some(([formula]) => formula !== "");
}

/** The formulas of the first `rows` rows and `columns` columns, '' where a cell has none. */
export function readFormulasTo(sheet: Sheet, rows: number, columns: number): string[][] {
  return again(() => sheet.getRange(1, 1, rows, columns).getFormulas());
}

/** Writes texts one below the other from `row` (as the sheet counts) down. `column` is 0-based. */
export function writeColumn(sheet: Sheet, row: number, column: number, texts: readonly string[]): void {
  again(() => sheet.getRange(row, column + 1, texts.length, 1).setValues(texts.map((text) => [plainText(text)])));
}

/** Writes one row of texts from column A on below the last filled row. */
export function appendTextRow(sheet: Sheet, texts: readonly string[]): void {
  sheet.appendRow(texts.map(plainText));
}

/** Writes rows of texts, all equally long, from column A on below the last filled row. Returns whether the tab had too few. */
export function appendRows(sheet: Sheet, rows: readonly (readonly string[])[]): boolean {
  const row = sheet.getLastRow() + 1;
  const isLarger = growRows(sheet, row + rows.length - 1);
  writeRows(sheet, row, rows);
  return isLarger;
}

/** Writes rows of texts, all equally long, from column A on. */
export function writeRows(sheet: Sheet, row: number, rows: readonly (readonly string[])[]): void {
  const range = sheet.getRange(row, 1, rows.length, rows[0].length);
  again(() => range.setValues(rows.map((texts) => texts.map(plainText))));
}

/** Makes room for so many rows; whether there was too little. */
export function growRows(sheet: Sheet, rows: number): boolean {
  const missing = rows - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
  return missing > 0;
}

/** What the cells of a row hold, as far as `columns` reach. */
export function readRow(sheet: Sheet, row: number, columns: number): SheetCell[] {
  return sheet.getRange(row, 1, 1, columns).getValues()[0] as SheetCell[];
}

/** What the cells of a row look like. */
export function readRowTexts(sheet: Sheet, row: number, columns: number): string[] {
  return sheet.getRange(row, 1, 1, columns).getDisplayValues()[0];
}

/** What the cells of a column (0-based) look like, from row 1 to `rows`. */
export function readColumnTexts(sheet: Sheet, column: number, rows: number): string[] {
  return sheet
    .getRange(1, column + 1, rows, 1)
    .getDisplayValues()
    .map(([text]) => text);
}

/** The formulas of all cells, '' where there is none. */
export function readFormulas(sheet: Sheet): string[][] {
  return sheet.getDataRange().getFormulas();
}

/** Writes cells of a row as Sheets takes them; `null` leaves one as it is. */
export function writeRow(sheet: Sheet, row: number, cells: readonly SheetCell[]): void {
  for (let from = 0, to = 0; from < cells.length; from = ++to) {
    if (cells[from] === null) continue;
    while (to + 1 < cells.length && cells[to + 1] !== null) to++;
    sheet.getRange(row, from + 1, 1, to - from + 1).setValues([cells.slice(from, to + 1)]);
  }
}

/** Puts in an empty row that becomes this one. */
export function insertRow(sheet: Sheet, row: number): void {
  if (row > sheet.getMaxRows()) sheet.insertRowAfter(row - 1);
  else sheet.insertRowBefore(row);
}

export function deleteRow(sheet: Sheet, row: number): void {
  sheet.deleteRow(row);
}

/** Writes one cell; row as the sheet counts, column 0-based. */
export function writeText(sheet: Sheet, row: number, column: number, text: string): void {
  again(() => sheet.getRange(row, column + 1).setValue(plainText(text)));
}

/** Puts one time (an instant) into some rows, ascending, of a column (0-based), in one call. */
export function writeTimes(sheet: Sheet, rows: readonly number[], column: number, instant: number): void {
  again(() => cellsOf(sheet, rows, column).setValue(new Date(instant)));
}

/** Writes one text into some rows, ascending, of a column (0-based), in one call. */
export function writeSame(sheet: Sheet, rows: readonly number[], column: number, text: string): void {
  again(() => cellsOf(sheet, rows, column).setValue(plainText(text)));
}

function cellsOf(sheet: Sheet, rows: readonly number[], column: number) {
  const letter = columnLetter(column);
  const runs: string[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    while (to < rows.length && rows[to] === rows[from] + to - from) to++;
    runs.push(`${letter}${rows[from]}:${letter}${rows[to - 1]}`);
  }
  return runs.length === 1 ? sheet.getRange(runs[0]) : sheet.getRangeList(runs);
}

/** Writes a time (an instant) and a text to the right of it; row as the sheet counts, column 0-based. */
export function writeTimeAndText(sheet: Sheet, row: number, column: number, instant: number, text: string): void {
  again(() => sheet.getRange(row, column + 1, 1, 2).setValues([[new Date(instant), plainText(text)]]));
}

/** What Sheets would take for a formula, a mention, a number, a date or a truth value. */
const NOT_PLAIN =
  /^(?:[=+\-'@]|\P{L}*\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?\d|(?:true|false)$)/iu;

/**
 * Text as Sheets keeps it to the letter. The only way any text gets into a cell: what Sheets would take for something else gets an
 * apostrophe in front, which Sheets does not show.
 */
export function plainText(text: string): string {
  return NOT_PLAIN.test(text) ? `'${text}` : text;
}
