import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { PROGRAM } from "../../dist";
import { environment, type Surroundings, warmProgram } from "../e2e/warm";

const AS_OF = "2026-11-22T12:00:00+01:00";
export const LAGOS = ["--as-of", AS_OF, "--zone", "Africa/Lagos"];

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built program with its output piped, in a process that is there already: what a command says and does. */
export async function lead(words: string[], surroundings: Surroundings = {}): Promise<Ended> {
  if (process.env.NODE_V8_COVERAGE !== undefined) return leadAlone(words, surroundings);
  const { code, stdout, stderr } = await warmProgram(words, surroundings);
  return { code: code ?? 0, stdout, stderr };
}

interface Started extends Surroundings {
  /** What it gets on standard input. */
  input?: string | Uint8Array;
}

/** Runs the built program as a user does, in a process of its own: where something beside it runs too, or is read as Node starts. */
export function leadAlone(words: string[], { cwd, env, input }: Started = {}): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...words],
      { cwd, env: environment(env), maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
    child.stdin!.end(input);
  });
}

/** A folder that is gone when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lead-export-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Publishes the sample. Returns the folder of its snapshot, which is gone when the tests of the file have ended. */
export async function sampleSnapshot(): Promise<string> {
  const out = temporaryFolder();
  const files = ["--leads", "sample/leads.csv", "--companies", "sample/companies.csv"];
  const { stdout } = await lead(["run", ...files, "--out", out, "--json", ...LAGOS]);
  return join(out, "snapshots", JSON.parse(stdout).snapshot);
}

/** Writes a file of CSV lines and says where it is. */
export function file(folder: string, name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const HEADER = "Company,First Name,Last Name,Title,Country,Timestamp";

/** A Leads file with so many clean rows of 20 November 2026. */
export function leadsFile(folder: string, name: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => `Acme,Ada,Obi ${i},CTO,Nigeria,11/20/2026 ${8 + (i % 9)}:00:00`);
  return file(folder, name, [HEADER, ...lines]);
}

export function companiesFile(folder: string): string {
  return file(folder, "companies.csv", ["Company,HQ Location", "Acme,Nigeria", "Beta,Ghana"]);
}
