import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CONTRACT_VERSION } from "../../shared/contract";
import { RULES_VERSION } from "../../shared/rules-version";
import { renderDashboard } from "../dashboard/render";
import type { RunInput } from "../inputs/run-input";
import { guardedBefore } from "../publish/before";
import { changesSince } from "../publish/changes-since";
import { makeCurrent, readCurrent } from "../publish/current";
import { describeFiles } from "../publish/describe-files";
import { GuardFailure, type GuardStop, guard } from "../publish/guard";
import { type Lock, withLock } from "../publish/lock";
import type { Manifest } from "../publish/manifest";
import { newSnapshotName, openStaging, publish } from "../publish/publish";
import { findUnchanged } from "../publish/unchanged";
import { boundsOf } from "../questions/bounds";
import { answerAll, checkQuestions } from "../questions/engine";
import { loadQuestions } from "../questions/question";
import { onDisk } from "../stores/disk";
import { openStore } from "../stores/open-store";
import type { Store } from "../stores/store";
import type { Crew } from "../threads/crew";
import { Failure } from "../words/failure";
import type { Notice } from "../words/report";
import { chooseCrew } from "./choose-crew";
import { compileLess } from "./compile-less";
import { contentKeyOf, describeSource, findingsOf, newestLead } from "./findings";
import { judgeTables } from "./judge-tables";
import { loadTargets } from "./load-targets";
import { publishedAnswers, reportOf } from "./report";
import type { RunRequest, RunResult } from "./result";
import { REAL, type Surroundings } from "./surroundings";
import { tellFailure, tellResult } from "./tell-workbook";
import { validUntil } from "./valid-until";
import { writeTables } from "./write-tables";

/**
 * One attempt to publish a snapshot; its workbook, where it has one, is told what came of it. Throws a `Failure` when nothing was
 * published; then the current snapshot is as it was.
 */
export async function run(request: RunRequest, surroundings: Surroundings = REAL): Promise<RunResult> {
  compileLess();
  const store = await openStore(request.out);
  return withLock(store, async (lock) => {
    let result: RunResult;
    try {
      result = await readAndPublish(request, store, lock, surroundings);
    } catch (error) {
      throw await tellFailure(request, store, error, surroundings);
    }
    return tellResult(request, await loadTargets(request, store, result), surroundings);
  });
}

async function readAndPublish(
  request: RunRequest,
  store: Store,
  lock: Lock,
  surroundings: Surroundings,
): Promise<RunResult> {
  request.onPhase("reading");
  const input = await request.open();
  const crew = chooseCrew([input.leads, input.companies]);
  try {
    const result = await publishInput(request, input, crew, store, lock, surroundings);
    await input.keep();
    return result;
  } finally {
    await crew.close();
    await input.discard();
  }
}

async function publishInput(
  request: RunRequest,
  input: RunInput,
  crew: Crew,
  store: Store,
  lock: Lock,
  { assets, now, newId }: Surroundings,
): Promise<RunResult> {
  const { onPhase, requestedBy } = request;
  const { origin, asOf, zone } = input;

  // Cells -> verdicts. The questions' SQL is proven meanwhile.
  const questions = await loadQuestions(assets.questions);
  const proven = checkQuestions(questions);
  proven.catch(() => {});
  const judged = await judgeTables(input, crew, onPhase);
  await proven;
  const tabs = { leads: judged.leads, companies: judged.companies.checked };

  // The same content and local day give the same snapshot, not a second one.
  const bounds = boundsOf(asOf, zone);
  const key = contentKeyOf(input, tabs, questions, bounds);
  const current = await readCurrent(store);
  const same = await findUnchanged(store, key, asOf);
  const isCurrent = same !== null && same.snapshot === current?.snapshot;
  if (isCurrent) return unchanged(store, same, current, false);

  // Nothing that looks like lost rows is published without a person's word.
  const seen = findingsOf(input, tabs);
  const figures = { ...seen, asOf, contractVersion: CONTRACT_VERSION, newest: newestLead(tabs.leads) };
  const before = await guardedBefore(store, current);
  const { stop, warnings } = guard(figures, before, request.guard);
  const found = { ...seen, notices: [...seen.notices, ...warnings, ...(stop === null ? [] : [noticeOf(stop)])] };
  if (stop !== null && request.release === null) {
    const changes = before === null ? null : await changesSince(store, before.snapshot, tabs);
    const about = { asOf: new Date(asOf).toISOString(), zone: zone.name, ...seen, changes };
    throw new GuardFailure(stop, origin.kind === "files" ? (request.checkCommand?.(stop.tab) ?? null) : null, about);
  }
  if (same !== null) return unchanged(store, same, await makeCurrent(store, lock, same, "run", now()), true);

  // Verdicts -> Parquet.
  onPhase("writing");
  const runId = newId();
  const staging = await openStaging(store, lock);
  const tables = await onDisk(store.name, () => writeTables(staging, judged, zone, runId, crew, onPhase));

  // Parquet -> answers, while the files are read back.
  onPhase("answering");
  const difference = crew.verify(tables.written);
  difference.catch(() => {});
  const answers = await onDisk(store.name, () => answerAll(questions, staging, tables.paths, bounds));
  assertSame(await difference);

  // Answers -> snapshot -> current.
  onPhase("publishing");
  const about: Omit<Manifest, "files"> = {
    snapshot: await newSnapshotName(store, asOf, key),
    run_id: runId,
    created_at: new Date(now()).toISOString(),
    as_of: new Date(asOf).toISOString(),
    zone: zone.name,
    sources: [
      describeSource("Leads", tabs.leads.table, origin),
      describeSource("Companies", tabs.companies.table, origin),
    ],
    ...found,
    contract_version: CONTRACT_VERSION,
    rules_version: RULES_VERSION,
    content_key: key,
    valid_until: validUntil(tabs.leads, asOf),
    questions: answers.map(({ rows: _, ...question }) => question),
    requested_by: requestedBy,
    released: stop === null ? null : { by: requestedBy, reason: request.release! },
  };
  const report = reportOf(about, answers);
  const page = renderDashboard(readFileSync(assets.dashboard, "utf8"), report);
  await onDisk(store.name, () => writeFile(join(staging, "dashboard.html"), page));
  const rows = { ...tables.rows, ...Object.fromEntries(answers.map((a) => [fileOf(a.question), a.rows.length])) };
  const manifest: Manifest = { ...about, files: await describeFiles(staging, rows) };
  const published = await publish(store, lock, manifest, now);
  return { published: true, reason: null, report, manifest, current: published };
}

async function unchanged(
  store: Store,
  manifest: Manifest,
  current: RunResult["current"],
  published: boolean,
): Promise<RunResult> {
  const report = await publishedAnswers(store, manifest);
  const which = published ? "which is current again" : "which stays current";
  const reason = `Nothing changed since snapshot ${manifest.snapshot}, ${which}.`;
  return { published, reason, report, manifest, current };
}

/** What a person let through is told to all who read the result. */
function noticeOf({ code, sentence }: GuardStop): Notice {
  return { code, sentence };
}

function fileOf(question: string): string {
  return `answers/${question}.parquet`;
}

function assertSame(difference: string | null): void {
  if (difference === null) return;
  throw new Failure(
    "READ_BACK_DIFFERS",
    `What was written reads back differently: ${difference}. Nothing was published.`,
  );
}
