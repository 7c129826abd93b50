import * as v from "valibot";
import type { RememberedColumn } from "../../../shared/renamed-columns";
import { FIELD_KEY } from "../../../shared/workbook";
import type { SheetsClient } from "./client";
import { tabMissing } from "./failures";

/** A column that was bound before, and the mark that says so. */
export interface MarkedColumn extends RememberedColumn {
  readonly metadataId: number;
}

export interface TabInfo {
  readonly sheetId: number;
  readonly title: string;
  /** Of the grid, empty ones too. */
  readonly rows: number;
  readonly remembered: readonly MarkedColumn[];
  readonly merges: readonly Merge[];
}

/** Cells merged into one, which has its value in the first: rows and columns from 0, ends excluded. */
export interface Merge {
  readonly startRowIndex: number;
  readonly endRowIndex: number;
  readonly startColumnIndex: number;
  readonly endColumnIndex: number;
}

export interface WorkbookInfo {
  readonly title: string;
  /** An IANA name, or Google's `GMT-07:00`. */
  readonly zone: string;
  /** `en_US` */
  readonly locale: string;
  readonly tabs: readonly TabInfo[];
}

const developerMetadata = v.object({
  metadataId: v.number(),
  metadataKey: v.optional(v.string()),
  metadataValue: v.optional(v.string(), ""),
});
const merge = v.object({
  startRowIndex: v.optional(v.number(), 0),
  endRowIndex: v.number(),
  startColumnIndex: v.optional(v.number(), 0),
  endColumnIndex: v.number(),
});
const columnMetadata = v.object({ developerMetadata: v.optional(v.array(developerMetadata), []) });
const workbook = v.object({
  spreadsheetId: v.string(),
  properties: v.object({ title: v.string(), locale: v.string(), timeZone: v.string() }),
  sheets: v.array(
    v.object({
      properties: v.object({
        sheetId: v.optional(v.number(), 0),
        title: v.string(),
        // A tab that is a chart has no grid.
        gridProperties: v.optional(v.object({ rowCount: v.optional(v.number(), 0) }), {}),
      }),
      merges: v.optional(v.array(merge), []),
      data: v.optional(
        v.array(
          v.object({ startColumn: v.optional(v.number(), 0), columnMetadata: v.optional(v.array(columnMetadata), []) }),
        ),
        [],
      ),
    }),
  ),
});

// With a mask the cells are left out.
const FIELDS =
  "spreadsheetId,properties(title,locale,timeZone)," +
  "sheets(properties(sheetId,title,gridProperties.rowCount),merges,data(startColumn,columnMetadata.developerMetadata))";

/**
 * Reads everything about a workbook but its cells, in one call: all its tabs, for one of them may be there or not. Throws `TAB_MISSING`,
 * with the titles there are, when one of `titles` is not.
 */
export async function readInfo(client: SheetsClient, titles: readonly string[]): Promise<WorkbookInfo> {
  const { spreadsheetId } = client;
  const { properties, sheets } = await client.call({
    what: "reading the properties",
    kind: "read",
    send: (api, options) => api.spreadsheets.get({ spreadsheetId, fields: FIELDS }, options),
    schema: v.pipe(
      workbook,
      v.check((value) => value.spreadsheetId === spreadsheetId, "the workbook asked for"),
    ),
  });
  const tabs = sheets.map(tabInfo);
  const missing = titles.find((title) => findTab(tabs, title) === undefined);
  if (missing !== undefined) {
    throw tabMissing(
      missing,
      spreadsheetId,
      tabs.map(({ title }) => title),
    );
  }
  return { title: properties.title, zone: properties.timeZone, locale: properties.locale, tabs };
}

/** The tab of that title; as Google has it, case makes no difference. */
export function findTab<T extends { title: string }>(tabs: readonly T[], title: string): T | undefined {
  const folded = title.toLowerCase();
  return tabs.find((tab) => tab.title === title) ?? tabs.find((tab) => tab.title.toLowerCase() === folded);
}

function tabInfo({ properties, merges, data }: v.InferOutput<typeof workbook>["sheets"][number]): TabInfo {
  const { sheetId, title, gridProperties } = properties;
  const remembered = data.flatMap(({ startColumn, columnMetadata }) =>
    columnMetadata.flatMap((column, i) =>
      column.developerMetadata
        .filter(({ metadataKey }) => metadataKey === FIELD_KEY)
        .map(({ metadataId, metadataValue }) => ({ metadataId, column: startColumn + i, field: metadataValue })),
    ),
  );
  return { sheetId, title, rows: gridProperties.rowCount, remembered, merges };
}
