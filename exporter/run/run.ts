import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CONTRACT_VERSION } from "../../shared/contract";
import { decidedCountries, NO_DECISIONS } from "../../shared/decisions";
import { RULES_VERSION } from "../../shared/rules-version";
import { compare, type Staged } from "../changes/compare";
import { readDetails } from "../dashboard/details";
import { type PageContent, type PageDetails, pageReport } from "../dashboard/island";
import { prepared, renderDashboard } from "../dashboard/render";
import { writeDictionaries } from "../dictionary/write-dictionaries";
import type { RunInput } from "../inputs/run-input";
import { guardedBefore } from "../publish/before";
import { makeCurrent, readCurrent } from "../publish/current";
import { describeFiles } from "../publish/describe-files";
import type { Judged } from "../publish/engine";
import { GuardFailure, type GuardStop, guard } from "../publish/guard";
import { outcomeOf, rememberRun } from "../publish/last-run";
import { DASHBOARD } from "../publish/layout";
import type { Manifest } from "../publish/manifest";
import { newSnapshotName, openStaging, publish } from "../publish/publish";
import { tablePaths } from "../publish/table-files";
import { findUnchanged } from "../publish/unchanged";
import { type Lock, withLock } from "../publish/with-lock";
import { answerPath } from "../questions/answer-path";
import { type Bounds, boundsOf } from "../questions/bounds";
import { type Database, openDatabase } from "../questions/duckdb";
import { checkQuestions } from "../questions/engine";
import { loadQuestions, type Question } from "../questions/question";
import { TABLE_NAMES, type TableFiles } from "../questions/tables";
import { beforeEnd, unlessEnding } from "../stores/before-end";
import { onDisk } from "../stores/disk";
import { openStore } from "../stores/open-store";
import { sha256OfText } from "../stores/sha256";
import type { Store } from "../stores/store";
import { CHANGES_TABLE } from "../tables/changes-table";
import { DATA_MODEL } from "../tables/data-model";
import { asFailure } from "../words/failure";
import type { Notice } from "../words/report";
import { bringAnswers } from "./bring-answers";
import { compileLess } from "./compile-less";
import { doneToday } from "./done-today";
import { contentKeyOf } from "./findings";
import { loadTargets } from "./load-targets";
import { ownEngine } from "./own-engine";
import { pagesAfterFailure, pagesAfterResult, refuseSite, rowColumns } from "./pages";
import { pruneAfter } from "./prune-after";
import { type FoundAgain, reportFoundAgain, reportOf } from "./report";
import { type RunRequest, type RunResult, troubleOf } from "./result";
import { REAL, type Surroundings } from "./surroundings";
import { tellFailure, tellResult } from "./tell-workbook";

/**
 * One attempt to publish a snapshot; its workbook, where it has one, is told what came of it. Throws a `Failure` when nothing was
 * published; then the current snapshot is as it was.
 */
