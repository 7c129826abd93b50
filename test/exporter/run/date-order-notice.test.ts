import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readTab } from "../../../exporter/inputs/read-tab";
import { checkLeads } from "../../../exporter/rules/checked";
import { KeyTable } from "../../../exporter/rules/key-table";
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
  const known = {
    companies: new KeyTable().toState(),
    countries: new KeyTable().toState(),
    spellings: new Map<number, string>(),
  };
  const { table, binding } = await readTab(LEADS, path);
  return dateOrderNotices(checkLeads(table, binding, known, context), context).map(({ sentence }) => sentence);
}

it("says when some dates contradict the order that others were read in", async () => {
  const european = ["03/04/2026", "23/10/2026 13:05", "01/02/2026", "13/01/2026", "05/05/2026"];
  expect(await noticesFor(european, "mdy")).toEqual([
    "Leads: 2 timestamps only make sense with the day first (first: Leads!F3), but 2 others were read with the month first. " +
      "If this table writes the day first, say so with --date-order dmy or in the workbook's locale.",
  ]);
});

it.each<[string, string[], DateOrder]>([
  ["every date fits the order", ["03/04/2026", "23/10/2026"], "dmy"],
  ["no date could mean two days", ["23/10/2026", "2026-10-23", "5 May 2026"], "mdy"],
  ["a cell is no date at all", ["soon", "03/04/2026"], "mdy"],
  ["the year comes first", ["2026/04/03", "23/10/2026"], "ymd"],
])("says nothing when %s", async (_, dates, order) => {
  expect(await noticesFor(dates, order)).toEqual([]);
});
