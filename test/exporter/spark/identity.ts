import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "vitest";
import type { RunInput } from "../../../exporter/inputs/run-input";
import type { Engine } from "../../../exporter/publish/engine";
import type { RunRequest, RunResult } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import { sparkEngine } from "../../../exporter/spark/engine";
import type { Send } from "../../../exporter/spark/plan";
import { loadZone } from "../../../exporter/words/zone";
import { DIST } from "../../dist";
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
function engineOn(send: Send, { node = "node", patience = 60_000 } = {}): Engine {
  const worker = readFileSync(join(DIST, "spark-worker.cjs"), "utf8");
  return sparkEngine({ send: () => send, worker, node, patience });
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
function tableAt(out: string, { manifest }: RunResult, name: string): string {
  const files = manifest.files.filter(({ path }) => path === `${name}.parquet` || path.startsWith(`${name}/`));
  return `read_parquet([${files.map(({ path }) => `'${join(out, "snapshots", manifest.snapshot, path)}'`).join(", ")}])`;
}

/** Runs an input on both engines, and expects every row of every table and all that is told to be the same. Returns both results. */
export async function expectSame(
  input: RunInput,
  send: Send,
  sparkInput = input,
): Promise<{ ours: RunResult; sparks: RunResult }> {
  const [one, other] = [emptyFolder(), emptyFolder()];
  try {
    const ours = await runOf(one.path, input);
    const sparks = await runOf(other.path, sparkInput, engineOn(send));
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const differing: Record<string, unknown> = {};
    const answers = readdirSync(join(one.path, "snapshots", ours.manifest.snapshot, "answers"));
    for (const name of [
      "leads",
      "companies",
      "held",
      "duplicates",
      ...answers.map((file) => `answers/${file.replace(".parquet", "")}`),
    ]) {
      const [mine, theirs] = [tableAt(one.path, ours, name), tableAt(other.path, sparks, name)];
      for (const [what, sql] of [
        ["missing", `(FROM ${mine}) EXCEPT ALL (FROM ${theirs})`],
        ["extra", `(FROM ${theirs}) EXCEPT ALL (FROM ${mine})`],
        [
          "columns missing",
          `(FROM (DESCRIBE FROM ${mine}) SELECT column_name, column_type) EXCEPT ALL (FROM (DESCRIBE FROM ${theirs}) SELECT column_name, column_type)`,
        ],
      ]) {
        const rows = (await connection.runAndReadAll(`FROM (${sql}) LIMIT 5`)).getRowObjectsJson();
        if (rows.length > 0) differing[`${name} ${what}`] = rows;
      }
    }
    expect(differing).toEqual({});
    const { counts, problems, notices, valid_until, questions } = ours.manifest;
    expect(sparks.manifest).toMatchObject({ counts, problems, notices, valid_until, questions });
    expect(sparks.report.answers).toEqual(ours.report.answers);
    return { ours, sparks };
  } finally {
    one.remove();
    other.remove();
  }
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
