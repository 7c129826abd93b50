import type { Sheet } from "./workbook";

/** As people read it everywhere, whatever the workbook's locale. */
const DATE_TIME = "yyyy-mm-dd hh:mm:ss";

/** Makes numbers of a Timestamp column (0-based) look like dates with their time, unless someone chose a format before. */
export function showTimes(sheet: Sheet, column: number): void {
  const range = sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1);
  const before = range.getNumberFormats();
  if (before.some(([format]) => format !== "" && format !== "General" && !/^0\.#+$/.test(format))) return;
  range.setNumberFormat(DATE_TIME);
}

/** A header row in bold that stays in view. */
export function showHeader(sheet: Sheet, columns: number): void {
  sheet.getRange(1, 1, 1, columns).setFontWeight("bold");
  sheet.setFrozenRows(1);
}

export function showStatusHeader(sheet: Sheet, column: number): void {
  sheet.getRange(1, column + 1).setFontWeight("bold");
  sheet.setColumnWidth(column + 1, 320);
}

/** Says something at the Status header (0-based column); '' takes it away. */
export function noteOnStatus(sheet: Sheet, column: number, text: string): void {
  sheet.getRange(1, column + 1).setNote(text);
}

/** Makes room for so many columns. */
export function growTo(sheet: Sheet, columns: number): void {
  const missing = columns - sheet.getMaxColumns();
  if (missing > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missing);
}

/** Empties the Status column (0-based) below its header. */
export function clearStatus(sheet: Sheet, column: number): void {
  sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1).clearContent();
}
