import { NOTE_WORDS } from "../words/check";
import type { Sheet } from "./workbook";

/** Makes numbers of a Timestamp column (0-based) look like dates with their time, unless someone chose a format before. */
export function showTimes(sheet: Sheet, column: number): void {
  const range = sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1);
  const before = range.getNumberFormats();
  if (before.some(([format]) => format !== "" && format !== "General" && !/^0\.#+$/.test(format))) return;
  // As people read it everywhere, whatever the workbook's locale.
  range.setNumberFormat("yyyy-mm-dd hh:mm:ss");
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

/** By how they begin our notes are told from an operator's. */
const NOTES_BEGIN = NOTE_WORDS;

/** What is to be said at the Status header: why nothing is checked, or what is to be looked at. */
export interface StatusNote {
  readonly about: keyof typeof NOTES_BEGIN;
  readonly text: string;
}

/** Says it at the Status header (0-based column); `null` takes it back. An operator's own note stays. */
export function noteOnStatus(sheet: Sheet, column: number, note: StatusNote | null): void {
  const cell = sheet.getRange(1, column + 1);
  const before = cell.getNote();
  const after = note === null ? "" : NOTES_BEGIN[note.about] + note.text;
  const isOurs = before === "" || Object.values(NOTES_BEGIN).some((begin) => before.startsWith(begin));
  if (before !== after && isOurs) cell.setNote(after);
}

/** Empties the Status column (0-based) below its header. */
export function clearStatus(sheet: Sheet, column: number): void {
  sheet.getRange(2, column + 1, sheet.getMaxRows() - 1, 1).clearContent();
}
