import { createHash } from "node:crypto";
import { FALLBACK } from "../inputs/copy/notice";
import type { ToldWorkbook } from "../inputs/sheet-source";
import { type Current, requireCurrent } from "../publish/current";
import { figuresOf } from "../publish/guard";
import { outcomeOf } from "../publish/last-run";
import { pageAddress, snapshotAddress } from "../publish/layout";
import { type Manifest, readManifest } from "../publish/manifest";
import type { Store } from "../stores/store";
import { lookAtWorkbook } from "../summary/look";
import type { RunRecord } from "../summary/run-record";
import { writeRecords } from "../summary/write-records";
import { writeFailure, writeSummary } from "../summary/write-summary";
import { asFailure, Failure } from "../words/failure";
import type { Report } from "../words/report";
import { type RunRequest, type RunResult, withNotice } from "./result";
import type { Surroundings } from "./surroundings";

const NOT_WRITTEN = "SUMMARY_NOT_WRITTEN";

/** When Google could not be reached a minute ago, a short look shows whether it is back. */
const SHORT_LOOK_MS = 10_000;

// The order is fixed: the files are published, then the Summary tab is written, then the run is recorded in the Exports tab.
// Whatever a run leaves undone, killed or refused, the next one writes, also when nothing changed.

/**
 * Writes the Summary tab, then the record, of the snapshot that is current now. A published snapshot stays published when a tab cannot
 * be written: the result then says so in `summaryFailure`.
 */
export async function tellResult(
  { workbook, out, requestedBy }: RunRequest,
  result: RunResult,
  { now, newId }: Surroundings,
): Promise<RunResult> {
  const { report, manifest, current } = result;
  if (workbook === undefined || current === null) return result;
  const records = [publicationOf(current, manifest)];
  if (!result.published) {
    const { snapshot, counts } = report;
    const run = shortId(newId());
    records.unshift({ run, at: now(), requestedBy, outcome: "unchanged", counts, snapshot, reason: result.reason });
  }
  try {
    if (isFromCopy(report)) await lookAtWorkbook(workbook.client, SHORT_LOOK_MS);
    const places = addressesOf(out, workbook, report.snapshot);
    await writeSummary(workbook.client, { report, requestedBy: manifest.requested_by, places });
    await writeRecords(workbook.client, records);
    return result;
  } catch (error) {
    return withSummaryFailure(result, asFailure(error));
  }
}

/**
 * Says in the workbook why a run published nothing. Returns what the run is to end with: the same failure, and whether the workbook
 * could be told; any error where there is no workbook.
 */
export async function tellFailure(
  { workbook, requestedBy }: RunRequest,
  store: Store,
  error: unknown,
  { now, newId }: Surroundings,
): Promise<unknown> {
  if (workbook === undefined) return error;
  const failure = asFailure(error);
  const at = now();
  const reason = `${ended(failure.message)} ${failure.wayOutFor("sheet")}`;
  const counts = figuresOf(failure)?.counts ?? null;
  const records: RunRecord[] = [
    { run: shortId(newId()), at, requestedBy, outcome: outcomeOf(failure), counts, snapshot: null, reason },
  ];
  // Before the first snapshot, or with a damaged one, there is only the failure to record.
  const known = await currentSnapshot(store).catch(() => null);
  if (known !== null) records.push(publicationOf(known.current, known.manifest));
  try {
    if (failure.code === "SHEETS_UNREACHABLE") await lookAtWorkbook(workbook.client, SHORT_LOOK_MS);
    await writeFailure(workbook.client, failure, at);
    await writeRecords(workbook.client, records);
    return failure;
  } catch (error) {
    const { code, message } = asFailure(error);
    const why = code === failure.code ? "" : ` ${message}`;
    const note = `The workbook could not be told.${why}`;
    return new Failure(failure.code, failure.message, { ...failure.details, note, cause: failure });
  }
}

function isFromCopy({ notices }: Report): boolean {
  return notices.some(({ code }) => code === FALLBACK);
}

async function currentSnapshot(store: Store): Promise<{ current: Current; manifest: Manifest }> {
  const current = await requireCurrent(store);
  return { current, manifest: await readManifest(store, current.snapshot) };
}

/** How the current snapshot became current, told by its files alone: whoever finds it not recorded writes the same row. */
function publicationOf({ snapshot, published_at, how }: Current, manifest: Manifest): RunRecord {
  const { released, requested_by, counts, notices } = manifest;
  const reasons = notices.filter(({ code }) => code === FALLBACK).map(({ sentence }) => sentence);
  if (how === "forget") reasons.push("Rows of a person were removed from its files.");
  if (released !== null) reasons.unshift(`Released by ${released.by}: ${released.reason}.`);
  return {
    run: shortId(`${snapshot} ${published_at}`),
    at: Date.parse(published_at),
    requestedBy: requested_by,
    outcome: how === "restore" ? "restored" : "published",
    counts,
    snapshot,
    reason: reasons.length === 0 ? null : reasons.join(" "),
  };
}

/** Google's own words may come last, without a full stop. */
function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Twelve digits tell the runs of one workbook apart. */
function shortId(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 12);
}

function addressesOf(out: string, { site }: ToldWorkbook, snapshot: string) {
  const folder = snapshotAddress(out, snapshot);
  const dashboard = site === null ? `${folder}/dashboard.html` : `${site}/${pageAddress(snapshot)}`;
  return { snapshot: folder, dashboard };
}

/** A run from a copy is already told that Google cannot be reached: then that the tabs are old is a notice, and no new failure. */
function withSummaryFailure(result: RunResult, cause: Failure): RunResult {
  const { report } = result;
  const sentence = `Snapshot ${report.snapshot} is published and current, but the tabs Summary and Exports of the workbook could not be written.`;
  if (cause.code === "SHEETS_UNREACHABLE" && isFromCopy(report)) {
    return withNotice(result, { code: NOT_WRITTEN, sentence: `${sentence} The next run writes them.` });
  }
  return {
    ...result,
    summaryFailure: new Failure(NOT_WRITTEN, sentence, { why: ended(cause.message), wayOut: cause, cause }),
  };
}
