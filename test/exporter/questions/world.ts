import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll } from "vitest";
import { type Bounds, boundsOf } from "../../../exporter/questions/bounds";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { openQuestions } from "../../../exporter/questions/engine";
import { loadQuestions } from "../../../exporter/questions/question";
import { quoted, TABLE_COLUMNS, TABLE_NAMES, type TableFiles } from "../../../exporter/questions/tables";
import type { Answer } from "../../../shared/answer";
import { localDay } from "../../../shared/calendar";
import { toWall, type Zone } from "../../../shared/zone";

/** The questions that ship. */
export const SHIPPED = "exporter/questions";
export const LAGOS: Zone = { name: "Africa/Lagos", starts: [-Infinity], offsets: [3_600_000] };
export const UTC: Zone = { name: "UTC", starts: [-Infinity], offsets: [0] };

export interface Lead {
  companyId: number;
  country: string;
  code: string | null;
  /** UTC ms. */
  at: number;
}
export interface Company {
  companyId: number;
  company: string;
  hq: string;
}

const root = mkdtempSync(join(tmpdir(), "questions-"));
let folders = 0;

/** For each test file: what it made is removed after its tests. */
export function removeFoldersAfterwards(): void {
  afterAll(() => rmSync(root, { recursive: true, force: true }));
}

export function newFolder(): string {
  const folder = join(root, String(folders++));
  mkdirSync(join(folder, "answers"), { recursive: true });
  return folder;
}

/** Writes the four tables as Parquet, as a run does. */
export async function writeTables(
  folder: string,
  leads: Lead[],
  companies: Company[],
  zone: Zone,
): Promise<TableFiles> {
  const instance = await DuckDBInstance.create(":memory:");
  const db = await instance.connect();
  await db.run("SET TimeZone = 'UTC'");
  const text = (value: string | null) => (value === null ? "NULL" : quoted(value));
  const hqs = (id: number) => companies.filter(({ companyId }) => companyId === id).map(({ hq }) => hq);
  const atHq = ({ companyId, country }: Lead) =>
    hqs(companyId).length === 0 ? "NULL, NULL" : `${companyId}, ${hqs(companyId).includes(country)}`;
  const rows: Record<keyof TableFiles, string[]> = {
    leads: leads.map(
      (lead, i) =>
        `(${i + 2}, 'Company ${lead.companyId}', 'Ada', 'L${i}', 'Head', ${text(lead.country)}, ${text(lead.code)}, ` +
        `make_timestamptz(${lead.at * 1000}), DATE '1970-01-01' + ${localDay(toWall(zone, lead.at))}, ${atHq(lead)}, NULL)`,
    ),
    companies: companies.map(
      (company, i) => `(${i + 2}, ${text(company.company)}, ${text(company.hq)}, NULL, ${company.companyId}, NULL)`,
    ),
    held: ["('Leads', 90, 'Acme', '', '', '', '', NULL, 'soon', 'BAD_TIMESTAMP operator_timestamp')"],
    duplicates: [],
  };
  const files = {} as TableFiles;
  for (const name of TABLE_NAMES) {
    const path = join(folder, `${name}.parquet`);
    files[name] = [path];
    await db.run(`CREATE TABLE ${name} (${TABLE_COLUMNS[name]})`);
    if (rows[name].length > 0) await db.run(`INSERT INTO ${name} VALUES ${rows[name].join(",")}`);
    await db.run(`COPY ${name} TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`);
  }
  db.closeSync();
  instance.closeSync();
  return files;
}

/** The answers of the questions in `folder` (the shipped ones) over the given rows, by name. */
export async function ask(world: {
  leads: Lead[];
  companies?: Company[];
  asOf: number;
  zone?: Zone;
  questions?: string;
}): Promise<{ answers: Record<string, Answer>; bounds: Bounds; folder: string }> {
  const zone = world.zone ?? LAGOS;
  const folder = newFolder();
  const bounds = boundsOf(world.asOf, zone);
  const database = await openDatabase();
  const session = await openQuestions(
    database,
    await writeTables(folder, world.leads, world.companies ?? [], zone),
    bounds,
  );
  try {
    const answers: Record<string, Answer> = {};
    for (const question of await loadQuestions(world.questions ?? SHIPPED)) {
      answers[question.name] = await session.answer(question, join(folder, "answers", `${question.name}.parquet`));
    }
    return { answers, bounds, folder };
  } finally {
    database.close();
  }
}
