import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CONTRACT_VERSION, LEADS } from "../../shared/contract";
import { RULES_VERSION } from "../../shared/rules-version";
import { ASSETS } from "../config/assets";
import { renderDashboard } from "../dashboard/render";
import { readTab } from "../inputs/read-tab";
import type { RunInput } from "../inputs/run-input";
import { contentKey } from "../publish/content";
import { makeCurrent, readCurrent } from "../publish/current";
import { GuardFailure, guard } from "../publish/guard";
import { type Lock, withLock } from "../publish/lock";
import { type Manifest, reportOf } from "../publish/manifest";
import { newSnapshotName, openStaging, publish } from "../publish/publish";
import { findUnchanged } from "../publish/unchanged";
import { describeFiles } from "../publish/verify";
import { boundsOf, dayOf } from "../questions/bounds";
import { checkQuestions, openQuestions } from "../questions/engine";
import { loadQuestions, type Question } from "../questions/question";
import { type CheckedLeads, checkLeads } from "../rules/checked";
import { onDisk } from "../stores/disk";
import type { CompaniesWork, Crew } from "../threads/crew";
import { EXIT, Failure } from "../words/failure";
import type { OnPhase } from "../words/progress";
import type { Answer, Report } from "../words/report";
import { type ToldWorkbook, tellWorkbook } from "./after-publishing";
import { chooseCrew } from "./choose-crew";
import { dateOrderNotices } from "./date-order-notice";
import { contentHash, describeSource, noticesOf, problemCounts } from "./findings";
import { publishedAnswers } from "./published";
import { validUntil } from "./valid-until";
import { writeTables } from "./write-tables";

/** What a run is asked to do. */
export interface RunRequest {
  out: string;
  /** Opens the two tables. Called while no other run can publish. */
  open(): Promise<RunInput>;
  /** Why a person lets a result through that the guard would stop; `null` to obey the guard. */
  release: string | null;
  requestedBy: string;
  /** Told what came of the run, in its tabs Summary and Exports. */
  workbook?: ToldWorkbook;
  onPhase: OnPhase;
}

/** What came of it. A run that published nothing new says why. */
export interface RunResult {
  published: boolean;
  reason: string | null;
  report: Report;
  files: Manifest["files"];
  /** Why the workbook could not be told. */
  untold?: Failure;
}

/** One attempt to publish a snapshot. Throws a `Failure` when nothing was published; then the current snapshot is as it was. */
export function run(request: RunRequest): Promise<RunResult> {
  const { workbook, out, requestedBy } = request;
  return withLock(out, (lock) => {
    const work = () => openAndRun(request, lock);
    return workbook === undefined ? work() : tellWorkbook({ workbook, out, requestedBy }, work);
  });
}

async function openAndRun(request: RunRequest, lock: Lock): Promise<RunResult> {
  request.onPhase("reading");
  const input = await request.open();
  try {
    const result = await runLocked(request, input, lock);
    await input.keep();
    return result;
  } finally {
    await input.discard();
  }
}

async function runLocked(request: RunRequest, input: RunInput, lock: Lock): Promise<RunResult> {
  const crew = chooseCrew([input.leads, input.companies]);
  try {
    return await runWith(request, input, lock, crew);
  } finally {
    await crew.close();
  }
}

async function runWith(request: RunRequest, input: RunInput, lock: Lock, crew: Crew): Promise<RunResult> {
  const { out, onPhase } = request;
  const { origin, asOf, zone, dateOrder, apart = [] } = input;
  const questions = await loadQuestions(ASSETS.questions);
  const faultless = checkQuestions(questions);
  faultless.catch(() => {});
  const { leads, work } = await readAndCheck(input, onPhase, crew);
  const companies = work.checked;
  await faultless;

  const bounds = boundsOf(asOf, zone);
  const key = contentKey({
    sources: {
      leads: contentHash("Leads", leads.table, origin),
      companies: contentHash("Companies", companies.table, origin),
    },
    apart,
    zone: zone.name,
    dateOrder,
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
  const found = {
    counts: { leads: leads.verdicts.counts, companies: companies.verdicts.counts },
    problems: [...problemCounts(leads), ...problemCounts(companies)],
    notices: [
      ...input.notices,
      ...noticesOf(leads),
      ...dateOrderNotices(leads, { zone, asOf, dateOrder }),
      ...noticesOf(companies),
    ],
  };
  if (stop !== null && request.release === null) {
    const table = stop.code === "NO_CLEAN_COMPANIES" ? input.companies : input.leads;
    const figures = { asOf: new Date(asOf).toISOString(), zone: zone.name, ...found };
    throw new GuardFailure(stop, origin.kind === "files" ? table : null, figures);
  }
  if (same !== null) {
    await makeCurrent(out, lock, same, "run");
    return unchanged(out, same, true);
  }

  onPhase("writing");
  const runId = randomUUID();
  const staging = await openStaging(out, lock);
  const tables = await onDisk(out, () => writeTables(staging, leads, work, zone, runId, crew, onPhase));

  onPhase("answering");
  const intact = crew.verify(tables.written);
  intact.catch(() => {});
  const answers = await onDisk(out, () => answerAll(questions, staging, tables.paths, bounds));
  const difference = await intact;
  if (difference !== null) throw notWhatWasWritten(difference);

  onPhase("publishing");
  const manifest: Omit<Manifest, "snapshot" | "files"> = {
    run_id: runId,
    created_at: new Date().toISOString(),
    as_of: new Date(asOf).toISOString(),
    zone: zone.name,
    sources: [describeSource("Leads", leads.table, origin), describeSource("Companies", companies.table, origin)],
    ...found,
    contract_version: CONTRACT_VERSION,
    rules_version: RULES_VERSION,
    content_key: key,
    valid_until: validUntil(leads, asOf),
    questions: answers.map(({ rows: _, ...question }) => question),
    requested_by: request.requestedBy,
    released: stop === null ? null : { by: request.requestedBy, reason: request.release! },
  };
  const snapshot = await newSnapshotName(out, asOf, key);
  const report = reportOf({ ...manifest, snapshot, files: [] }, answers);
  const page = renderDashboard(readFileSync(ASSETS.dashboard, "utf8"), report);
  await onDisk(out, () => writeFile(join(staging, "dashboard.html"), page));
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
  { leads: leadsPath, companies: companiesPath, asOf, zone, dateOrder, apart = [] }: RunInput,
  onPhase: OnPhase,
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
  const leads = checkLeads(table, binding, work.checked.known, { zone, asOf, dateOrder }, new Set(apart));
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
