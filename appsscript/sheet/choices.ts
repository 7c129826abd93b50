import { COUNTRIES } from "../../shared/country-table";
import type { Sheet } from "./workbook";

const COMPANY_HELP = "Companies are listed in the tab Companies. Another name may be typed; Status will ask about it.";
const COUNTRY_HELP = "Start typing to find a country. Another name may be typed; Status will ask about it.";

/** Offers the companies of the Companies tab in a column (0-based) of Leads; anything else may be typed too. */
export function offerCompanies(sheet: Sheet, column: number, companies: Sheet, from: number): void {
  const names = companies.getRange(2, from + 1, companies.getMaxRows() - 1, 1);
  offer(sheet, column, SpreadsheetApp.newDataValidation().requireValueInRange(names, true).setHelpText(COMPANY_HELP));
}

/** Offers every country by its name in a column (0-based). A list takes 500 items, and there are 250 countries. */
export function offerCountries(sheet: Sheet, column: number): void {
  const names = COUNTRIES.map(({ name }) => name).sort();
  offer(sheet, column, SpreadsheetApp.newDataValidation().requireValueInList(names, true).setHelpText(COUNTRY_HELP));
}

/** Takes away the drop-downs of a column (0-based). A column with one of an operator's own keeps all. */
export function removeChoices(sheet: Sheet, column: number): void {
  const range = below(sheet, column);
  if (isFree(range)) range.clearDataValidations();
}

/** A column in which an operator set any validation of their own keeps it. */
function offer(sheet: Sheet, column: number, rule: GoogleAppsScript.Spreadsheet.DataValidationBuilder): void {
  const range = below(sheet, column);
  if (isFree(range)) range.setDataValidation(rule.setAllowInvalid(true).build());
}

function isFree(range: GoogleAppsScript.Spreadsheet.Range): boolean {
  return range.getDataValidations().every(([rule]) => rule === null || isOurs(rule));
}

function isOurs(rule: GoogleAppsScript.Spreadsheet.DataValidation): boolean {
  return [COMPANY_HELP, COUNTRY_HELP].includes(rule.getHelpText() ?? "");
}

function below(sheet: Sheet, column: number): GoogleAppsScript.Spreadsheet.Range {
  return sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1);
}
