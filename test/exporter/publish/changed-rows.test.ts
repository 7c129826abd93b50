import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readTab } from "../../../exporter/inputs/read-tab";
import { ParquetFile } from "../../../exporter/parquet/file";
import { writeRowGroup } from "../../../exporter/parquet/row-group";
import { schemaOf } from "../../../exporter/parquet/schema";
import { changedRows } from "../../../exporter/publish/changed-rows";
import { rowsNow } from "../../../exporter/publish/rows-now";
import { type JudgedTable, judgeTable } from "../../../exporter/rules/judge-table";
import { partsOf } from "../../../exporter/tables/columns";
import { knownRows } from "../../../exporter/tables/known-rows";
import { cleanParts } from "../../../exporter/tables/snapshot-tables";
import { loadZone } from "../../../exporter/words/zone";
import type { TabChanges } from "../../../shared/changes";
import { COMPANIES, LEADS } from "../../../shared/contract";
import { CLEAN, DUPLICATE } from "../../../shared/verdicts";

const folder = mkdtempSync(join(tmpdir(), "changed-rows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const zone = loadZone("Africa/Lagos");
const context = { zone, asOf: Date.parse("2026-11-22T11:00:00Z"), dateOrder: "mdy" } as const;
const noCompanies = join(folder, "companies.json");
writeFileSync(noCompanies, JSON.stringify([["Company", "HQ Location"]]));
let files = 0;

type Row = readonly [company: string, first: string, last: string, country: string, timestamp: string];
const GOOD = "2026-11-20 08:00:00";
const BLANK: Row = ["", "", "", "", ""];

async function judged(rows: readonly Row[]): Promise<JudgedTable> {
  const path = join(folder, `${files++}.json`);
  const header = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
  const cells = rows.map(([company, first, last, country, time]) => {
    return [company, first, last, company === "" && first === "" ? "" : "CTO", country, time];
  });
  writeFileSync(path, JSON.stringify([header, ...cells]));
  return judgeTable(LEADS, await readTab(LEADS, path), context);
}

/** Publishes the clean rows, or others, with few in each row group. */
async function publishedFile(tab: JudgedTable, partRows: number, verdicts = [CLEAN]): Promise<string> {
  const companies = judgeTable(COMPANIES, await readTab(COMPANIES, noCompanies), context);
  const [{ columns }, ...others] = cleanParts(tab, zone, knownRows(companies, LEADS));
  expect(others).toEqual([]);
  const rows = Int32Array.from(
    [...tab.verdicts.verdict.keys()].filter((row) => verdicts.includes(tab.verdicts.verdict[row])),
  );
  const parts = partsOf(columns, rows, partRows).filter((part) => part.rows.length > 0);
  const path = join(folder, `${files++}.parquet`);
  const file = new ParquetFile(path, schemaOf({ columns, rows: new Int32Array(0) }, new Map()), []);
  for (const [i, part] of parts.entries()) file.add(i, await writeRowGroup(part));
  file.finish();
  return path;
}

async function changed(before: readonly Row[], now: readonly Row[], partRows = 3): Promise<TabChanges> {
  return changedRows(rowsNow(await judged(now)), [await publishedFile(await judged(before), partRows)]);
}

/** The same from a table of several files, whose rows are in no order, as other engines write them. */
async function changedFromParts(before: readonly Row[], now: readonly Row[]): Promise<TabChanges> {
  const tab = await judged(before);
  const { verdict } = tab.verdicts;
  const halves = [1, 0].map(async (half) => {
    const others = {
      ...tab,
      verdicts: { ...tab.verdicts, verdict: verdict.map((one, row) => (row % 2 === half ? one : 0)) },
    };
    return publishedFile(others, 3);
  });
  return changedRows(rowsNow(await judged(now)), await Promise.all(halves));
}

// What the rules make of the cells used here, said another way.
const COUNTRY: Readonly<Record<string, string>> = { NG: "nigeria", "u.s.a.": "united states", USA: "united states" };
const isBad = (cell: string) => cell === "" || cell === "#REF!";
const isBlankRow = (row: Row) => row.every((cell) => cell === "");

/** The row of each key that is clean, the upper one of several: all have one time. */
function cleanKeys(rows: readonly Row[]): Map<string, number> {
  const keys = new Map<string, number>();
  rows.forEach((row, i) => {
    if (row.some(isBad)) return;
    const [company, first, last, country] = row;
    const parts = [company, first, last, COUNTRY[country] ?? country].map((text) => text.toLowerCase());
    const key = parts.join("|");
    if (!keys.has(key)) keys.set(key, i);
  });
  return keys;
}

const one = (...texts: string[]) => fc.constantFrom(...texts);
const cell = (...texts: string[]) =>
  fc.oneof({ weight: 20, arbitrary: one(...texts) }, { weight: 1, arbitrary: one("", "#REF!") });
const row: fc.Arbitrary<Row> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(
      cell("Acme", "ACME", "Béta", "BÉTA", "Straße"),
      cell("Ada", "ada", "Zoë", "O'Neil"),
      cell("Obi", "Eze", "OBI", "李"),
      cell("Nigeria", "NG", "USA", "u.s.a.", "Atlantis", "ATLANTIS"),
      cell(GOOD),
    ),
  },
  { weight: 1, arbitrary: fc.constant(BLANK) },
);
/** What is done to a table, at a place that counts round. */
const edit = fc.oneof(
  fc.record({ kind: one("cut", "clear"), at: fc.nat(30), length: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: one("insert", "overwrite"), at: fc.nat(30), row }),
  fc.record({ kind: fc.constant("sort" as const) }),
  fc.record({ kind: fc.constant("break" as const), at: fc.nat(30), column: fc.nat(4) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function edited(rows: readonly Row[], edits: readonly Edit[]): Row[] {
  const table = [...rows];
  for (const each of edits) {
    const at = "at" in each ? each.at % (table.length + 1) : 0;
    if ("length" in each && each.kind === "cut") table.splice(at, each.length);
    else if ("length" in each) table.fill(BLANK, at, at + each.length);
    else if ("row" in each && each.kind === "insert") table.splice(at, 0, each.row);
    else if ("row" in each) table[at] = each.row;
    else if (each.kind === "sort") table.sort((a, b) => (a.join() < b.join() ? -1 : 1));
    else if ("column" in each && at < table.length) table[at] = table[at].with(each.column, "#REF!") as unknown as Row;
  }
  return table;
}

test("for random edits of a random table the counts are those of a plain set difference, and the blank ranges those of a look at each row", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 30 }),
      fc.array(edit, { maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async (before, edits, partRows) => {
        const now = edited(before, edits);
        const found = await changed(before, now, partRows);
        expect(await changedFromParts(before, now)).toEqual(found);
        const { vanished, appeared, blank, last } = found;
        const [was, is] = [cleanKeys(before), cleanKeys(now)];
        const lost = [...was].filter(([key]) => !is.has(key)).map(([, at]) => at + 2);
        const added = [...is].filter(([key]) => !was.has(key)).map(([, at]) => at + 2);
        expect([vanished.count, appeared.count]).toEqual([lost.length, added.length]);
        expect(vanished.first.map(({ row }) => row)).toEqual(lost.slice(0, 20));
        expect(appeared.first.map(({ row }) => row)).toEqual(added.slice(0, 20));
        expect(vanished.held + vanished.repeat + vanished.blank + vanished.gone).toBe(vanished.count);
        const isBlank = (at: number) => at >= now.length || isBlankRow(now[at]);
        const blanked = [...was.values()].filter(isBlank);
        expect(blank.rows).toBe(blanked.length);
        // Each range begins and ends at a published row, holds nothing that is filled, and all of them hold every published row.
        const ranges = blank.first.map(({ from, to }) => [from - 2, to - 2]);
        for (const [from, to] of ranges) {
          expect([blanked.includes(from), blanked.includes(to)]).toEqual([true, true]);
          for (let at = from; at <= to; at++) expect(isBlank(at)).toBe(true);
        }
        expect(blanked.every((at) => ranges.some(([from, to]) => from <= at && at <= to))).toBe(true);
        const end = (keys: Map<string, number>) => (keys.size === 0 ? null : Math.max(...keys.values()) + 2);
        expect(last).toEqual({ before: end(was), now: end(is) });
      },
    ),
    { numRuns: 150 },
  );
}, 120_000);

