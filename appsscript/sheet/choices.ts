import { MARK_WORDS } from "../words/check";
import type { Sheet } from "./workbook";

const HELP = { company: MARK_WORDS.helpOfCompany, country: MARK_WORDS.helpOfCountry };

/** Offers what a column (0-based) of the tab of lists holds in a column of Leads; anything else may be typed too. */
export function offerList(sheet: Sheet, column: number, field: keyof typeof HELP, lists: Sheet, from: number): void {
  const range = below(sheet, column);
  // A column in which an operator set any validation of their own keeps it.
  if (!isFree(range)) return;
  const rule = SpreadsheetApp.newDataValidation().requireValueInRange(below(lists, from), true);
  range.setDataValidation(rule.setHelpText(HELP[field]).setAllowInvalid(true).build());
}

/** Takes away the drop-downs of a column (0-based). A column with one of an operator's own keeps all. */
export function removeChoices(sheet: Sheet, column: number): void {
  const range = below(sheet, column);
  if (isFree(range)) range.clearDataValidations();
}

/** Whether a column (0-based) offers something from its first row to its last: our list, or what an operator set themselves. */
export function isOffered(sheet: Sheet, column: number): boolean {
  const ends = [2, sheet.getMaxRows()].map((row) => sheet.getRange(row, column + 1).getDataValidation());
  return ends.every((rule) => rule !== null) || !isFree(below(sheet, column));
}

function isFree(range: GoogleAppsScript.Spreadsheet.Range): boolean {
  return range.getDataValidations().every(([rule]) => rule === null || isOurs(rule));
}

function isOurs(rule: GoogleAppsScript.Spreadsheet.DataValidation): boolean {
  return Object.values(HELP).includes(rule.getHelpText() ?? "");
}

function below(sheet: Sheet, column: number): GoogleAppsScript.Spreadsheet.Range {
  return sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1);
}
