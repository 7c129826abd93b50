import { createHash, randomUUID } from "node:crypto";
import { EXIT, Failure } from "../failure";
import { type Current, requireCurrent } from "../publish/current";
import { type Manifest, readManifest } from "../publish/manifest";
import { place } from "../publish/place";
import type { SheetsClient } from "../sheets/client";
import type { RunRecord } from "../summary/run-record";
import { writeRecords } from "../summary/write-records";
import { writeFailure, writeSummary } from "../summary/write-summary";
import { asFailure } from "../terminal/failure";
import type { RunResult } from "./run";

/** A run that was made for a workbook, and where its files are. */
export interface WorkbookRun {
  client: SheetsClient;
  out: string;
  /** The address under which `out` is served, without a slash at the end; `null` when it is not. */
  site: string | null;
  requestedBy: string;
}

/**
 * Does the work of a run and tells its workbook what came of it. The order is fixed: the files are published, then the Summary tab is
 * written, then the run is recorded in the Exports tab. Each run writes what an earlier one left undone, also when nothing changed.
 *
 * Throws SUMMARY_NOT_WRITTEN (exit 1) when the files are published and a tab is not; and the failure of the work itself when that
 * published nothing, after saying why in the workbook.
 */
export async function tellWorkbook(run: WorkbookRun, work: () => Promise<RunResult>): Promise<RunResult> {
  const id = runId(randomUUID());
  let result: RunResult;
  try {
    result = await work();
  } catch (error) {
    throw await afterFailure(run, id, asFailure(error));
  }
  await afterPublishing(run, id, result);
  return result;
}

/** Writes the Summary tab, then the record, of the snapshot that is current now. */
export async function afterPublishing(run: WorkbookRun, id: string, result: RunResult): Promise<void> {
  const { client, out, requestedBy } = run;
  const { current, manifest } = await currentSnapshot(out);
  const { report } = result;
  const records = [publicationOf(current, manifest)];
  if (!result.published) {
    const { snapshot, counts } = report;
    const reason = result.reason;
    records.unshift({ run: id, at: Date.now(), requestedBy, outcome: "unchanged", counts, snapshot, reason });
  }
  try {
    await writeSummary(client, { report, requestedBy: manifest.requested_by, places: placesOf(run, report.snapshot) });
    await writeRecords(client, records);
  } catch (error) {
    throw notWritten(asFailure(error), report.snapshot);
  }
}

/** Says in the workbook why a run published nothing. Answers the failure to end with: the same, and whether the workbook could be told. */
export async function afterFailure(run: WorkbookRun, id: string, failure: Failure): Promise<Failure> {
  const { client, out, requestedBy } = run;
  const at = Date.now();
  const outcome = failure.exit === EXIT.guard ? "stopped" : "failed";
  const reason = `${failure.message} ${failure.wayOut}`;
  const records: RunRecord[] = [{ run: id, at, requestedBy, outcome, counts: null, snapshot: null, reason }];
  // Before the first snapshot, or with a damaged one, there is only the failure to record.
  const known = await currentSnapshot(out).catch(() => null);
  if (known !== null) records.push(publicationOf(known.current, known.manifest));
  try {
    await writeFailure(client, failure, at);
    await writeRecords(client, records);
    return failure;
  } catch (error) {
    const wayOut = `${failure.wayOut} (The workbook could not be told: ${asFailure(error).message})`;
    return new Failure(failure.code, failure.exit, failure.message, wayOut, { cause: failure });
  }
}

async function currentSnapshot(out: string): Promise<{ current: Current; manifest: Manifest }> {
  const current = await requireCurrent(out);
  return { current, manifest: await readManifest(out, current.snapshot) };
}

/** How the current snapshot became current, told by its files alone: whoever finds it not recorded writes the same row. */
function publicationOf({ snapshot, published_at, how }: Current, manifest: Manifest): RunRecord {
  return {
    run: runId(`${snapshot} ${published_at}`),
    at: Date.parse(published_at),
    requestedBy: manifest.requested_by,
    outcome: how === "restore" ? "restored" : "published",
    counts: manifest.counts,
    snapshot,
    reason: manifest.released === null ? null : `Released by ${manifest.released.by}: ${manifest.released.reason}`,
  };
}

function runId(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 12);
}

function placesOf({ out, site }: WorkbookRun, snapshot: string) {
  const folder = site === null ? place(out).snapshot(snapshot) : `${site}/snapshots/${encodeURIComponent(snapshot)}`;
  return { snapshot: folder, dashboard: `${folder}/dashboard.html` };
}

function notWritten(cause: Failure, snapshot: string): Failure {
  return new Failure(
    "SUMMARY_NOT_WRITTEN",
    EXIT.other,
    `Snapshot ${snapshot} is published and current, but the workbook could not be told: ${cause.message}`,
    `${cause.wayOut} The next run writes what is missing.`,
    { cause },
  );
}
