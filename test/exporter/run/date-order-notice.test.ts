import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readTab } from "../../../exporter/inputs/read-tab";
import { judgeTable } from "../../../exporter/rules/judge-table";
import { dateOrderNotices } from "../../../exporter/run/date-order-notice";
import { loadZone } from "../../../exporter/words/zone";
import { LEADS } from "../../../shared/contract";
import type { DateOrder } from "../../../shared/date-order";

const folder = mkdtempSync(join(tmpdir(), "date-order-"));

async function noticesFor(dates: string[], dateOrder: DateOrder) {
  const path = join(folder, "leads.csv");
  const rows = dates.map((date, i) => `Acme,Ada,Obi ${i},CTO,Nigeria,${date}`);
  writeFileSync(path, ["Company,First Name,Last Name,Title,Country,Timestamp", ...rows].join("\n"));
  const context = { zone: loadZone("UTC"), asOf: Date.UTC(2026, 10, 22), dateOrder };
  const leads = judgeTable(LEADS, await readTab(LEADS, path), context);
  return dateOrderNotices(leads, context, "file").map(({ sentence }) => sentence);
}

it("says when some dates contradict the order that others were read in", async () => {
  const european = ["03/04/2026", "23/10/2026 13:05", "01/02/2026", "13/01/2026", "05/05/2026"];
  expect(await noticesFor(european, "mdy")).toEqual([
    "Leads: 2 timestamps only make sense with the day first (rows 3 and 5), but 2 others were read with the month first (rows 2 and 4). " +
      "If this table writes the day first, its date order has to be set to dmy where the export is set up.",
  ]);
});

it("names the first few rows and counts the others; a time that only one order keeps out of the future tells the order", async () => {
  const many = Array.from({ length: 1206 }, (_, i) => `${(i % 6) + 1}/8/2026 10:00:${String(i % 60).padStart(2, "0")}`);
  expect(await noticesFor([...many, "12/11/2026"], "mdy")).toEqual([
    "Leads: 1 timestamp only makes sense with the day first (row 1208), but 1,206 others were read with the month first " +
      "(rows 2, 3, 4, 5, 6 and 1,201 more). If this table writes the day first, its date order has to be set to dmy where the export is set up.",
  ]);
});

it.each<[string, string[], DateOrder]>([
  ["every date fits the order", ["03/04/2026", "23/10/2026"], "dmy"],
  ["no date could mean two days", ["23/10/2026", "2026-10-23", "5 May 2026"], "mdy"],
  ["a cell is no date at all", ["soon", "03/04/2026"], "mdy"],
  ["the year comes first", ["2026/04/03", "23/10/2026"], "ymd"],
  ["dates have dots or names", ["3.4.2026", "23.10.2026", "13 Mar 2026", "25/12/2025"], "mdy"],
  ["the other order would be in the future", ["11/12/2026", "23/10/2026"], "mdy"],
  ["a time ahead stands among days that fit the order alone", ["12/11/2026", "03/04/2026", "10/23/2026"], "mdy"],
])("says nothing when %s", async (_, dates, order) => {
  expect(await noticesFor(dates, order)).toEqual([]);
});
