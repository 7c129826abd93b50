import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TabChanges } from "../../shared/changes";
import { bucketAddress } from "../stores/address";
import { serviceHome } from "../stores/cache";
import type { ProcessName, RunEnd, Told } from "./run-messages";

/** What is kept of an export, so that a service that is started anew still knows it. */
export interface SavedRun {
  readonly told: Told;
  readonly release: string | null;
  /** Versions before this one did not say. */
  readonly ifDue?: boolean;
  /** The process that carries it out; `null` before and after. */
  readonly child: ProcessName | null;
}

/**
 * The exports of a service as files, one each, beside the snapshots of their workbook, or in the user's cache where those are in a bucket.
 * What cannot be written is not known after a restart, and that is all: an export must not fail for it.
 */
export class RunFiles {
  private readonly folders: ReadonlyMap<string, string>;

  /** `outs`: where the snapshots of each workbook are, by its id. */
  constructor(outs: ReadonlyMap<string, string>) {
    this.folders = new Map([...outs].map(([workbook, out]) => [workbook, folderOf(out)]));
  }

  save(run: SavedRun): void {
    try {
      const path = this.pathOf(run);
      mkdirSync(join(path, ".."), { recursive: true });
      replace(path, run);
    } catch {}
  }

  delete(run: Pick<SavedRun, "told">): void {
    rmSync(this.pathOf(run), { force: true });
  }

  pathOf({ told: { id, workbook } }: Pick<SavedRun, "told">): string {
    return join(this.folders.get(workbook)!, `${id}.json`);
  }

  /** Returns those of all workbooks, in the order in which they were asked for. */
  read(): SavedRun[] {
    const found = [...this.folders].flatMap(([workbook, folder]) =>
      namesIn(folder)
        .flatMap((name) => readRun(join(folder, name)) ?? [])
        // The folder may have been another workbook's.
        .filter(({ told }) => told.workbook === workbook),
    );
    return found.sort((a, b) => Date.parse(a.told.startedAt) - Date.parse(b.told.startedAt));
  }
}

/** Returns the export of a file; `null` where there is none, or it was damaged. */
export function readRun(path: string): SavedRun | null {
  try {
    const run: SavedRun = JSON.parse(readFileSync(path, "utf8"));
    return typeof run.told.id === "string" ? run : null;
  } catch {
    return null;
  }
}

/** Keeps how an export ended; its own process does, which may outlive the service. */
export function saveEnd(path: string, end: RunEnd): void {
  const run = readRun(path);
  if (run === null) return;
  try {
    replace(path, { ...run, told: toldEnd(run.told, end), child: null });
  } catch {}
}

/** What is told of an export once it has ended. */
export function toldEnd(told: Told, end: RunEnd): Told {
  return { ...told, ...end, phase: null, progress: null, endedAt: new Date().toISOString() };
}

/** Answers name companies: for the service's user alone. */
function replace(path: string, run: SavedRun): void {
  writeFileSync(`${path}.new`, JSON.stringify(nameless(run)), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Which rows vanished and appeared is told by name to whoever decides at once; what is kept counts them. */
function nameless({ told, ...run }: SavedRun): SavedRun {
  const { result } = told;
  if (result?.changes == null) return { told, ...run };
  const counted = ({ vanished, appeared, ...tab }: TabChanges): TabChanges => ({
    ...tab,
    vanished: { ...vanished, first: [] },
    appeared: { ...appeared, first: [] },
  });
  const changes = { leads: counted(result.changes.leads), companies: counted(result.changes.companies) };
  return { told: { ...told, result: { ...result, changes } }, ...run };
}

function folderOf(out: string): string {
  return join(bucketAddress(out) === null ? out : serviceHome(out), "service");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}
