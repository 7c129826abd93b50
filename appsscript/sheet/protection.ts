import { MARK_WORDS } from "../words/check";
import type { Sheet } from "./workbook";

/** By this our protection is known again. */
const DESCRIPTION = MARK_WORDS.protection;

/** Warns whoever is about to type into the Status column (0-based). A hard protection would keep the script itself out. */
export function warnBeforeStatus(sheet: Sheet, column: number): void {
  if (isWarned(sheet, column)) return;
  removeWarning(sheet);
  sheet
    .getRange(1, column + 1, sheet.getMaxRows(), 1)
    .protect()
    .setDescription(DESCRIPTION)
    .setWarningOnly(true);
}

/** Whether the one warning stands before the whole Status column (0-based). */
export function isWarned(sheet: Sheet, column: number): boolean {
  const before = ours(sheet);
  return before.length === 1 && covers(before[0].getRange(), column, sheet.getMaxRows());
}

/** Whether the warning ends above the last row. */
export function isWarningShort(sheet: Sheet): boolean {
  return ours(sheet).some((protection) => protection.getRange().getNumRows() < sheet.getMaxRows());
}

export function removeWarning(sheet: Sheet): void {
  for (const protection of ours(sheet)) protection.remove();
}

function ours(sheet: Sheet): GoogleAppsScript.Spreadsheet.Protection[] {
  const all = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
  return all.filter((protection) => protection.getDescription() === DESCRIPTION);
}

function covers(range: GoogleAppsScript.Spreadsheet.Range, column: number, rows: number): boolean {
  return range.getColumn() === column + 1 && range.getNumColumns() === 1 && range.getNumRows() === rows;
}
