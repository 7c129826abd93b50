import { COMPANIES, LEADS } from "../../shared/contract";
import { NO_DECISIONS } from "../../shared/decisions";
import type { RunInput } from "../inputs/run-input";
import { ownHeadersOf } from "../inputs/table-file";
import type { Bounds } from "../questions/bounds";
import type { Question } from "../questions/question";
import { answerSteps } from "./answer-steps";
import { figureSteps, fileStep } from "./figure-steps";
import { lookSteps } from "./look-steps";
import { CONF, type Plan, type Step } from "./plan";
import { accountStep, judgeSteps, numberSteps, type SparkSource, type TabPlace } from "./rules-steps";
import { compareSteps, tableSteps } from "./tables-steps";
import type { RulesJob } from "./worker/job";
import { probeCommand, transform, type WorkerProgram, workerCommand } from "./worker-command";

export interface PlanInput {
  readonly input: RunInput;
  readonly sources: { readonly leads: SparkSource; readonly companies: SparkSource };
  readonly questions: readonly Question[];
  readonly bounds: Bounds;
  readonly program: WorkerProgram;
  /** How long (ms) a worker may be busy with a few rows. */
  readonly patience: number;
  /** Where the tables and the answers go, each a folder; and what nobody reads later, below `work`. */
  readonly folder: string;
}

/** A whole run: what is read, judged, compared, written, answered and told. */
export function wholePlan({ input, sources, questions, bounds, program, patience, folder }: PlanInput): Plan {
  const { apart = [], decisions = NO_DECISIONS } = input;
  const work = `${folder}/work`;
  const leads: TabPlace = { contract: LEADS, name: "leads", source: sources.leads, work };
  const companies: TabPlace = { contract: COMPANIES, name: "companies", source: sources.companies, work };
  const places = [leads, companies];
  const job = ({ contract: { tab } }: TabPlace): RulesJob => ({
    mode: "rules",
    tab,
    asOf: input.asOf,
    dateOrder: input.dateOrder,
    zone: { ...input.zone, starts: input.zone.starts.map((start) => (Number.isFinite(start) ? start : null)) },
    own: ownHeadersOf(tab === LEADS.tab ? input.leads : input.companies),
    decisions: decisions.countries.map(({ typed, code }) => ({ typed, code })),
    patience,
  });
  const hasApart = apart.length > 0;
  return {
    conf: { ...CONF, ...(places.some(({ source }) => source.whole !== "no") ? WHOLE : {}) },
    steps: [
      probeStep(program.node),
      ...lookSteps(places, work, program),
      fileStep(),
      ...places.flatMap((place) => judgeSteps(place, program, job(place))),
      accountStep(places),
      ...numberSteps(places),
      ...compareSteps(places, hasApart ? workerCommand(program, { mode: "apart", pairs: apart }) : null),
      ...tableSteps(places, folder, hasApart),
      ...answerSteps(questions, folder, bounds),
      ...figureSteps(places),
    ],
  };
}

/** A file a task: no file is cut, however large. */
const WHOLE: Plan["conf"] = {
  "spark.sql.files.maxPartitionBytes": "1099511627776",
  "spark.sql.files.openCostInBytes": "1099511627776",
};

/** Before anything is read: whether the executors have Node. */
function probeStep(node: string): Step {
  const versions = transform("id", probeCommand(node), "(SELECT id FROM range(100))");
  return {
    name: "probe",
    kind: "check",
    sql: `SELECT coalesce(min(coalesce(try_cast(regexp_extract(line, '^([0-9]+)[.]', 1) AS INT), 0)) >= 20, false) AS ok, min_by(line, coalesce(try_cast(regexp_extract(line, '^([0-9]+)[.]', 1) AS INT), 0)) AS found FROM (${versions})`,
  };
}
