import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { copyFolder, type Left, openStage, type Place, type Stage } from "./stage";

/** One call of a run without faults. */
export interface Site {
  /** From 1; what struck it and what tries it again are the calls after it. */
  readonly number: number;
  readonly endpoint: "sheets" | "token";
  readonly isWrite: boolean;
  /** A large read: each attempt may take as long as Google allows. */
  readonly isBig: boolean;
  /** Whether the snapshot was current by then. */
  readonly isAfter: boolean;
  /** The write that marks the columns: a run can do without. */
  readonly isMarking: boolean;
}

/** A state of workbook and folder from which runs start, and what they come to when nothing fails. */
export interface Scenario {
  readonly stage: Stage;
  readonly before: Left;
  readonly clean: Left;
  /** When Google is down all the time; `null` when there is no copy. */
  readonly fallback: Left | null;
  readonly sites: readonly Site[];
  /** Back to the state. */
  reset(): void;
}

/**
 * How a state comes about. `isBrief`: its results were made once before, so that a run finds them and need not write them again, and one
 * question is asked instead of all.
 */
export type How = { readonly hasCopy: boolean; readonly isBrief: boolean };

export async function openScenario({ hasCopy, isBrief }: How, bucket?: Place): Promise<Scenario> {
  const stage = await openStage({}, undefined, isBrief ? "top_countries.sql" : undefined, bucket);
  const snapshots = join(stage.place.folder, "snapshots");
  if (hasCopy) {
    const { result, failure } = await stage.run();
    expect([result?.published, result?.summaryFailure, failure]).toEqual([true, undefined, null]);
    // Later edits, which the copy does not know: one more lead, and another country.
    stage.put("Leads!A14", [["Acme", "Krafzov", "Qorvath", "CIO", "Nigeria", "2026-11-22T08:00:00Z"]]);
    stage.put("Leads!E3", [["Kenya"]]);
  }
  let reset = stage.save();
  const aside = mkdtempSync(join(tmpdir(), "lead-export-proof-"));
  const keep = () => copyFolder(`${snapshots}/.`, aside);

  reset();
  const sites = await sitesOf(stage);
  const clean = stage.left();
  keep();
  let fallback: Left | null = null;
  if (hasCopy) {
    reset();
    stage.google.faults.always("503");
    expect((await stage.run()).result?.published).toBe(true);
    fallback = stage.left();
    keep();
  }
  reset();
  if (isBrief) {
    mkdirSync(snapshots, { recursive: true });
    copyFolder(`${aside}/.`, snapshots);
    reset = stage.save();
  }
  rmSync(aside, { recursive: true });
  const before = stage.left();
  expect([clean.snapshot, fallback?.snapshot]).not.toContain(before.snapshot);
  return { stage, before, clean, fallback, sites, reset };
}

/** The calls of a run, as the server saw them: a new one is struck without being named anywhere. */
async function sitesOf(stage: Stage): Promise<Site[]> {
  const sites: Site[] = [];
  const { current } = stage.left();
  let marks = columnMarks(stage);
  stage.onCall = ({ number, endpoint, path, query }) => {
    // What the call before has done is seen now.
    if (columnMarks(stage) > marks) Object.assign(sites.at(-1)!, { isMarking: true });
    marks = columnMarks(stage);
    const isWrite = endpoint === "sheets" && path.endsWith(":batchUpdate");
    const isAfter = stage.left().current !== current;
    const isBig = path.endsWith("values:batchGet") && query.includes("ateTimeRenderOption");
    sites.push({ number, endpoint, isWrite, isBig, isAfter, isMarking: false });
  };
  const { result, failure } = await stage.run();
  expect([result?.published, result?.summaryFailure, failure]).toEqual([true, undefined, null]);
  return sites;
}

function columnMarks({ book }: Stage): number {
  return book.developerMetadata.filter(({ location }) => location.dimensionRange !== undefined).length;
}
