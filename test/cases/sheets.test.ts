import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lead, temporaryFolder } from "../exporter/commands/cli";
import { openWorld } from "../exporter/inputs/workbook/local";

// Workbooks after public reports, through the built program and the local Google.

interface Spec {
  leads: string[][];
  companies: string[][];
  /** Rows and columns, from and to, 0-based, the end left out. */
  merge?: [number, number, number, number];
}

/** `run --spreadsheet --json` of the workbook that a case describes. */
async function exported(name: string) {
  const path = join(import.meta.dirname, "files", name, "sheet.json");
  const { leads, companies, merge } = JSON.parse(readFileSync(path, "utf8")) as Spec;
  const world = await openWorld();
  onTestFinished(() => world.google.close());
  for (const tab of ["Leads", "Companies"]) world.edit("POST", `/values/${tab}:clear`, {});
  world.put("Leads!A1", leads, "USER_ENTERED");
  world.put("Companies!A1", companies, "USER_ENTERED");
  if (merge !== undefined) {
    const [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex] = merge;
    const sheetId = world.google.books.get(world.id)!.sheetByTitle("Leads")!.id;
    const range = { sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex };
    world.batch({ mergeCells: { range, mergeType: "MERGE_ALL" } });
  }
  const env = { LEAD_EXPORT_SHEETS_URL: world.google.url, LEAD_EXPORT_SHEETS_TOKEN: world.google.token };
  const out = join(temporaryFolder(), "out");
  const when = ["--as-of", "2026-11-22T12:00:00Z"];
  const { code, stdout } = await lead(["run", "--spreadsheet", world.id, "--out", out, ...when, "--json"], { env });
  return { code, ...JSON.parse(stdout) };
}

test("a header below a title is named by its row, as in a file", async () => {
  const { code, error } = await exported("sheets-header-below");
  expect([code, error.sentence]).toEqual([3, expect.stringContaining("Row 3 of Leads looks like the header")]);
});

test("rows under a merged company are held, and the merge is named", async () => {
  const { code, counts, notices } = await exported("sheets-merged-company");
  expect([code, counts.leads.clean, counts.leads.held]).toEqual([0, 1, 2]);
  expect(notices).toContainEqual({ code: "MERGED_CELLS", sentence: expect.stringContaining("Leads!A2:A4") });
});
