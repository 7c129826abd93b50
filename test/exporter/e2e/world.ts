import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import type { Changes } from "../../../shared/changes";
import { PROGRAM } from "../../dist";
import { LAGOS, temporaryFolder } from "../commands/cli";
import { type Ended, warmProgram } from "./warm";

export type { Ended };

export const LEADS_HEADER = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
export const COMPANIES_HEADER = ["Company", "HQ Location"];
/** Used where the rows do not matter: ten leads, the snapshot that must survive. */
export const TEN_LEADS = Array.from({ length: 10 }, (_, i) => [
  "Acme",
  "Ada",
  `Obi ${i}`,
  "CTO",
  "Nigeria",
  "2026-11-20 08:00:00",
]);
export const TWO_COMPANIES = [
  ["Acme", "Nigeria"],
  ["Beta", "Ghana"],
];

export interface Counts {
  read: number;
  blank: number;
  clean: number;
  duplicate: number;
  held: number;
}

/** What `run --json` prints. */
export interface RunJson {
  published: boolean;
  reason: string | null;
  snapshot: string | null;
  counts: { leads: Counts; companies: Counts } | null;
  answers: Record<string, Record<string, string | number | null>[]>;
  notices: { code: string; sentence: string }[];
  files: { path: string; sha256: string; bytes: number; rows: number | null }[];
  changes?: Changes | null;
  error?: { code: string; sentence: string; way_out: string; may_pass: boolean };
}

export interface Started {
  pid: number;
  ended: Promise<Ended>;
}

