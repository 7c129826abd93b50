import { setImmediate } from "node:timers/promises";
import { COMPANIES, type TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import type { TimeContext } from "../../shared/timestamp";
import type { Zone } from "../../shared/zone";
import type { OnProgress } from "../inputs/files/reader";
import { readTab } from "../inputs/read-tab";
import type { TableFile } from "../inputs/table-file";
import type { WrittenLayout } from "../parquet/file";
import type { WrittenGroup } from "../parquet/row-group";
import { writeRowGroup } from "../parquet/row-group";
import { frameDifference, groupDifference } from "../parquet/verify";
import { type JudgedTable, judgeTable } from "../rules/judge-table";
import { filled, type Part } from "../tables/columns";
import { type KnownRows, knownRows } from "../tables/known-rows";
import { cleanParts, duplicateParts, heldParts } from "../tables/snapshot-tables";

/** The work that any thread can do. */

/** What becomes of the checked Companies tab in each table, and what it says of the leads: for that nobody has to see these. */
export interface LaidOut {
  known: KnownRows;
  parts: Record<"companies" | "held" | "duplicates", Part[]>;
}

/** A file of companies, and what they are judged by. */
export interface CompaniesFile {
  file: TableFile;
  context: TimeContext;
  decisions: DecidedCountries;
}

/** Reads and judges the Companies tab. */
export async function checkCompanies(companies: CompaniesFile, onProgress: OnProgress): Promise<JudgedTable> {
  const { file, context, decisions } = companies;
  const table = await readTab(COMPANIES, file, onProgress);
  return judgeTable(COMPANIES, table, context, null, undefined, decisions);
}

/** The rows of the Companies tab as they are written, and as leads are compared with them. */
export function layOut(companies: JudgedTable, leads: TabContract, zone: Zone): LaidOut {
  const contracts = [leads, companies.contract];
  const known = knownRows(companies, leads);
  return {
    known,
    parts: {
      companies: cleanParts(companies, zone, known),
      held: heldParts(companies, contracts),
      duplicates: duplicateParts(companies, contracts),
    },
  };
}

/** The row groups of the Companies tab in all tables: threads tell them by their places here. */
export function groupsOf({ parts }: LaidOut): Part[] {
  return filled(Object.values(parts).flat());
}

/** Writes parts until none is left; `next[0]` is the next one, shared with the other threads. */
export async function writeParts(
  parts: Part[],
  next: Int32Array,
  written: (index: number, group: WrittenGroup) => void | Promise<void>,
): Promise<void> {
  for (let i = Atomics.add(next, 0, 1); i < parts.length; i = Atomics.add(next, 0, 1)) {
    await written(i, await writeRowGroup(parts[i]));
  }
}

/**
 * Reads files back from disk and compares every value with what it was written from, until nothing is left or one differs; `next[0]` is the next
 * row group, shared with the other threads. The first difference, or `null`.
 */
export async function verifyFiles(
  files: { layout: WrittenLayout; parts: Part[] }[],
  next: Int32Array = new Int32Array(1),
): Promise<string | null> {
  const looks = files.flatMap(({ layout, parts }) => [
    { path: layout.path, differs: () => frameDifference(layout) },
    ...parts.map((part, i) => ({ path: layout.path, differs: () => groupDifference(layout, i, part) })),
  ]);
  for (let i = Atomics.add(next, 0, 1); i < looks.length; i = Atomics.add(next, 0, 1)) {
    // On the main thread DuckDB is given its next statement meanwhile.
    await setImmediate();
    const difference = await looks[i].differs();
    if (difference === null) continue;
    Atomics.store(next, 0, looks.length);
    return `${looks[i].path}: ${difference}`;
  }
  return null;
}