describe("what became of a row that vanished", () => {
  const ten = Array.from({ length: 10 }, (_, i): Row => ["Acme", "Ada", `Obi ${i}`, "Nigeria", GOOD]);
  const third = ten[2];
  const replaced = (by: Row) => ten.with(2, by);

  test.each<[string, Row[], string]>([
    ["its timestamp broke", replaced(third.with(4, "#REF!") as unknown as Row), "held"],
    ["its country broke", replaced(third.with(3, "") as unknown as Row), "held"],
    ["all of it broke", replaced(["#REF!", "#REF!", "#REF!", "#REF!", "#REF!"]), "held"],
    [
      "it moved to the end, and its timestamp broke",
      [...ten.toSpliced(2, 1), third.with(4, "#REF!") as unknown as Row],
      "held",
    ],
    ["another row was copied over it", replaced(ten[0]), "repeat"],
    ["it was cleared", replaced(BLANK), "blank"],
    ["it was written over", replaced(["Beta", "Ben", "Eze", "Ghana", GOOD]), "gone"],
    ["another one stands there, and is held", replaced(["Beta", "Ben", "Eze", "Ghana", "#REF!"]), "gone"],
    ["it was cut", ten.toSpliced(2, 1), "gone"],
  ])("%s", async (_, now, fate) => {
    const { vanished } = await changed(ten, now);
    expect(vanished.first).toEqual([{ row: 4, key: ["Acme", "Ada", "Obi 2", "Nigeria"], now: fate }]);
    expect(vanished[fate as "held"]).toBe(1);
  });

  test("of many, twenty are listed and all are counted", async () => {
    const many = Array.from({ length: 90 }, (_, i): Row => ["Acme", "Ada", `Obi ${i}`, "Nigeria", GOOD]);
    const everySecond = many.map((each, i) => (i % 2 === 0 ? each : BLANK));
    const { vanished, appeared, blank } = await changed(many, everySecond);
    expect([vanished.count, vanished.first.length, blank.ranges, blank.first.length]).toEqual([45, 20, 45, 20]);
    const back = await changed(everySecond, many);
    expect([back.appeared.count, back.appeared.first.length, back.vanished.count]).toEqual([45, 20, 0]);
    expect(appeared).toEqual({ count: 0, first: [] });
  });
});

test("two published rows that are one by today's rules vanish once", async () => {
  const twice = await judged([
    ["Acme", "Ada", "Obi", "Nigeria", GOOD],
    ["ACME", "Ada", "Obi", "NG", GOOD],
  ]);
  const path = await publishedFile(twice, 3, [CLEAN, DUPLICATE]);
  expect((await changedRows(rowsNow(await judged([])), [path])).vanished).toMatchObject({ count: 1, blank: 1 });
  expect((await changedRows(rowsNow(twice), [path])).vanished.count).toBe(0);
});
