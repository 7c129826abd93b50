import type { sheets_v4 } from "@googleapis/sheets";
import * as v from "valibot";
import type { SheetsClient } from "../inputs/workbook/client";
import { STATE_FIELDS } from "./state";

const count = v.optional(v.number());
const workbook = v.object({
  properties: v.object({ timeZone: v.string() }),
  sheets: v.array(
    v.object({
      properties: v.object({
        sheetId: count,
        title: v.string(),
        gridProperties: v.optional(v.object({ rowCount: count, columnCount: count })),
      }),
      charts: v.optional(v.array(v.object({ chartId: count }))),
      developerMetadata: v.optional(
        v.array(
          v.object({ metadataId: count, metadataKey: v.optional(v.string()), metadataValue: v.optional(v.string()) }),
        ),
      ),
    }),
  ),
});

/** A look at the workbook, tried for `budgetMs` or as long as any call, as small as `STATE_FIELDS`: its zone, tabs, charts and what its tabs remember. */
export async function lookAtWorkbook(
  client: SheetsClient,
  budgetMs?: number,
): Promise<sheets_v4.Schema$Spreadsheet & { zone: string }> {
  const { spreadsheetId } = client;
  const found = await client.call({
    what: "looking at the tabs",
    kind: "read",
    ...(budgetMs === undefined ? {} : { budgetMs }),
    send: (api, options) => api.spreadsheets.get({ spreadsheetId, fields: STATE_FIELDS }, options),
    schema: workbook,
  });
  return { ...(found as sheets_v4.Schema$Spreadsheet), zone: found.properties.timeZone };
}

const valueRanges = v.object({
  valueRanges: v.array(v.object({ values: v.optional(v.array(v.array(v.unknown()))) })),
});

/** The values of some ranges of a tab, rows of cells each. */
export async function readRanges(client: SheetsClient, title: string, ranges: string[]): Promise<unknown[][][]> {
  const { spreadsheetId } = client;
  const wanted = ranges.map((range) => `'${title.replaceAll("'", "''")}'!${range}`);
  const found = await client.call({
    what: `looking at the tab ${title}`,
    kind: "read",
    send: (api, options) => api.spreadsheets.values.batchGet({ spreadsheetId, ranges: wanted }, options),
    schema: v.pipe(
      valueRanges,
      v.check(({ valueRanges }) => valueRanges.length === wanted.length, "one value range a range"),
    ),
  });
  return found.valueRanges.map(({ values }) => values ?? []);
}