/** Starts the built program at once. */
export function start(words: string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk) => out.push(chunk));
  child.stderr.on("data", (chunk) => err.push(chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
  return { pid: child.pid!, ended };
}

/** Runs the built program to its end; in a process of its own where it has its own environment, or where what ran is noted by process. */
export function program(words: string[], env?: Record<string, string>): Promise<Ended> {
  if (env === undefined && process.env.NODE_V8_COVERAGE === undefined) return warmProgram(words);
  return start(words, env).ended;
}

export interface Run {
  leads: string;
  companies: string;
  out: string;
  /** `--as-of` and `--zone`. */
  when?: string[];
  more?: string[];
  env?: Record<string, string>;
}

export function runWords({ leads, companies, out, when = LAGOS, more = [] }: Run): string[] {
  return ["run", "--leads", leads, "--companies", companies, "--out", out, ...when, ...more, "--json"];
}

/** `run --json`: standard output holds exactly one JSON object, and what it counted adds up. */
export async function run(options: Run): Promise<Ended & { json: RunJson }> {
  const ended = await program(runWords(options), options.env);
  return { ...ended, json: oneObject(ended) };
}

export function oneObject({ stdout, stderr }: Pick<Ended, "stdout" | "stderr">): RunJson {
  expect(stdout, stderr).toMatch(/^\{[^\n]*\}\n$/);
  const json: RunJson = JSON.parse(stdout);
  for (const { read, blank, clean, duplicate, held } of json.counts === null ? [] : Object.values(json.counts)) {
    expect(blank + clean + duplicate + held).toBe(read);
  }
  return json;
}

/** A run that must publish. */
export async function published(options: Run) {
  const ended = await run(options);
  expect(ended.json.error, ended.stderr).toBeUndefined();
  expect([ended.code, ended.json.published, ended.json.reason]).toEqual([0, true, null]);
  const { snapshot, counts, ...rest } = ended.json;
  const folder = join(options.out, "snapshots", snapshot!);
  expect(currentOf(options.out)).toBe(snapshot);
  expectWhole(options.out, snapshot!);
  expectAnswersAddUp(folder, counts!.leads.clean);
  return { ...rest, counts: counts!, snapshot: snapshot!, folder, stderr: ended.stderr };
}

/** The failure as standard error and `--json` must both tell it. */
export function expectFailure(ended: Ended & { json: RunJson }, exit: number, code: string): void {
  const { json, stderr } = ended;
  expect([ended.code, json.error?.code], stderr).toEqual([exit, code]);
  // Only the guard stops a run whose rows are all counted.
  expect(json.counts === null).toBe(exit !== 4);
  expect(json).toMatchObject({ published: false, answers: {}, files: [], reason: json.error!.sentence });
  expect(stderr).toContain(`Error ${code}: ${json.error!.sentence}\n${json.error!.way_out}\n`);
  expect(stderr).not.toMatch(/^ {4}at /m);
}

export function currentOf(out: string): string | null {
  const path = join(out, "current.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).snapshot : null;
}

/** Below `out`, and not of what is published: who held the lock, how the last run ended, and the page for today, which says so too. */
const OF_RUNS = /^(locks|(last-run\.json|index\.html)$)/;

/** Everything that is published below `out`, as path -> SHA-256: equal before and after when nothing was published or lost. */
export function contents(out: string): Record<string, string> {
  const found = existsSync(out) ? readdirSync(out, { recursive: true, withFileTypes: true }) : [];
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const kept = paths.map((path) => [path.slice(out.length + 1), path]).filter(([name]) => !OF_RUNS.test(name));
  return Object.fromEntries(kept.sort().map(([name, path]) => [name, sha256(path)]));
}

/** Every file of a snapshot is there with the SHA-256 its manifest states. */
export function expectWhole(out: string, snapshot: string): void {
  const folder = join(out, "snapshots", snapshot);
  const { files } = manifestOf(folder);
  expect(files.length).toBeGreaterThanOrEqual(9);
  for (const { path, sha256: stated } of files) expect([path, sha256(join(folder, path))]).toEqual([path, stated]);
}

export interface ManifestJson {
  files: { path: string; sha256: string; rows: number | null }[];
  questions: { question: string; used: number | null; remainder: { reason: string; leads: number | null }[] }[];
  problems: { tab: string; code: string; rows: number }[];
  released: { by: string; reason: string } | null;
}

export function manifestOf(folder: string): ManifestJson {
  return JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
}

/** What each answer counts and what it says it leaves out come to the clean leads. */
function expectAnswersAddUp(folder: string, clean: number): void {
  for (const { question, used, remainder } of manifestOf(folder).questions) {
    const left = remainder.reduce((sum, { leads }) => sum + (leads ?? 0), 0);
    expect([question, used! + left]).toEqual([question, clean]);
  }
}

export function leftovers(out: string): string[] {
  return readdirSync(join(out, "snapshots")).filter((name) => name.startsWith("."));
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** A new folder to write inputs to, gone when the tests of the file have ended. */
export function workplace() {
  const folder = temporaryFolder();
  let outs = 0;
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  return {
    folder,
    write,
    leads: (name: string, rows: unknown[][]) => write(name, csv([LEADS_HEADER, ...rows])),
    companies: (name: string, rows: unknown[][]) => write(name, csv([COMPANIES_HEADER, ...rows])),
    newOut: () => join(folder, `out-${outs++}`),
    /** A copy of a published folder, to do harm to. */
    copyOf(out: string): string {
      const copy = join(folder, `out-${outs++}`);
      cpSync(out, copy, { recursive: true });
      return copy;
    },
  };
}

/** A place with ten leads published: whatever is done to copies of `out`, that snapshot must survive. */
export async function publishedPlace() {
  const place = workplace();
  const out = place.newOut();
  const leads = place.leads("ten.csv", TEN_LEADS);
  const companies = place.companies("companies.csv", TWO_COMPANIES);
  const { snapshot } = await published({ leads, companies, out });
  return { ...place, out, leadsFile: leads, companiesFile: companies, snapshot };
}

export function csv(rows: unknown[][], { delimiter = ",", lineEnd = "\n" } = {}): string {
  const cell = (value: unknown) => {
    const text = value === null ? "" : String(value);
    return /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join("");
}
