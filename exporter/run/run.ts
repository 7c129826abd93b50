import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONTRACT_VERSION, LEADS } from "../../shared/contract";
import type { DateOrder } from "../../shared/date-order";
import { RULES_VERSION } from "../../shared/rules-version";
import type { Zone } from "../../shared/zone";
import { ASSETS } from "../assets";
import { renderDashboard } from "../dashboard/render";
import { EXIT, Failure } from "../failure";
import { contentKey } from "../publish/content";
import { makeCurrent, readCurrent } from "../publish/current";
import { guard, guardFailure } from "../publish/guard";
import { type Lock, withLock } from "../publish/lock";
import { type Manifest, reportOf } from "../publish/manifest";
import { newSnapshotName, openStaging, publish } from "../publish/publish";
import { findUnchanged } from "../publish/unchanged";
import { describeFiles } from "../publish/verify";
import { boundsOf, dayOf } from "../questions/bounds";
import { checkQuestions, openQuestions } from "../questions/engine";
import { loadQuestions, type Question } from "../questions/question";
import type { Answer, Report } from "../report";
import { type CheckedLeads, checkLeads } from "../rules/checked";
import type { CompaniesWork, Crew } from "../threads/crew";
import { chooseCrew } from "./choose-crew";
import { describeSource, noticesOf, problemCounts } from "./findings";
import type { OnPhase } from "./progress";
import { publishedAnswers } from "./published";
import { readTab } from "./read-tab";
import { validUntil } from "./valid-until";
import { writeTables } from "./write-tables";

/** What a run is asked to do. */
export interface RunRequest {
  leads: string;
  companies: string;
  out: string;
  /** UTC ms: the one instant the run takes as now. */
  asOf: number;
  zone: Zone;
  dateOrder: DateOrder;
  /** Why a person lets a result through that the guard would stop; `null` to obey the guard. */
  release: string | null;
  requestedBy: string;
  onPhase: OnPhase;
}

/** What came of it. A run that published nothing new says why. */
export interface RunResult {
  published: boolean;
  reason: string | null;
  report: Report;
  files: Manifest["files"];
}

/** One attempt to publish a snapshot. Throws a `Failure` when nothing was published; then the current snapshot is as it was. */
export function run(request: RunRequest): Promise<RunResult> {
  return withLock(request.out, async (lock) => {
    const crew = chooseCrew([request.leads, request.companies]);
    try {
      return await runLocked(request, lock, crew);
    } finally {
      await crew.close();
    }
  });
}

