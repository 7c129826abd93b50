import type { sheets_v4 } from "@googleapis/sheets";
import * as v from "valibot";
import { SUMMARY } from "./area";

/** The key of the developer metadata in which the Summary tab remembers what it shows. */
export const STAMP_KEY = "lead-export.summary";

const stamp = v.object({
  /** What the tab shows, in words; `null` while there is no answer yet. */
  shows: v.nullable(v.string()),
  /** The charts that are ours: those of questions that are gone are removed. */
  charts: v.array(v.number()),
});

/** What the Summary tab says about itself. Kept beside the cells, where nobody types. */
export type Stamp = v.InferOutput<typeof stamp>;

/** A tab as it is now. */
export interface Tab {
  sheetId: number;
  /** As the workbook has it, whatever its case. */
  title: string;
  rowCount: number;
  columnCount: number;
}

/** What is in the workbook before the Summary tab is written. */
export interface SummaryState {
  /** Every sheet's id: a new tab needs one that is free. */
  sheetIds: ReadonlySet<number>;
  /** Every chart of the workbook: its id and its sheet's. */
  charts: ReadonlyMap<number, number>;
  /** `null`: the workbook has no tab of this name. */
  tab: Tab | null;
  /** `null`: the tab was never written by us. */
  stamp: { metadataId: number; value: Stamp } | null;
}

/** All that `summaryState` looks at, as a fields mask of `spreadsheets.get`. */
export const STATE_FIELDS =
  "properties.timeZone,sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),charts.chartId," +
  "developerMetadata(metadataId,metadataKey,metadataValue))";

/** Reads the state out of an answer of `spreadsheets.get`. */
export function summaryState(workbook: sheets_v4.Schema$Spreadsheet): SummaryState {
  const sheets = workbook.sheets ?? [];
  const charts = sheets.flatMap((sheet) =>
    (sheet.charts ?? []).map((chart) => [chart.chartId ?? 0, sheet.properties?.sheetId ?? 0] as const),
  );
  const sheet = findSheet(workbook, SUMMARY);
  return {
    sheetIds: sheetIds(workbook),
    charts: new Map(charts),
    tab: sheet === undefined ? null : tabOf(sheet),
    stamp: readStamp(sheet),
  };
}

/** The ids of all sheets. Google leaves out a 0. */
export function sheetIds(workbook: sheets_v4.Schema$Spreadsheet): Set<number> {
  return new Set((workbook.sheets ?? []).map(({ properties }) => properties?.sheetId ?? 0));
}

/** The tab of this title, `null` when there is none. */
export function findTab(workbook: sheets_v4.Schema$Spreadsheet, title: string): Tab | null {
  const sheet = findSheet(workbook, title);
  return sheet === undefined ? null : tabOf(sheet);
}

/** Google takes titles that differ in case only for the same. */
function findSheet(workbook: sheets_v4.Schema$Spreadsheet, title: string): sheets_v4.Schema$Sheet | undefined {
  const wanted = title.toLowerCase();
  return workbook.sheets?.find(({ properties }) => properties?.title?.toLowerCase() === wanted);
}

function tabOf({ properties }: sheets_v4.Schema$Sheet): Tab {
  const { rowCount, columnCount } = properties?.gridProperties ?? {};
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? "",
    rowCount: rowCount ?? 0,
    columnCount: columnCount ?? 0,
  };
}

function readStamp(sheet: sheets_v4.Schema$Sheet | undefined): SummaryState["stamp"] {
  const entry = sheet?.developerMetadata?.find(({ metadataKey }) => metadataKey === STAMP_KEY);
  if (entry?.metadataId == null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stamp), entry.metadataValue);
  // One that cannot be read is ours all the same.
  return { metadataId: entry.metadataId, value: parsed.success ? parsed.output : { shows: null, charts: [] } };
}
