import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { readFileTable } from "../../../../exporter/inputs/files/file";
import type { Helpers } from "../../../../exporter/inputs/files/read-together";
import type { RawTable } from "../../../../exporter/inputs/table";
import { Failure } from "../../../../exporter/words/failure";
import { NUMBER } from "../../../../shared/column-cells";

const folder = mkdtempSync(join(tmpdir(), "sources-"));
let files = 0;

/** A file of its own in a folder that is removed after the tests. */
export function fileOf(content: string | Uint8Array, extension = "csv"): string {
  const path = join(folder, `${++files}.${extension}`);
  // An earlier test file may have removed it.
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, content);
  return path;
}

export function removeFilesAfterwards(): void {
  // Random inputs by the minute leave hundreds of thousands.
  afterAll(() => rmSync(folder, { recursive: true, force: true }), 600_000);
}

/** Cells as text, numbers as numbers, wall times as `{ wall }`. */
export type Shown = string | number | { wall: number };

export interface ShownTable {
  headers: string[];
  rows: Shown[][];
  overlong: number[];
  table: RawTable;
}

export interface Reading {
  chunkBytes?: number;
  times?: string[];
  extension?: string;
  helpers?: Helpers;
}

export async function read(content: string | Uint8Array, reading: Reading = {}): Promise<ShownTable> {
  return shown(await readPath(fileOf(content, reading.extension), reading));
}

export function readPath(path: string, { chunkBytes, times = [], helpers }: Reading = {}): Promise<RawTable> {
  return readFileTable(path, {
    timeColumns: (headers) => new Set(headers.flatMap((header, i) => (times.includes(header) ? [i] : []))),
    helpers,
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
  });
}

export function shown(table: RawTable): ShownTable {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const columns = table.columns.map(({ codes, distinct, numbers, numbersAre }) => {
    const { arena, starts, lengths, size } = distinct;
    const entries = Array.from({ length: size }, (_, code) =>
      decoder.decode(arena.subarray(starts[code], starts[code] + lengths[code])),
    );
    if (entries[0] !== "" || new Set(entries).size !== size)
      throw new Error("entries are not distinct, or 0 is not blank");
    return Array.from({ length: table.rows }, (_, row): Shown => {
      if (codes[row] !== NUMBER) return entries[codes[row]];
      return numbersAre === "wall" ? { wall: numbers![row] } : numbers![row];
    });
  });
  return {
    headers: table.columns.map((column) => column.header),
    rows: Array.from({ length: table.rows }, (_, row) => columns.map((column) => column[row])),
    overlong: table.overlong,
    table,
  };
}

/** What a person is told: `CODE: sentence`, without the folder of the file. Anything but a `Failure` is thrown on. */
export async function failure(content: string | Uint8Array, reading: Reading = {}): Promise<string> {
  return told(() => read(content, reading));
}

export async function told(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.exit !== 3 || error.wayOut === "") throw new Error("exit 3 and a way out are due");
    return `${error.code}: ${error.message.replace(/\S*\/\d+\.\w+(\.gz)?/, "FILE")}`;
  }
  return "no failure";
}
