import type { ServiceError } from "../../shared/service";
import { plainText } from "./cells";
import { addTab, findTab, type Sheet } from "./workbook";

const SUMMARY = "Summary";
/** The exporter's: what the tab shows. A tab that has it is ours. */
const STAMP_KEY = "lead-export.summary";
/** The two rows on top, A to L, are the exporter's banner. */
const ROWS = 2;
const COLUMNS = 12;
const TEXT = "#990d0d";
const BACKGROUND = "#fce8e6";

/**
 * Says on top of the Summary tab why the export at `when` (in words) did not happen, as the exporter does when it fails; it could not be
 * reached, so it cannot. The answers below stay. A tab of that name that is not ours is left alone.
 */
export function writeBanner({ sentence, wayOut }: ServiceError, when: string): void {
  const sheet = findTab(SUMMARY) ?? addTab(SUMMARY);
  const shows = stampOf(sheet);
  if (shows === undefined) return;
  const below = shows === null ? "There is no answer to show yet." : `The answers below stay: ${shows}.`;
  const lines = [`The run of ${when} failed: ${sentence}`, `${below} ${wayOut}`];
  const blank = Array<string>(COLUMNS - 1).fill("");
  const area = sheet.getRange(1, 1, ROWS, COLUMNS);
  area.clearFormat();
  area.setValues(lines.map((line) => [plainText(line), ...blank]));
  sheet.getRange(1, 1).setFontWeight("bold").setFontSize(12).setFontColor(TEXT);
  sheet.getRange(1, 1, ROWS, 1).setBackground(BACKGROUND);
  sheet.setFrozenRows(ROWS);
}

/** What the tab shows in words, `null` for nothing yet; undefined when the tab is someone else's. An empty one becomes ours. */
function stampOf(sheet: Sheet): string | null | undefined {
  const stamp = sheet.getDeveloperMetadata().find((one) => one.getKey() === STAMP_KEY);
  if (stamp !== undefined) return showsOf(stamp.getValue());
  if (sheet.getLastRow() > 0) return undefined;
  const value = JSON.stringify({ shows: null, charts: [] });
  sheet.addDeveloperMetadata(STAMP_KEY, value, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
  return null;
}

function showsOf(value: string | null): string | null {
  try {
    const { shows } = JSON.parse(value ?? "") as { shows?: unknown };
    return typeof shows === "string" ? shows : null;
  } catch {
    return null;
  }
}