export async function run(request: RunRequest, surroundings: Surroundings = REAL): Promise<RunResult> {
  compileLess();
  refuseSite(request);
  const store = await openStore(request);
  return withLock(store, async (lock) => {
    const done = request.ifDue ? await doneToday(store, surroundings.now()) : null;
    if (done !== null) return done;
    let result: RunResult;
    try {
      result = await readAndPublish(request, store, lock, surroundings);
    } catch (error) {
      await unlessEnding();
      if (request.dryRun) throw error;
      await pagesAfterFailure(request, store, error, surroundings);
      const told = await tellFailure(request, store, error, surroundings);
      const failure = asFailure(told);
      await rememberRun(store, { at: surroundings.now(), outcome: outcomeOf(failure), code: failure.code });
      throw told;
    }
    if (request.dryRun) return result;
    const told = await tellResult(request, await loadTargets(request, store, result), surroundings);
    const brought = await bringAnswers(request, store, told);
    const outcome = brought.published ? "published" : "unchanged";
    await rememberRun(store, { at: surroundings.now(), outcome, code: troubleOf(brought)?.code ?? null });
    return pagesAfterResult(request, store, await pruneAfter(request, store, lock, brought), surroundings);
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
  const back = beforeEnd(() => input.discard());
  try {
    const result = await publishInput(request, input, store, lock, surroundings);
    if (!request.dryRun) await input.keep();
    return result;
  } finally {
    back();
    await input.discard();
  }
}

async function publishInput(
  request: RunRequest,
  input: RunInput,
  store: Store,
  lock: Lock,
  surroundings: Surroundings,
): Promise<RunResult> {
  const { onPhase, engine = ownEngine } = request;
  // Cells -> verdicts. The questions' SQL is proven meanwhile.
  const questions = await loadQuestions(surroundings.assets.questions, request.questions);
  const database = openDatabase();
  const sound = database.then(async (opened) => {
    await checkQuestions(questions, opened);
    return questions;
  });
  sound.catch(() => {});
  const bounds = boundsOf(input.asOf, input.zone);
  let opened: Promise<string> | null = null;
  const staging = () => {
    opened ??= openStaging(store, lock);
    return opened;
  };
  const close = () => database.then((opened) => opened.close());
  try {
    const judged = await engine(input, { store, questions: sound, bounds, database, onPhase, staging });
    const publishing = { questions, bounds, database, staging, store, lock, surroundings };
    try {
      return await publishJudged(request, input, judged, publishing);
    } finally {
      await judged.close();
    }
  } finally {
    await Promise.allSettled([sound]);
    await close().catch(() => {});
  }
}

interface Publishing {
  questions: Question[];
  bounds: Bounds;
  database: Promise<Database>;
  staging(): Promise<string>;
  store: Store;
  lock: Lock;
  surroundings: Surroundings;
}

async function publishJudged(
  request: RunRequest,
  input: RunInput,
  judged: Judged,
  { questions, bounds, database, staging, store, lock, surroundings: { assets, now, newId } }: Publishing,
): Promise<RunResult> {
  const { onPhase, requestedBy } = request;
  const { origin, asOf, zone } = input;
  const { seen } = judged;

  // The same content and local day give the same snapshot, not a second one.
  const key = contentKeyOf(input, judged.contents, questions, bounds);
  const current = await readCurrent(store);
  const same = await findUnchanged(store, key, asOf);

  // Nothing that looks like lost rows is published without a person's word.
  const figures = { ...seen, asOf, contractVersion: CONTRACT_VERSION, newest: judged.newest };
  const before = await guardedBefore(store, current);
  const { stop, warnings } = guard(figures, before, request.guard);
  const found = { ...seen, notices: [...seen.notices, ...warnings, ...(stop === null ? [] : [noticeOf(stop)])] };
  const again = { questions, bounds, notices: found.notices, sources: judged.sources };
  if (same !== null && same.snapshot === current?.snapshot) return unchanged(store, same, again, current, false);
  if (stop !== null && request.release === null) {
    const changes = before === null ? null : await judged.changesSince(before.snapshot);
    const about = { asOf: new Date(asOf).toISOString(), zone: zone.name, ...seen, changes };
    throw new GuardFailure(stop, origin.kind === "files" ? (request.checkCommand?.(stop.tab) ?? null) : null, about);
  }
  if (same !== null) {
    const swapped = request.dryRun ? null : await makeCurrent(store, lock, same, "run", now());
    return unchanged(store, same, again, swapped, true);
  }

  // Verdicts -> Parquet -> answers.
  onPhase("writing");
  const runId = newId();
  const folder = await staging();
  const { rows: tables, hashes, answers: answering, prove } = await judged.write(runId);

  // What the snapshots before it say -> what changed since -> the page, while the tables are read back and questions answered.
  const cut = { asOf: new Date(asOf).toISOString(), zone: zone.name };
  const decided = decidedCountries((input.decisions ?? NO_DECISIONS).countries);
  const staged = { folder, written: Object.keys(tables), cut, answers: answering, decided, database };
  const comparing = onDisk(store.home, () => compare(store, before?.snapshot ?? null, staged));
  const detailing = onDisk(store.home, () => detailsOf(request, store, staged, comparing));
  const reporting = async () => {
    const [answers, changes] = await Promise.all([answering, comparing]);
    const about: Omit<Manifest, "files"> = {
      snapshot: await newSnapshotName(store, asOf, key),
      run_id: runId,
      created_at: new Date(now()).toISOString(),
      as_of: cut.asOf,
      zone: cut.zone,
      sources: judged.sources,
      ...found,
      contract_version: CONTRACT_VERSION,
      rules_version: RULES_VERSION,
      content_key: key,
      valid_until: judged.validUntil,
      questions: answers.map(({ rows: _, ...question }) => question),
      requested_by: requestedBy,
      released: stop === null ? null : { by: requestedBy, reason: request.release! },
    };
    const report = reportOf(about, answers, changes?.compared ?? null);
    return { about, report, shown: prepared(pageReport(report)) };
  };
  const completing = async () => {
    const [answers, changes, details, { about, report, shown }] = await allEnded([
      answering,
      comparing,
      detailing,
      reporting(),
    ]);
    (await database).close();
    const rows = { ...tables, ...changes?.rows };
    const page: PageContent = { report: shown, details, front: null };
    const dashboard = Buffer.from(renderDashboard(readFileSync(assets.dashboard, "utf8"), page));
    await allEnded([
      writeFile(join(folder, DASHBOARD), dashboard),
      writeDictionaries(folder, about, [...DATA_MODEL, CHANGES_TABLE], Object.keys(rows)),
    ]);
    const rowsOf = { ...rows, ...Object.fromEntries(answers.map((a) => [answerPath(a.question), a.rows.length])) };
    const known = { ...hashes, [DASHBOARD]: sha256OfText(dashboard) };
    const manifest: Manifest = { ...about, files: await describeFiles(folder, rowsOf, known) };
    return { report, page, manifest };
  };
  const completed = onDisk(store.home, completing);
  const [, { report, page, manifest }] = await allEnded([prove(completed), completed]);

  // Snapshot -> current.
  onPhase("publishing");
  if (request.dryRun)
    return { published: false, reason: wouldBecome(manifest.snapshot), report, manifest, current: null };
  const published = await publish(store, lock, manifest, now, (fraction) => onPhase("publishing", fraction));
  return { published: true, reason: null, report, manifest, current: published, page };
}

/** Returns what work on the same files came to, once all of it has ended. Where several fail, the first says why. */
async function allEnded<const Work extends readonly Promise<unknown>[]>(work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** What the page of a staged snapshot has behind its numbers. */
async function detailsOf(
  { dashboard }: RunRequest,
  store: Store,
  { folder, written, database }: Staged,
  comparing: ReturnType<typeof compare>,
): Promise<PageDetails> {
  const changes = comparing.then((found) =>
    tablePaths(Object.keys(found?.rows ?? {}), "changes").map((path) => join(folder, path)),
  );
  changes.catch(() => {});
  const tables = stagedTables(folder, written);
  return readDetails(await database, tables, changes, await rowColumns(store, dashboard));
}

async function unchanged(
  store: Store,
  manifest: Manifest,
  again: FoundAgain,
  current: RunResult["current"],
  published: boolean,
): Promise<RunResult> {
  const report = await reportFoundAgain(store, manifest, again);
  if (current === null) return { published: false, reason: wouldBecome(manifest.snapshot), report, manifest, current };
  const which = published ? "which is current again" : "which stays current";
  const reason = `Nothing changed since snapshot ${manifest.snapshot}, ${which}.`;
  return { published, reason, report, manifest, current };
}

/** Why a dry run published nothing. */
function wouldBecome(snapshot: string): string {
  return `A dry run publishes nothing: ${snapshot} would be current now.`;
}

/** The tables of a staged snapshot, which may be folders of parts. */
function stagedTables(folder: string, paths: readonly string[]): TableFiles {
  const listed = TABLE_NAMES.map((name) => [name, tablePaths(paths, name).map((path) => join(folder, path))]);
  return Object.fromEntries(listed);
}

/** What a person let through is told to all who read the result. */
function noticeOf({ code, sentence }: GuardStop): Notice {
  return { code, sentence };
}
