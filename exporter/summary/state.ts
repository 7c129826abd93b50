import type { sheets_v4 } from "@googleapis/sheets";
import * as v from "valibot";
import { SUMMARY, SUMMARY_KEY } from "../../shared/workbook";
import { findTab } from "../inputs/workbook/metadata";

const memory = v.object({
  /** What the tab shows, in words; `null` while there is no answer yet. */
  shows: v.nullable(v.string()),
  /** The charts that are ours: those of questions that are gone are removed. */
  charts: v.array(v.number()),
  /** Of the answers that it shows; a tab without answers has none. */
  news: v.optional(v.object({ rows: v.number(), leads: v.string(), change: v.string(), isChanged: v.boolean() })),
});

/** What the Summary tab remembers of itself. Kept beside the cells, where nobody types. */
export type Memory = v.InferOutput<typeof memory>;

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
  memory: { metadataId: number; value: Memory } | null;
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
  const sheet = sheetTitled(workbook, SUMMARY);
  return {
    sheetIds: sheetIds(workbook),
    charts: new Map(charts),
    tab: sheet === undefined ? null : tabOf(sheet),
    memory: readMemory(sheet),
  };
}

/** The ids of all sheets. Google leaves out a 0. */
export function sheetIds(workbook: sheets_v4.Schema$Spreadsheet): Set<number> {
  return new Set((workbook.sheets ?? []).map(({ properties }) => properties?.sheetId ?? 0));
}

/** The tab of this title, `null` when there is none. */
export function tabTitled(workbook: sheets_v4.Schema$Spreadsheet, title: string): Tab | null {
  const sheet = sheetTitled(workbook, title);
  return sheet === undefined ? null : tabOf(sheet);
}

function sheetTitled({ sheets = [] }: sheets_v4.Schema$Spreadsheet, title: string): sheets_v4.Schema$Sheet | undefined {
  const titled = sheets.map((sheet) => ({ title: sheet.properties?.title ?? "", sheet }));
  return findTab(titled, title)?.sheet;
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

function readMemory(sheet: sheets_v4.Schema$Sheet | undefined): SummaryState["memory"] {
  const entry = sheet?.developerMetadata?.find(({ metadataKey }) => metadataKey === SUMMARY_KEY);
  if (entry?.metadataId == null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), memory), entry.metadataValue);
  // One that cannot be read is ours all the same.
  return { metadataId: entry.metadataId, value: parsed.success ? parsed.output : { shows: null, charts: [] } };
}
