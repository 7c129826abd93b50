import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Manifest } from "../../../exporter/publish/manifest";
import { TABLE_NAMES, type TableFiles } from "../../../exporter/questions/tables";
import { Failure } from "../../../exporter/words/failure";
import { allRows } from "../questions/all-rows";
import { LEADS_HEADER, openStage, type Stage } from "./stage";

// What went wrong in other exports of a sheet, as their users reported it, and what happens here. The README links to this file.

const LEADS = [
  LEADS_HEADER,
  ["Acme", "Ada", "Obi", "CTO", "Nigeria", "11/20/2026 8:00:00"],
  ["Acme", "Ben", "Ode", "CEO", "Ghana", "11/21/2026 9:30:00"],
  ["Beta", "Cia", "Pau", "CFO", "Ghana", "11/22/2026 10:15:30"],
];
const COMPANIES = [
  ["Company", "HQ Location"],
  ["Acme", "Nigeria"],
  ["Beta", "Ghana"],
];

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({}, { leads: LEADS, companies: COMPANIES });
});
afterEach(() => stage.close());

/** The manifest of a run that published. */
async function published(): Promise<Manifest> {
  const { result, failure } = await stage.run();
  expect(failure).toBeNull();
  return result!.manifest;
}

/** The code and the sentence of a run that published nothing, after which everything is as it was. */
async function refused(): Promise<[code: string, sentence: string]> {
  const { snapshot, answers } = stage.left();
  const { failure } = await stage.run();
  expect(stage.left()).toMatchObject({ snapshot, answers });
  expect(failure).toBeInstanceOf(Failure);
  const { code, message } = failure as Failure;
  return [code, message];
}

async function rowsOf(snapshot: string, sql: string): Promise<unknown[][]> {
  const paths = TABLE_NAMES.map((name) => [name, [join(stage.place.folder, "snapshots", snapshot, `${name}.parquet`)]]);
  return (await allRows(Object.fromEntries(paths) as TableFiles, sql)).rows;
}

describe("a quota that runs out (airbyte#36900: a success, cut short)", () => {
  test.each([1, 3])("from call %i on: nothing is published, or yesterday's copy, which says so", async (call) => {
    stage.google.faults.queue({ kind: "429", call, times: "always" });
    const first = await stage.run();
    expect([(first.failure as Failure).code, stage.left().snapshot]).toEqual(["SHEETS_UNREACHABLE", null]);

    stage.google.faults.clear();
    const { counts } = await published();
    stage.google.faults.queue({ kind: "429", call, times: "always" });
    const { result, failure } = await stage.run();
    expect(failure).toBeNull();
    expect(result!.manifest.counts).toEqual(counts);
    expect(result!.report.notices.map(({ code }) => code)).toContain("FALLBACK_USED");
  });
});

test("two columns with one header (airbyte#2153: no column was found, in silence) name both cells", async () => {
  await published();
  stage.put("Leads!B1", [["Company"]]);
  const [code, sentence] = await refused();
  expect(code).toBe("HEADER_DOUBLED");
  expect(sentence).toMatch(/A1.*B1/);
});

describe("a sheet that somebody emptied (airbyte#21877)", () => {
  test.each([
    ["its rows", "A2:F4", "NO_CLEAN_LEADS", "3 leads vanished (3 now blank)"],
    ["all of it, the header too", "A1:F4", "HEADER_ROW_MISSING", "Row 1 of Leads is empty"],
  ])("%s: the answers stay, and a person is asked", async (_, range, expected, says) => {
    await published();
    const rows = range.startsWith("A1") ? 4 : 3;
    stage.put(
      `Leads!${range}`,
      Array.from({ length: rows }, () => Array(6).fill("")),
    );
    const [code, sentence] = await refused();
    expect([code, sentence]).toEqual([expected, expect.stringContaining(says)]);
  });
});

test.each(["Company", "Title", "Timestamp"])(
  "a column %s whose first cell is empty (dlt verified-sources#591: the whole column was dropped) keeps every other cell",
  async (header) => {
    const at = LEADS_HEADER.indexOf(header);
    stage.put("Leads!A2:F2", [LEADS[1].map((cell, column) => (column === at ? "" : cell))]);
    const { snapshot, counts } = await published();
    expect(counts.leads).toEqual({ read: 3, blank: 0, clean: 2, duplicate: 0, held: 1 });
    const clean = "SELECT company, first_name, last_name, title, country FROM leads ORDER BY source_row";
    expect(await rowsOf(snapshot, clean)).toEqual(LEADS.slice(2).map((row) => row.slice(0, 5)));
    const held = await rowsOf(snapshot, "SELECT source_row, problems FROM held");
    expect(held).toEqual([[2, expect.stringMatching(/^MISSING /)]]);
  },
);

test("a date is the day that the sheet shows, and never 1 January 1970 (dlt verified-sources#553)", async () => {
  const cells = [44_888.080_196_759_26, "11/23/2022 1:55:29", 25_569, 0, "", "soon"];
  stage.put(
    "Leads!A2",
    cells.map((cell, i) => ["Acme", `Person ${i}`, "Obi", "CTO", "Nigeria", cell]),
  );
  const { snapshot, zone } = await published();
  const times = "SELECT source_row, epoch_ms(operator_timestamp), CAST(captured_date AS VARCHAR) FROM leads ORDER BY 1";
  const instant = Date.parse("2022-11-23T01:55:29+01:00");
  expect(zone).toBe("Africa/Lagos");
  const rows = (await rowsOf(snapshot, times)).map(([row, at, day]) => [row, Number(at), day]);
  expect(rows).toEqual([
    [2, instant, "2022-11-23"],
    [3, instant, "2022-11-23"],
  ]);
  const held = "SELECT source_row, problems FROM held ORDER BY source_row";
  expect(await rowsOf(snapshot, held)).toEqual([
    [4, "OUT_OF_RANGE operator_timestamp"],
    [5, "OUT_OF_RANGE operator_timestamp"],
    [6, "MISSING operator_timestamp"],
    [7, "BAD_TIMESTAMP operator_timestamp"],
  ]);
});
