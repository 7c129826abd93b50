import { BANNER_ROWS, FAILURE_COLOURS, failureBanner } from "../../shared/banner";
import type { ServiceError } from "../../shared/service";
import { SUMMARY, SUMMARY_COLUMNS, SUMMARY_KEY } from "../../shared/workbook";
import { plainText } from "./cells";
import { makeRoom } from "./room";
import { memoryOf } from "./summary";
import { addTab, findTab, type Sheet } from "./workbook";

/**
 * Says on top of the Summary tab why the export at `when` (in words) did not happen, as the exporter does when it fails; it could not be
 * reached, so it cannot. The answers below stay. A tab of that name that is not ours is left alone.
 */
export function writeBanner({ sentence, wayOut }: ServiceError, when: string): void {
  const sheet = findTab(SUMMARY) ?? addTab(SUMMARY);
  const shows = shownIn(sheet);
  if (shows === undefined) return;
  const lines = failureBanner({ when, ended: "failed", sentence, wayOut }, shows);
  const blank = Array<string>(SUMMARY_COLUMNS - 1).fill("");
  makeRoom(sheet, BANNER_ROWS + 1, SUMMARY_COLUMNS);
  const area = sheet.getRange(1, 1, BANNER_ROWS, SUMMARY_COLUMNS);
  area.clearFormat();
  area.setValues(lines.map((line) => [plainText(line), ...blank]));
  sheet.getRange(1, 1).setFontWeight("bold").setFontSize(12).setFontColor(FAILURE_COLOURS.text);
  sheet.getRange(1, 1, BANNER_ROWS, 1).setBackground(FAILURE_COLOURS.background);
  sheet.setFrozenRows(BANNER_ROWS);
}

/** What the tab shows in words, `null` for nothing yet; undefined when the tab is someone else's. An empty one becomes ours. */
function shownIn(sheet: Sheet): string | null | undefined {
  const memory = sheet.getDeveloperMetadata().find((one) => one.getKey() === SUMMARY_KEY);
  if (memory !== undefined) return memoryOf(memory.getValue()).shows;
  if (sheet.getLastRow() > 0) return undefined;
  const value = JSON.stringify({ shows: null, charts: [] });
  sheet.addDeveloperMetadata(SUMMARY_KEY, value, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
  return null;
}
