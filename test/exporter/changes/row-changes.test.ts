import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { rowChanges } from "../../../exporter/changes/row-changes";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { parquetAt, quoted, TABLE_COLUMNS } from "../../../exporter/questions/tables";
import type { TableName } from "../../../exporter/tables/data-model";
import type { RowChange } from "../../../shared/compared";
import { decidedCountries } from "../../../shared/decisions";

const folder = mkdtempSync(join(tmpdir(), "row-changes-"));
const database = await openDatabase();
const { connection } = database;
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});
let files = 0;

type Values = Readonly<Record<string, string | number | null>>;

/** One published table with these rows, in as many files as asked for. */
async function fileOf(name: TableName, rows: readonly Values[], parts = 1): Promise<string[]> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE t (${TABLE_COLUMNS[name]})`);
  for (const row of rows) {
    const values = Object.values(row).map((value) => (typeof value === "string" ? quoted(value) : String(value)));
    await connection.run(`INSERT INTO t (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`);
  }
  const paths: string[] = [];
  for (let part = 0; part < parts; part++) {
    const path = join(folder, `${name}-${files++}.parquet`);
    // Other engines write rows in any order.
    await connection.run(
      `COPY (FROM t WHERE source_row % ${parts} = ${part} ORDER BY source_row DESC) TO '${path}' (FORMAT parquet)`,
    );
    paths.push(path);
  }
  return paths;
}

interface Snapshot {
  leads?: Values[];
  companies?: Values[];
  held?: Values[];
  duplicates?: Values[];
}

async function filesOf({ leads = [], companies = [], held = [], duplicates = [] }: Snapshot, parts?: number) {
  return {
    leads: await fileOf("leads", leads, parts),
    companies: await fileOf("companies", companies),
    held: await fileOf("held", held),
    duplicates: await fileOf("duplicates", duplicates),
  };
}

async function changes(before: Snapshot, now: Snapshot, decided = decidedCountries([]), parts = 1) {
  const path = join(folder, `changes-${files++}.parquet`);
  const both = { before: await filesOf(before, parts), now: await filesOf(now, parts) };
  const counts = await rowChanges(both, decided, path, database);
  const read = await connection.runAndReadAll(`SELECT * FROM ${parquetAt(path)}`);
  return { counts, rows: read.getRowObjectsJson() };
}

const AT = "2026-11-20 08:00:00+00";
const lead = (source_row: number, over: Values = {}): Values => ({
  source_row,
  company: "Acme",
  first_name: "Ada",
  last_name: "Obi",
  title: "CTO",
  country: "Nigeria",
  operator_timestamp: AT,
  ...over,
});
/** A row as it was typed. */
const typed = (source_row: number, over: Values = {}): Values => ({ tab: "Leads", ...lead(source_row), ...over });

describe("what became of one lead", () => {
  test.each<[string, Snapshot, Snapshot, [RowChange, number | null, number | null, string | null] | null]>([
    ["it stays", { leads: [lead(2)] }, { leads: [lead(2)] }, null],
    ["it moved", { leads: [lead(2)] }, { leads: [lead(9)] }, null],
    ["it is new", {}, { leads: [lead(2)] }, ["new", 2, null, null]],
    [
      "another title",
      { leads: [lead(2)] },
      { leads: [lead(3, { title: 'C"E"O' })] },
      ["changed", 3, 2, '{"title":"CTO"}'],
    ],
    [
      "another time",
      { leads: [lead(2)] },
      { leads: [lead(2, { operator_timestamp: "2026-11-20 08:00:01+00" })] },
      ["changed", 2, 2, '{"operator_timestamp":"2026-11-20T08:00:00.000Z"}'],
    ],
    [
      "the same name in other letters",
      { leads: [lead(2, { company: "ACME", first_name: "O’Ada" })] },
      { leads: [lead(2, { first_name: "o'ada" })] },
      ["changed", 2, 2, '{"company":"ACME","first_name":"O’Ada"}'],
    ],
    ["it is gone", { leads: [lead(2)] }, {}, ["gone", null, 2, null]],
    ["a cell of no key broke", { leads: [lead(2)] }, { held: [typed(7, { title: null })] }, ["held", 7, 2, null]],
    [
      "a cell of the key broke, in its place",
      { leads: [lead(2)] },
      { held: [typed(2, { last_name: "#REF!", country: "NG" })] },
      ["held", 2, 2, null],
    ],
    [
      "a cell of another's key broke",
      { leads: [lead(2)] },
      { held: [typed(3, { last_name: "" })] },
      ["gone", null, 2, null],
    ],
    [
      "another waits in its place",
      { leads: [lead(2)] },
      { held: [typed(2, { company: "Beta" })] },
      ["gone", null, 2, null],
    ],
    [
      "its row repeats another now",
      { leads: [lead(2), lead(3, { first_name: "Ben" })] },
      { leads: [lead(2)], duplicates: [typed(3, { winner_row: 2 })] },
      ["repeat", 3, 3, null],
    ],
    [
      "an earlier twin took its place",
      { leads: [lead(2)] },
      { leads: [lead(9, { operator_timestamp: "2026-11-19 08:00:00+00" })], duplicates: [typed(2, { winner_row: 9 })] },
      ["changed", 9, 2, '{"operator_timestamp":"2026-11-20T08:00:00.000Z"}'],
    ],
  ])("%s", async (_, before, now, told) => {
    const { rows, counts } = await changes(before, now);
    expect(rows.map(({ change, source_row, row_before, before }) => [change, source_row, row_before, before])).toEqual(
      told === null ? [] : [told],
    );
    expect(counts.rows).toBe(rows.length);
  });

  test("a decision makes one lead of two spellings, and of two published leads one that repeats", async () => {
    const decided = decidedCountries([{ typed: "Untied States", code: "US" }]);
    const states = lead(2, { country: "Untied States" });
    const one = await changes({ leads: [states] }, { leads: [lead(2, { country: "United States" })] }, decided);
    expect(one.rows).toMatchObject([{ change: "changed", before: '{"country":"Untied States"}' }]);
    const both = [states, lead(3, { country: "United States" })];
    const now = { leads: [lead(3, { country: "United States" })], duplicates: [typed(2, { winner_row: 3 })] };
    expect((await changes({ leads: both }, now, decided)).rows).toMatchObject([{ change: "repeat", row_before: 2 }]);
  });

  test("companies are matched by company and country", async () => {
    const of = (source_row: number, company: string, hq_location: string) => ({ source_row, company, hq_location });
    const before = { companies: [of(2, "Acme", "Nigeria"), of(3, "Beta", "Ghana")] };
    const now = { companies: [of(2, "ACME", "Nigeria"), of(3, "Beta", "Kenya")] };
    const { counts, rows } = await changes(before, now);
    expect(counts.companies).toEqual({ new: 1, changed: 1, held: 0, repeat: 0, gone: 1 });
    expect(rows.map(({ tab, change, company, hq_location }) => [tab, change, company, hq_location])).toEqual([
      ["Companies", "new", "Beta", "Kenya"],
      ["Companies", "changed", "ACME", "Nigeria"],
      ["Companies", "gone", "Beta", "Ghana"],
    ]);
  });
});

// Names of one letter: what the rules make of them is their small letter.
const row = fc.record({ first_name: fc.constantFrom("a", "A", "b", "c", "d"), title: fc.constantFrom("x", "y") });
const tables = fc.uniqueArray(row, { maxLength: 6, selector: ({ first_name }) => first_name.toLowerCase() });

test("every clean row then and now is accounted for, in files of any number and order", async () => {
  await fc.assert(
    fc.asyncProperty(tables, tables, fc.nat(5), fc.integer({ min: 1, max: 3 }), async (then, now, moved, parts) => {
      const at = (rows: typeof then, by: number) => rows.map((row, i) => lead(2 + i + by, row));
      const { counts, rows } = await changes({ leads: at(then, 0) }, { leads: at(now, moved) }, undefined, parts);
      const key = ({ first_name }: Values) => String(first_name).toLowerCase();
      const keysThen = new Map(then.map((row) => [key(row), row]));
      const keysNow = new Set(now.map(key));
      const isOther = (row: (typeof now)[number]) => {
        const was = keysThen.get(key(row));
        return was !== undefined && (was.title !== row.title || was.first_name !== row.first_name);
      };
      expect(counts.leads).toEqual({
        new: now.filter((row) => !keysThen.has(key(row))).length,
        changed: now.filter(isOther).length,
        held: 0,
        repeat: 0,
        gone: then.filter((row) => !keysNow.has(key(row))).length,
      });
      const { new: more, gone, held, repeat } = counts.leads;
      expect(then.length + more - gone - held - repeat).toBe(now.length);
      for (const { change, source_row, row_before, first_name } of rows) {
        if (change !== "gone") expect(now[Number(source_row) - 2 - moved].first_name).toBe(first_name);
        if (change !== "new") expect(key(then[Number(row_before) - 2])).toBe(key({ first_name: String(first_name) }));
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
