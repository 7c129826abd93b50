import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll } from "vitest";
import type { Manifest } from "../../../exporter/publish/manifest";
import type { SnapshotFiles } from "../../../exporter/publish/put-snapshot";

/** SELECTs by file: `leads`, `answers/top_countries`. */
export type Selects = Readonly<Record<string, string>>;

export interface WrittenSnapshot extends SnapshotFiles {
  readonly folder: string;
}

const COUNTS = { read: 0, blank: 0, clean: 0, duplicate: 0, held: 0 };
let snapshots = 0;

/** Tables with a few rows of every kind; `more` replaces or adds some. */
export function selects(more: Selects = {}): Selects {
  return {
    leads: `SELECT i::INT + 2 AS source_row, 'Company ' || i % 3 AS company, 'Ada' AS first_name, 'Obi ' || i AS last_name, 'CTO' AS title,
      'Nigeria' AS country, CASE WHEN i % 2 = 0 THEN 'NG' END AS country_code, make_timestamptz(1763800000123456 + i) AS operator_timestamp,
      DATE '2025-11-22' AS captured_date, (i % 3)::INT AS company_id, NULL::VARCHAR AS warnings FROM range(10) t(i)`,
    companies: `SELECT 2::INT AS source_row, 'Company 0' AS company, 'Ghana' AS hq_location, 'GH' AS hq_code, 0::INT AS company_id,
      NULL::VARCHAR AS warnings`,
    held: `SELECT 'Leads' AS tab, 9::INT AS source_row, 'Acme' AS company, '' AS first_name, 'MISSING first_name' AS problems`,
    duplicates: `SELECT 'Leads' AS tab, 8::INT AS source_row, 'Acme' AS company, 3::INT AS winner_row`,
    "answers/top_countries": "SELECT 1::INT AS rank, 'Nigeria' AS country, 'NG' AS country_code, 10::BIGINT AS leads",
    ...more,
  };
}

interface Files {
  readonly folder: string;
  readonly files: Manifest["files"];
}

/** Every test of a file may have the same files: they never change. */
const written = new Map<string, Promise<Files>>();

/** For each test file: what it wrote is removed after its tests. */
export function removeSnapshotsAfterwards(): void {
  afterAll(async () => {
    for (const { folder } of await Promise.all(written.values())) rmSync(folder, { recursive: true, force: true });
    written.clear();
  });
}

/** Writes the files of a snapshot, and what of its manifest a target reads. */
export async function writeSnapshot(tables: Selects = selects(), name?: string): Promise<WrittenSnapshot> {
  const key = JSON.stringify(tables);
  if (!written.has(key)) written.set(key, writeFiles(tables));
  const { folder, files } = await written.get(key)!;
  const rowsOf = (table: string) => files.find(({ path }) => path === `${table}.parquet`)?.rows ?? 0;
  const instant = "2025-11-22T12:00:00.000Z";
  const questions = Object.keys(tables).flatMap((path) =>
    path.startsWith("answers/") ? [path.slice("answers/".length)] : [],
  );
  const manifest: Manifest = {
    snapshot: name ?? `2025-11-22T120000Z-${String(++snapshots).padStart(8, "0")}`,
    run_id: "run",
    created_at: instant,
    as_of: instant,
    zone: "Africa/Lagos",
    sources: [],
    counts: {
      leads: { ...COUNTS, clean: rowsOf("leads") },
      companies: { ...COUNTS, clean: rowsOf("companies") },
    },
    problems: [],
    contract_version: "1",
    rules_version: "1",
    content_key: "0".repeat(64),
    valid_until: null,
    questions: questions.map((question) => ({
      question,
      title: question,
      columns: [{ name: "leads", label: "Leads", type: "count" }],
      chart: null,
      window: "All",
      used: null,
      remainder: [],
    })),
    files: [...files, { path: "dashboard.html", sha256: "0".repeat(64), bytes: 1, rows: null }],
    notices: [],
    requested_by: "ada",
    released: null,
  };
  return { manifest, folder, fileAt: async (path) => join(folder, path) };
}

async function writeFiles(tables: Selects): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), "lead-snapshot-"));
  const instance = await DuckDBInstance.create(":memory:");
  const duck = await instance.connect();
  await duck.run("SET TimeZone = 'UTC'");
  const files: Manifest["files"] = [];
  for (const [table, select] of Object.entries(tables)) {
    const path = `${table}.parquet`;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    await duck.run(`COPY (${select}) TO '${join(folder, path)}' (FORMAT parquet)`);
    const counted = await duck.runAndReadAll(`SELECT count(*)::INT FROM '${join(folder, path)}'`);
    files.push({ path, sha256: "0".repeat(64), bytes: 1, rows: Number(counted.getRowsJS()[0][0]) });
  }
  duck.closeSync();
  instance.closeSync();
  return { folder, files };
}