async function runLocked(request: RunRequest, lock: Lock, crew: Crew): Promise<RunResult> {
  const { out, asOf, zone, onPhase } = request;
  const questions = await loadQuestions(ASSETS.questions);
  const faultless = checkQuestions(questions);
  faultless.catch(() => {});
  const { leads, work } = await readAndCheck(request, crew);
  const companies = work.checked;
  await faultless;

  const bounds = boundsOf(asOf, zone);
  const key = contentKey({
    sources: { leads: leads.table.source.sha256, companies: companies.table.source.sha256 },
    zone: zone.name,
    dateOrder: request.dateOrder,
    contractVersion: CONTRACT_VERSION,
    rulesVersion: RULES_VERSION,
    questions: questions.map(({ name, text }) => ({ name, text })),
    day: dayOf(bounds),
  });
  const current = await readCurrent(out);
  const same = await findUnchanged(out, key, asOf);
  if (same !== null && same.snapshot === current?.snapshot) return unchanged(out, same, false);

  const clean = { leads: leads.verdicts.counts.clean, companies: companies.verdicts.counts.clean };
  const stop = guard(current, { clean, contract_version: CONTRACT_VERSION });
  if (stop !== null && request.release === null) throw guardFailure(stop);
  if (same !== null) {
    await makeCurrent(out, lock, same, "run");
    return unchanged(out, same, true);
  }

  onPhase("writing");
  const runId = randomUUID();
  const staging = await openStaging(out, lock);
  const tables = await writeTables(staging, leads, work, zone, runId, crew, onPhase);

  onPhase("answering");
  const intact = crew.verify(tables.written);
  intact.catch(() => {});
  const answers = await answerAll(questions, staging, tables.paths, bounds);
  const difference = await intact;
  if (difference !== null) throw notWhatWasWritten(difference);

  onPhase("publishing");
  const manifest: Omit<Manifest, "snapshot" | "files"> = {
    run_id: runId,
    created_at: new Date().toISOString(),
    as_of: new Date(asOf).toISOString(),
    zone: zone.name,
    sources: [describeSource("Leads", leads.table), describeSource("Companies", companies.table)],
    counts: { leads: leads.verdicts.counts, companies: companies.verdicts.counts },
    problems: [...problemCounts(leads), ...problemCounts(companies)],
    contract_version: CONTRACT_VERSION,
    rules_version: RULES_VERSION,
    content_key: key,
    valid_until: validUntil(leads, asOf),
    questions: answers.map(({ rows: _, ...question }) => question),
    notices: [...noticesOf(leads), ...noticesOf(companies)],
    requested_by: request.requestedBy,
    released: stop === null ? null : { by: request.requestedBy, reason: request.release! },
  };
  const snapshot = await newSnapshotName(out, asOf, key);
  const report = reportOf({ ...manifest, snapshot, files: [] }, answers);
  writeFileSync(join(staging, "dashboard.html"), renderDashboard(readFileSync(ASSETS.dashboard, "utf8"), report));
  const rows = {
    ...tables.rows,
    ...Object.fromEntries(answers.map((a) => [`answers/${a.question}.parquet`, a.rows.length])),
  };
  const files = await describeFiles(staging, rows);
  await publish(out, lock, { ...manifest, files });
  return { published: true, reason: null, report, files };
}

/** Both tabs read and judged: companies beside the leads where there is a second thread, and before them in meaning. */
async function readAndCheck(
  { leads: leadsPath, companies: companiesPath, asOf, zone, dateOrder, onPhase }: RunRequest,
  crew: Crew,
): Promise<{ leads: CheckedLeads; work: CompaniesWork }> {
  const done = [0, 0];
  const sizes = [0, 0];
  const progress = (tab: 0 | 1) => (bytes: number, of: number) => {
    done[tab] = bytes;
    sizes[tab] = of;
    onPhase("reading", (done[0] + done[1]) / Math.max(1, sizes[0] + sizes[1]));
  };
  onPhase("reading");
  const reading = crew.companies(companiesPath, progress(1));
  reading.catch(() => {});
  const { table, binding } = await readTab(LEADS, leadsPath, progress(0));
  const work = await reading;
  onPhase("checking");
  const leads = checkLeads(table, binding, work.checked.known, { zone, asOf, dateOrder });
  for (const { contract, verdicts } of [leads, work.checked]) {
    const { read, blank, clean, duplicate, held } = verdicts.counts;
    if (read !== blank + clean + duplicate + held) throw new Error(`The rows of ${contract.tab} do not add up.`);
  }
  return { leads, work };
}

async function answerAll(
  questions: Question[],
  staging: string,
  paths: Parameters<typeof openQuestions>[0],
  bounds: Parameters<typeof openQuestions>[1],
): Promise<Answer[]> {
  const session = await openQuestions(paths, bounds);
  try {
    const answers: Answer[] = [];
    for (const question of questions) {
      answers.push(await session.answer(question, join(staging, "answers", `${question.name}.parquet`)));
    }
    return answers;
  } finally {
    session.close();
  }
}

/** The same content and local day give the same snapshot, not a second one. */
async function unchanged(out: string, same: Manifest, published: boolean): Promise<RunResult> {
  const report = await publishedAnswers(out, same);
  const which = published ? "which is current again" : "which stays current";
  return { published, reason: `Nothing changed since snapshot ${same.snapshot}, ${which}.`, report, files: same.files };
}

function notWhatWasWritten(difference: string): Failure {
  return new Failure(
    "READ_BACK_DIFFERS",
    EXIT.other,
    `What was written reads back differently: ${difference}. Nothing was published.`,
    "Check the disk, then run again; if it happens twice, please report it.",
  );
}
