import * as v from "valibot";
import { Failure } from "../failure";
import type { SheetsClient } from "./client";
import { quotedTab, TAB_MISSING, tabMissing } from "./failures";

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

// With a mask the cells are left out; of row 1, so that Google need not look at the others, the columns' metadata alone are asked for.
const FIELDS =
  "spreadsheetId,properties(title,locale,timeZone)," +
  "sheets(properties(sheetId,title,gridProperties.rowCount),data(startColumn,columnMetadata.developerMetadata))";

/**
 * Reads everything about a workbook but its cells, in one call, with the tabs of these titles. Throws `TAB_MISSING`, with the titles
 * there are.
 */
export async function readInfo(client: SheetsClient, titles: readonly string[]): Promise<WorkbookInfo> {
  try {
    return await readTabs(client, titles);
  } catch (error) {
    if (!(error instanceof Failure && error.code === TAB_MISSING)) throw error;
    const { tabs } = await readTabs(client, []);
    const missing = titles.find((title) => findTab(tabs, title) === undefined);
    if (missing === undefined) throw error;
    throw tabMissing(
      missing,
      client.spreadsheetId,
      tabs.map(({ title }) => title),
    );
  }
}

/** The tab of that title; as Google has it, case makes no difference. */
export function findTab<T extends { title: string }>(tabs: readonly T[], title: string): T | undefined {
  const folded = title.toLowerCase();
  return tabs.find((tab) => tab.title === title) ?? tabs.find((tab) => tab.title.toLowerCase() === folded);
}

/** With no titles: all tabs there are, their titles alone. */
async function readTabs(client: SheetsClient, titles: readonly string[]): Promise<WorkbookInfo> {
  const { spreadsheetId } = client;
  const ranges = titles.map((title) => `${quotedTab(title)}!1:1`);
  const fields =
    titles.length === 0 ? "spreadsheetId,properties(title,locale,timeZone),sheets.properties.title" : FIELDS;
  const { properties, sheets } = await client.call({
    what: "reading the properties",
    kind: "read",
    send: (api, options) => api.spreadsheets.get({ spreadsheetId, ranges, fields }, options),
    schema: v.pipe(
      workbook,
      v.check((value) => value.spreadsheetId === spreadsheetId, "the workbook asked for"),
      v.check(
        ({ sheets }) =>
          titles.every(
            (title) =>
              findTab(
                sheets.map(({ properties }) => properties),
                title,
              ) !== undefined,
          ),
        "the tabs asked for",
      ),
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
