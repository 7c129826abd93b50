import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { TableFiles } from "../../../exporter/questions/tables";
import { Failure } from "../../../exporter/words/failure";
import { allRows as adHoc } from "./all-rows";
import { LAGOS, newFolder, removeFoldersAfterwards, writeTables } from "./world";

removeFoldersAfterwards();

let files: TableFiles;
let folder: string;
let secret: string;
let before: Record<string, string>;

const inSql = (path: string) => path.replaceAll("'", "''");
const contents = () =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );

beforeAll(async () => {
  // Signs that mean something in SQL strings and file patterns.
  folder = join(newFolder(), "it's [1]*");
  mkdirSync(folder);
  const lead = { companyId: 1, country: "Ghana", code: "GH", at: Date.parse("2026-11-22T12:00:00.5Z") };
  files = await writeTables(folder, [lead, { ...lead, companyId: 2 }], [], LAGOS);
  secret = join(folder, "secret.csv");
  writeFileSync(secret, "word\nopen sesame\n");
  before = contents();
});

test("a table of several files is one table", async () => {
  const several = { ...files, leads: [...files.leads, ...files.leads] };
  const { rows } = await adHoc(several, "SELECT count(*) FROM leads");
  expect(rows).toEqual([[4]]);
});

test("the files that rows came from are a table too, empty when none is told", async () => {
  const sources = [
    { tab: "Leads", path: "it's/1.csv", first_row: 2, last_row: 1 },
    { tab: "Leads", path: "2.csv", first_row: 2, last_row: 9 },
  ];
  const sql =
    "SELECT path, source_row - first_row + 2 FROM leads JOIN source_files ON source_row BETWEEN first_row AND last_row";
  const { rows } = await adHoc(files, `${sql} ORDER BY ALL`, sources);
  expect(rows).toEqual([
    ["2.csv", 2],
    ["2.csv", 3],
  ]);
  expect((await adHoc(files, sql)).rows).toEqual([]);
});

test("a SELECT gives columns, types and plain values", async () => {
  const sql =
    "SELECT company, count(*) AS n, min(operator_timestamp) AS t, min(captured_date) AS d, CAST(NULL AS INT) AS x " +
    "FROM leads GROUP BY company ORDER BY company";
  expect(await adHoc(files, sql)).toEqual({
    columns: [
      { name: "company", type: "VARCHAR" },
      { name: "n", type: "BIGINT" },
      { name: "t", type: "TIMESTAMP WITH TIME ZONE" },
      { name: "d", type: "DATE" },
      { name: "x", type: "INTEGER" },
    ],
    rows: [
      ["Company 1", 1, "2026-11-22T12:00:00.5Z", "2026-11-22", null],
      ["Company 2", 1, "2026-11-22T12:00:00.5Z", "2026-11-22", null],
    ],
  });
});

test("a row that cannot be computed is an error, however many come before it", async () => {
  const sql = "SELECT CASE WHEN i > 500000 THEN CAST(concat('x', i) AS INT) ELSE i END AS n FROM range(600000) t(i)";
  await expect(adHoc(files, sql)).rejects.toThrow("Could not convert string");
});

test.each([
  "FROM leads LIMIT 1",
  "WITH x AS (SELECT * FROM held) SELECT problems FROM x",
  "DESCRIBE companies",
  "SUMMARIZE duplicates",
  "VALUES (1)",
  "SELECT 1;",
])("reads: %s", async (sql) => {
  expect((await adHoc(files, sql)).columns.length).toBeGreaterThan(0);
});

describe("nothing else can be read, and nothing written", () => {
  test.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_csv('SECRET')",
    "SELECT * FROM read_parquet('FOLDER/*.parquet')",
    "SELECT * FROM read_text('FOLDER/leads.parquet/../secret.csv')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('SECRET')",
    "SELECT * FROM query('SELECT * FROM read_text(''SECRET'')')",
    "COPY leads TO 'FOLDER/out.csv'",
    "COPY (SELECT 1) TO 'FOLDER/leads.parquet' (FORMAT parquet, USE_TMP_FILE false)",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO 'FOLDER/leads.parquet' (FORMAT parquet, USE_TMP_FILE false)",
    "EXPORT DATABASE 'FOLDER/export'",
    "IMPORT DATABASE 'FOLDER'",
    "ATTACH 'FOLDER/new.db'",
    "ATTACH ':memory:' AS m",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET threads = 1",
    "RESET allowed_paths",
    "PRAGMA enable_external_access = true",
    "CREATE TABLE t (i INTEGER)",
    "CREATE OR REPLACE VIEW leads AS SELECT 1",
    "DROP VIEW leads",
    "INSERT INTO leads SELECT * FROM leads",
    "DELETE FROM leads",
    "UPDATE leads SET company = 'x'",
    "SELECT 1; COPY leads TO 'FOLDER/out.csv'",
    "SELECT 1; SELECT 2",
    "PREPARE p AS COPY leads TO 'FOLDER/out.csv'",
    "CALL enable_logging(storage = 'file')",
    "",
    "-- nothing",
    "SELECT nosuch FROM leads",
    "SELEC 1",
  ])("%s", async (template) => {
    const sql = template.replaceAll("SECRET", inSql(secret)).replaceAll("FOLDER", inSql(folder));
    const failure = await adHoc(files, sql).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).exit).toBe(2);
    expect((failure as Failure).message).not.toContain("sesame");
    expect(contents()).toEqual(before);
  });
});

test.each([
  ["", "The statement is empty."],
  ["-- nothing", "The statement is empty."],
  ["delete from leads", "Snapshots never change: sql only reads."],
  ["SELEC 1", 'The statement cannot be run: syntax error at or near "SELEC"'],
  ["SELECT nosuch FROM leads", 'The statement cannot be run: Referenced column "nosuch" not found'],
  ["SELECT * FROM nosuch", "The statement cannot be run: Table with name nosuch does not exist!"],
  ["SELECT CAST('a' AS INT)", "The statement cannot be run: Could not convert string 'a' to INT32"],
])("%j is refused with: %s", async (sql, sentence) => {
  await expect(adHoc(files, sql)).rejects.toThrow(sentence);
});
