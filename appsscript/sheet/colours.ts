import { STATUS } from "../../shared/status";
import type { Sheet } from "./workbook";

/** Text on background, each pair readable by everyone (contrast of at least 4.5 to 1), and told apart by their first word too. */
const COLOURS = [
  { begins: STATUS.ok, text: "#1b5e20", background: "#e6f4ea" },
  { begins: STATUS.repeat, text: "#0b4f8a", background: "#e3f0fb" },
  { begins: STATUS.held, text: "#8c1d18", background: "#fce8e6" },
  { begins: STATUS.toFill, text: "#4a4a4a", background: "#f3f3f3" },
  { begins: STATUS.check, text: "#6b4a00", background: "#fff4d6" },
  { begins: STATUS.toCheck, text: "#4a4a4a", background: "#eeeeee" },
];

type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/**
 * Colours the Status column (0-based) by what it says. The colours move with sorted rows and leave the operators' own alone. Rules of ours
 * that copying has cut in pieces are replaced; the operators' stay, in their order, before ours.
 */
export function colourStatus(sheet: Sheet, column: number): void {
  const range = sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1);
  const ours = COLOURS.map(({ begins, text, background }) =>
    SpreadsheetApp.newConditionalFormatRule()
      .whenTextStartsWith(begins)
      .setFontColor(text)
      .setBackground(background)
      .setRanges([range])
      .build(),
  );
  sheet.setConditionalFormatRules([...sheet.getConditionalFormatRules().filter((rule) => !isOurs(rule)), ...ours]);
}

/** Whether all our rules stand on the Status column (0-based), down to the last row. */
export function isColoured(sheet: Sheet, column: number): boolean {
  const ours = sheet.getConditionalFormatRules().filter(isOurs);
  const bottom = sheet.getMaxRows();
  const covers = (range: GoogleAppsScript.Spreadsheet.Range) =>
    range.getColumn() === column + 1 && range.getLastRow() === bottom;
  return ours.length >= COLOURS.length && ours.every((rule) => rule.getRanges().some(covers));
}

export function removeColours(sheet: Sheet): void {
  sheet.setConditionalFormatRules(sheet.getConditionalFormatRules().filter((rule) => !isOurs(rule)));
}

/** Ours are known by what they look for and by their colour together: an operator's rule may look for the same. */
function isOurs(rule: Rule): boolean {
  const condition = rule.getBooleanCondition();
  if (condition?.getCriteriaType() !== SpreadsheetApp.BooleanCriteria.TEXT_STARTS_WITH) return false;
  const [begins] = condition.getCriteriaValues();
  const background = condition.getBackground()?.slice(-6).toLowerCase();
  return COLOURS.some((colour) => colour.begins === begins && colour.background.slice(1) === background);
}
