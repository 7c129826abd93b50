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
  const day = "CASE WHEN i < 15000 THEN 2 WHEN i < 16000 THEN 1 WHEN i < 39000 THEN 2 ELSE 1 END";
  const files = await tablesOf(40_000, {
    source_row: "100000 - (i // 2 * 2 + 1 - i % 2)",
    country: "'Togo'",
    captured_date: `make_date(2026, 11, ${day})`,
    operator_timestamp: AT.replace("i", "i // 2"),
  });
  const { rows } = await readDetails(database, files, NO_CHANGES, ["operator_timestamp"]);
  const wanted = await database.connection.runAndReadAll(
    `SELECT source_row, CAST(captured_date AS VARCHAR), NULL FROM leads ORDER BY operator_timestamp DESC, source_row
    LIMIT ${Math.floor(700_000 / '[99999,"2026-11-02",null],'.length)}`,
  );
  expect(rows!.leads.rows).toEqual(wanted.getRowsJS());
  expect(rows!.leads.allRows).toBe(40_000);
});

it("lists the first held rows and repeats of both tabs, of more than are looked at", async () => {
  const { connection } = database;
  await connection.run("DELETE FROM held");
  await connection.run(`INSERT INTO held BY NAME SELECT CASE WHEN i % 3 = 0 THEN 'Leads' ELSE 'Companies' END AS tab,
    (i * 7919) % 60000 + 2 AS source_row, 'MISSING company' AS problems FROM range(60000) t(i)`);
  const { rows } = await readDetails(database, await tablesOf(0, { source_row: "1" }), NO_CHANGES, ["hq_location"]);
  const wanted = await connection.runAndReadAll(
    "SELECT tab, source_row, problems, NULL FROM held ORDER BY tab DESC, source_row",
  );
  const all = wanted.getRowsJS();
  expect(rows!.held.rows.length).toBeGreaterThan(4_000);
  expect(rows!.held.rows).toEqual(all.slice(0, rows!.held.rows.length));
  expect(rows!.held.allRows).toBe(60_000);
});

it("counts the newest days where all do not fit, and every day where the newest alone do", async () => {
  const byDay = (countries: number) =>
    tablesOf(400_000, {
      source_row: "i",
      country: `concat('Country ', i % ${countries})`,
      captured_date: "DATE '2026-11-02' - CAST(i // 1000 AS INTEGER)",
      operator_timestamp: AT,
    });
  for (const countries of [3, 900]) {
    const { byCountry } = await readDetails(database, await byDay(countries), NO_CHANGES, []);
    const wanted = await database.connection.runAndReadAll(
      `SELECT CAST(captured_date AS VARCHAR), country, CAST(count(*) AS INTEGER) FROM leads
      GROUP BY captured_date, country ORDER BY captured_date DESC, country`,
    );
    const all = wanted.getRowsJS();
    const { length } = byCountry.rows;
    expect(byCountry.allRows).toBe(countries === 3 ? all.length : null);
    expect(byCountry.allRows ?? 15_000).toBeLessThanOrEqual(length);
    expect(byCountry.rows).toEqual(all.slice(0, length));
  }
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
