import { again } from "../services/again";

export type Workbook = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The workbook that the script belongs to. */
export function workbook(): Workbook {
  return SpreadsheetApp.getActive();
}

/** The tab of this title, whatever its case, as Google takes titles; `null` when there is none. */
export function findTab(title: string): Sheet | null {
  return workbook().getSheetByName(title);
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
