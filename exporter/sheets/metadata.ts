import * as v from "valibot";
import type { SheetsClient } from "./client";
import { tabMissing } from "./failures";

/** The developer metadata by which a column is known again. Its value is `Leads.country`: tab and field of the contract. */
export const FIELD_KEY = "lead_export.field";

/** A column that was bound before. */
export interface RememberedColumn {
  readonly metadataId: number;
  /** 0-based. */
  readonly column: number;
  /** `Leads.country` */
  readonly field: string;
}

export interface TabInfo {
  readonly sheetId: number;
  readonly title: string;
  /** Of the grid, empty ones too. */
  readonly rows: number;
  readonly remembered: readonly RememberedColumn[];
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
      data: v.optional(
        v.array(
          v.object({ startColumn: v.optional(v.number(), 0), columnMetadata: v.optional(v.array(columnMetadata), []) }),
        ),
        [],
      ),
    }),
  ),
});

// With a mask the grid's cells are left out; the columns' metadata alone are asked for.
const FIELDS =
  "spreadsheetId,properties(title,locale,timeZone)," +
  "sheets(properties(sheetId,title,gridProperties.rowCount),data(startColumn,columnMetadata.developerMetadata))";

/** Reads everything about a workbook but its cells, in one call. */
export async function readInfo(client: SheetsClient): Promise<WorkbookInfo> {
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
  return {
    title: properties.title,
    zone: properties.timeZone,
    locale: properties.locale,
    tabs: sheets.map(({ properties: { sheetId, title, gridProperties }, data }) => ({
      sheetId,
      title,
      rows: gridProperties.rowCount,
      remembered: data.flatMap(({ startColumn, columnMetadata }) =>
        columnMetadata.flatMap((column, i) =>
          column.developerMetadata
            .filter(({ metadataKey }) => metadataKey === FIELD_KEY)
            .map(({ metadataId, metadataValue }) => ({ metadataId, column: startColumn + i, field: metadataValue })),
        ),
      ),
    })),
  };
}

/** The tab of that title, ignoring case and outer spaces as people do. Throws `TAB_MISSING` with the titles there are. */
export function findTab(info: WorkbookInfo, title: string, spreadsheetId: string): TabInfo {
  const plain = (text: string) => text.trim().toLowerCase();
  const found =
    info.tabs.find((tab) => tab.title === title) ?? info.tabs.find((tab) => plain(tab.title) === plain(title));
  if (found !== undefined) return found;
  throw tabMissing(
    title,
    spreadsheetId,
    info.tabs.map((tab) => tab.title),
  );
}
