import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readDetails } from "../../../exporter/dashboard/details";
import { type Database, openDatabase } from "../../../exporter/questions/duckdb";
import { TABLE_COLUMNS, TABLE_NAMES, type TableFiles } from "../../../exporter/questions/tables";

// Tables with more leads than a page has room for.

const folder = mkdtempSync(join(tmpdir(), "lead-export-details-"));
let database: Database;
beforeAll(async () => {
  database = await openDatabase();
  for (const name of TABLE_NAMES) await database.connection.run(`CREATE TABLE ${name} (${TABLE_COLUMNS[name]})`);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes the tables with these leads: the values of some columns, by the number `i` of a lead, newest first. */
async function tablesOf(count: number, values: Record<string, string>): Promise<TableFiles> {
  const { connection } = database;
  await connection.run("DELETE FROM leads");
  await connection.run(
    `INSERT INTO leads BY NAME SELECT ${Object.entries(values).map(([name, sql]) => `${sql} AS ${name}`)} FROM range(${count}) t(i)`,
  );
  const pathOf = (name: string) => join(folder, `${name}.parquet`);
  for (const name of TABLE_NAMES) await connection.run(`COPY ${name} TO '${pathOf(name)}' (FORMAT parquet)`);
  const [leads, companies, held, duplicates] = TABLE_NAMES.map((name) => [pathOf(name)]);
  return { leads, companies, held, duplicates };
}

const NO_CHANGES = Promise.resolve([]);
const AT = "TIMESTAMPTZ '2026-11-02 23:00:00Z' - to_seconds(i)";

it("lists the newest leads, of one instant by their row, where a clock that is put back at midnight gives a day twice", async () => {
  const day = "CASE WHEN i < 15000 THEN 2 WHEN i < 16000 THEN 1 WHEN i < 22000 THEN 2 ELSE 1 END";
  const files = await tablesOf(40_000, {
    source_row: "100000 - (i // 2 * 2 + 1 - i % 2)",
    country: "'Togo'",
    captured_date: `make_date(2026, 11, ${day})`,
    operator_timestamp: AT.replace("i", "i // 2"),
  });
  const { rows } = await readDetails(database, files, NO_CHANGES, ["operator_timestamp"]);
  const wanted = await database.connection.runAndReadAll(
    "SELECT source_row, CAST(captured_date AS VARCHAR), NULL FROM leads ORDER BY operator_timestamp DESC, source_row LIMIT 20000",
  );
  expect(rows!.leads.rows).toEqual(wanted.getRowsJS());
  expect(rows!.leads.allRows).toBe(40_000);
});

it("counts by company where all of them fit, and names none where they do not", async () => {
  const companies = (count: number) =>
    tablesOf(60_000, {
      source_row: "i",
      country: "'Togo'",
      captured_date: "DATE '2026-11-02'",
      operator_timestamp: AT,
      company_id: `i % ${count}`,
      at_hq: "i % 2 = 0",
    });
  await database.connection.run(
    "INSERT INTO companies BY NAME SELECT i AS source_row, concat('Company ', i) AS company, i AS company_id FROM range(60000) t(i)",
  );
  const few = await readDetails(database, await companies(3), NO_CHANGES, []);
  expect(few.byCompany.rows).toEqual([
    ["Company 0", "Togo", 0, 10_000],
    ["Company 0", "Togo", 1, 10_000],
    ["Company 1", "Togo", 0, 10_000],
    ["Company 1", "Togo", 1, 10_000],
    ["Company 2", "Togo", 0, 10_000],
    ["Company 2", "Togo", 1, 10_000],
  ]);
  const many = await readDetails(database, await companies(60_000), NO_CHANGES, []);
  expect(many.byCompany).toMatchObject({ rows: [], allRows: null });
  expect(many.byCountry.rows).toEqual([["2026-11-02", "Togo", 60_000]]);
});
