import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "vitest";
import type { RunInput } from "../../../exporter/inputs/run-input";
import type { Engine } from "../../../exporter/publish/engine";
import type { Manifest } from "../../../exporter/publish/manifest";
import type { RunRequest, RunResult } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import { type SparkEngineOptions, sparkEngine } from "../../../exporter/spark/engine";
import type { Send } from "../../../exporter/spark/plan";
import { loadZone } from "../../../exporter/words/zone";
import { DIST } from "../../dist";
import { published } from "../e2e/world";
import { surroundings } from "../surroundings";

/** An input of files; anything of it may be another. */
export function inputOf(leads: string, companies: string, more: Partial<RunInput> = {}): RunInput {
  const nothing = async () => {};
  return {
    leads,
    companies,
    asOf: Date.parse("2026-11-22T12:00:00+01:00"),
    zone: loadZone("Africa/Lagos"),
    dateOrder: "mdy",
    origin: { kind: "files", isFallback: false },
    notices: [],
    keep: nothing,
    discard: nothing,
    ...more,
  };
}

/** The engine that sends its plans to a Spark that is up. */
export function engineOn(send: Send, options: Partial<SparkEngineOptions> = {}): Engine {
  const worker = readFileSync(join(DIST, "spark-worker.cjs"), "utf8");
  return sparkEngine({ send: () => send, worker, node: "node", patience: 60_000, ...options });
}

/** Runs an input; nothing that the guard finds odd stops it. */
export function runOf(
  out: string,
  input: RunInput,
  engine?: Engine,
  more: Partial<RunRequest> = {},
): Promise<RunResult> {
  const request: RunRequest = {
    out,
    open: async () => input,
    release: "a test",
    requestedBy: "a test",
    onPhase: () => {},
    ...(engine && { engine }),
    ...more,
  };
  return run(request, surroundings());
}

/** A folder for what one test publishes. */
function emptyFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "spark-run-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Where the files of a table of a snapshot are, as DuckDB reads them. */
function tableAt(out: string, manifest: Manifest, name: string): string {
  const files = manifest.files.filter(({ path }) => path === `${name}.parquet` || path.startsWith(`${name}/`));
  return `read_parquet([${files.map(({ path }) => `'${join(out, "snapshots", manifest.snapshot, path)}'`).join(", ")}])`;
}

/** Runs an input on both engines, and expects every row of every table and all that is told to be the same. Returns both results. */
export async function expectSame(
  input: RunInput,
  send: Send,
  sparkInput = input,
  options: Partial<SparkEngineOptions> = {},
): Promise<{ ours: RunResult; sparks: RunResult }> {
  const [one, other] = [emptyFolder(), emptyFolder()];
  try {
    const ours = await runOf(one.path, input);
    const sparks = await runOf(other.path, sparkInput, engineOn(send, options));
    await expectSameSnapshot(one.path, ours.manifest, other.path, sparks.manifest);
    expect(sparks.report.answers).toEqual(ours.report.answers);
    return { ours, sparks };
  } finally {
    one.remove();
    other.remove();
  }
}

/** The same for tables that are large: our own run is that of the built program, with all its threads. */
export async function expectSameAsBuilt(
  input: RunInput & { leads: string; companies: string },
  send: Send,
): Promise<void> {
  const [one, other] = [emptyFolder(), emptyFolder()];
  try {
    const { leads, companies } = input;
    const { folder } = await published({ leads, companies, out: one.path, more: ["--release", "a test"] });
    const ours: Manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const sparks = await runOf(other.path, input, engineOn(send));
    await expectSameSnapshot(one.path, ours, other.path, sparks.manifest);
  } finally {
    one.remove();
    other.remove();
  }
}

async function expectSameSnapshot(one: string, ours: Manifest, other: string, sparks: Manifest): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const differing: Record<string, unknown> = {};
  const answers = readdirSync(join(one, "snapshots", ours.snapshot, "answers")).map((file) =>
    file.replace(".parquet", ""),
  );
  for (const name of ["leads", "companies", "held", "duplicates", ...answers.map((answer) => `answers/${answer}`)]) {
    const [mine, theirs] = [tableAt(one, ours, name), tableAt(other, sparks, name)];
    const columnsOf = (table: string) => `(FROM (DESCRIBE FROM ${table}) SELECT column_name, column_type)`;
    for (const [what, sql] of [
      ["missing", `(FROM ${mine}) EXCEPT ALL (FROM ${theirs})`],
      ["extra", `(FROM ${theirs}) EXCEPT ALL (FROM ${mine})`],
      ["columns missing", `${columnsOf(mine)} EXCEPT ALL ${columnsOf(theirs)}`],
    ]) {
      const rows = (await connection.runAndReadAll(`FROM (${sql}) LIMIT 5`)).getRowObjectsJson();
      if (rows.length > 0) differing[`${name} ${what}`] = rows;
    }
  }
  expect(differing).toEqual({});
  const { counts, problems, notices, valid_until, questions } = ours;
  expect(sparks).toMatchObject({ counts, problems, notices, valid_until, questions });
}

/** Runs the sample with a worker that fails, and expects the failure, and that nothing is left of the run. */
export async function failureOn(
  send: Send,
  worker: { node: string; patience?: number },
  code: string,
  sentence: RegExp,
  leads = "sample/leads.csv",
): Promise<void> {
  const out = emptyFolder();
  try {
    const failed = runOf(out.path, inputOf(leads, "sample/companies.csv"), engineOn(send, worker));
    const failure = await failed.then(
      () => null,
      (error) => error,
    );
    expect(failure).toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(existsSync(join(out.path, "current.json"))).toBe(false);
    expect(readdirSync(join(out.path, "snapshots"))).toEqual([]);
  } finally {
    out.remove();
  }
}
