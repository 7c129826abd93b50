import type { Opening } from "../views";
import { ADD_ON } from "../words/menu";
import { type Sheet, workbook } from "./workbook";

/** Says something in the corner for some seconds. Nobody need be there. */
export function toast(text: string): void {
  workbook().toast(text, ADD_ON, 8);
}

/** A dialog with one button. */
export function tell(title: string, text: string): void {
  const ui = SpreadsheetApp.getUi();
  ui.alert(title, text, ui.ButtonSet.OK);
}

/** A dialog that asks; true for yes. */
export function ask(title: string, text: string): boolean {
  const ui = SpreadsheetApp.getUi();
  return ui.alert(title, text, ui.ButtonSet.YES_NO) === ui.Button.YES;
}

/** Opens the sidebar, or turns the open one to another view. */
export function openSidebar(view: Opening): void {
  const template = HtmlService.createTemplateFromFile("Sidebar");
  template.view = view;
  template.zone = workbook().getSpreadsheetTimeZone();
  SpreadsheetApp.getUi().showSidebar(template.evaluate().setTitle(ADD_ON));
}

/** A menu of the sheet's own, or for an add-on one under Extensions. `null` is a line between items. */
export function showMenu(asAddon: boolean, items: readonly (readonly [label: string, handler: string] | null)[]): void {
  const ui = SpreadsheetApp.getUi();
  const menu = asAddon ? ui.createAddonMenu() : ui.createMenu(ADD_ON);
  for (const item of items) {
    if (item === null) menu.addSeparator();
    else menu.addItem(item[0], item[1]);
  }
  menu.addToUi();
}

/** Selects a cell (row as the sheet counts, column 0-based). */
export function selectCell(sheet: Sheet, row: number, column: number): void {
  sheet.getRange(row, column + 1).activate();
}
