import { again } from "../services/again";

export type Workbook = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The workbook that the script belongs to. */
export function workbook(): Workbook {
  return SpreadsheetApp.getActive();
}

/** The tab of this title, whatever its case, as Google takes titles; `null` when there is none that has cells. */
export function findTab(title: string): Sheet | null {
  const sheet = workbook().getSheetByName(title);
  return sheet !== null && hasCells(sheet) ? sheet : null;
}

/** Whether a tab of this title is a chart on a sheet of its own, or of another kind that has no cells. */
export function isWithoutCells(title: string): boolean {
  const sheet = workbook().getSheetByName(title);
  return sheet !== null && !hasCells(sheet);
}

function hasCells(sheet: Sheet): boolean {
  return sheet.getType() === SpreadsheetApp.SheetType.GRID;
}

/** Makes a tab and leaves the person where they were. */
export function addTab(title: string): Sheet {
  const before = workbook().getActiveSheet();
  const sheet = workbook().insertSheet(title, workbook().getSheets().length);
  workbook().setActiveSheet(before);
  return sheet;
}

/** A tab that people need not see. */
export function addHiddenTab(title: string): Sheet {
  return addTab(title).hideSheet();
}

/** Puts what was written so far into the sheet, so that what is read next shows it. */
export function flush(): void {
  again(() => SpreadsheetApp.flush());
}
