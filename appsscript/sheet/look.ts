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

/** By this our note is told from an operator's. */
const NOTE_BEGINS = "The check has stopped. ";

/** Says at the Status header (0-based column) why nothing is checked; `null` takes it back. An operator's own note stays. */
export function noteOnStatus(sheet: Sheet, column: number, text: string | null): void {
  const cell = sheet.getRange(1, column + 1);
  const before = cell.getNote();
  const after = text === null ? "" : NOTE_BEGINS + text;
  if (before !== after && (before === "" || before.startsWith(NOTE_BEGINS))) cell.setNote(after);
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
