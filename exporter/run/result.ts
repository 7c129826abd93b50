import type { TabName } from "../../shared/contract";
import type { GuardSettings } from "../config/guard-settings";
import type { KeepSettings } from "../config/keep-settings";
import type { DashboardSettings, SiteSettings } from "../config/page-settings";
import type { TargetSettings } from "../config/target-settings";
import type { PageContent } from "../dashboard/island";
import { FALLBACK } from "../inputs/copy/notice";
import type { RunInput } from "../inputs/run-input";
import type { ToldWorkbook } from "../inputs/sheet-source";
import type { Readers } from "../mail/tell-readers";
import type { Current } from "../publish/current";
import type { Engine } from "../publish/engine";
import type { Manifest } from "../publish/manifest";
import type { Place } from "../stores/settings";
import { Failure } from "../words/failure";
import type { OnPhase } from "../words/progress";
import type { Notice, Report } from "../words/report";

/** What a run is asked to do. */
export interface RunRequest extends Place {
  /** Opens the two tables. Called while no other run can publish. */
  open(): Promise<RunInput>;
  /** Why a person lets a result through that the guard would stop; `null` to obey the guard. */
  release: string | null;
  /** Does nothing when a run has gone well already today, in the zone of the current snapshot. */
  ifDue?: boolean | undefined;
  /** Does all but to publish, to load targets and to tell the workbook. */
  dryRun?: boolean | undefined;
  requestedBy: string;
  /** What the publish guard looks at; the usual unless the configuration says. */
  guard?: GuardSettings | undefined;
  /** The command that lists what is wrong with the rows of a table, for a run from files. */
  checkCommand?(tab: TabName): string;
  /** Told what came of the run, in its tabs Summary and Exports. */
  workbook?: ToldWorkbook;
  /** Where the pages that may be public are written. */
  site?: SiteSettings | undefined;
  /** A folder with questions of the team's own. */
  questions?: string | undefined;
  /** Which columns may stand in the dashboard. */
  dashboard?: DashboardSettings | undefined;
  /** Where else than in `out` a copy of the current snapshot is kept. */
  targets?: readonly TargetSettings[] | undefined;
  /** To whom the answers come; nobody, when it is absent. */
  readers?: Readers | undefined;
  /** What reads, judges and writes the tables; this program itself unless another is asked for. */
  engine?: Engine | undefined;
  /** Which snapshots stay; all, when it is absent. */
  keep?: KeepSettings | undefined;
  onPhase: OnPhase;
}

/** What came of it. A run that published nothing new says why. */
export interface RunResult {
  published: boolean;
  reason: string | null;
  report: Report;
  /** Of the snapshot that is current now, or that a dry run would have published. */
  manifest: Manifest;
  /** How it became current; `null` after a dry run. */
  current: Current | null;
  /** What the page of the snapshot holds, where it was published just now. */
  page?: PageContent;
  /** What came of the targets, in their order; none are configured when it is absent. */
  targets?: readonly TargetResult[];
  /** Why the workbook could not be told. */
  summaryFailure?: Failure;
  /** Why somebody who is to have the answers was not told. */
  readersFailure?: Failure;
}

/** Whether a target has the snapshot that is current now: brought to it, had it already, or why not. */
export interface TargetResult {
  readonly name: string;
  readonly state: "loaded" | "unchanged" | "failed";
  readonly failure: Failure | null;
}

/** The result with something more that a person should know. */
export function withNotice(result: RunResult, notice: Notice): RunResult {
  const { report } = result;
  return { ...result, report: { ...report, notices: [...report.notices, notice] } };
}

/**
 * What went wrong although a snapshot is published: its workbook could not be told, a target does not have it, somebody does not have the
 * answers, or its rows are not what the workbook holds now.
 * Nobody may take such a run for one that went well.
 */
export function troubleOf({ summaryFailure, readersFailure, targets = [], report }: RunResult): Failure | undefined {
  if (summaryFailure !== undefined) return summaryFailure;
  const behind = notLoaded(report.snapshot, targets);
  if (behind !== undefined) return behind;
  if (readersFailure !== undefined) return readersFailure;
  const copied = report.notices.find(({ code }) => code === FALLBACK);
  return copied && new Failure(FALLBACK, copied.sentence);
}

/** The targets that do not have the published snapshot, as one failure; `undefined` when all have it. */
export function notLoaded(snapshot: string, targets: readonly TargetResult[]): Failure | undefined {
  const failed = targets.flatMap(({ name, failure }) => (failure === null ? [] : [{ name, failure }]));
  if (failed.length === 0) return undefined;
  const whys = failed.map(({ name, failure }) => `${name}: ${failure.message}`).join(" ");
  return new Failure("TARGET_NOT_LOADED", `Snapshot ${snapshot} is published and current, but not in ${whys}`, {
    wayOut: failed[0].failure,
    cause: failed[0].failure,
  });
}
