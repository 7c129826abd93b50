import { changeSentences } from "../../shared/change-words";
import type { Changes } from "../../shared/changes";
import { type CheckName, type GuardSettings, USUAL_GUARD } from "../config/guard-settings";
import { Failure } from "../words/failure";
import type { Notice, Report } from "../words/report";
import { GUARD_CHECKS, type GuardCode, type GuardedBefore, type GuardFigures } from "./guard-checks";

/** What the guard says of a result. */
export interface GuardVerdict {
  /** Why it is not published unattended; `null`: publish. All reasons are in the sentence, the first one gives the code. */
  stop: GuardStop | null;
  /** What is odd and published all the same. */
  warnings: Notice[];
}

export interface GuardStop {
  code: GuardCode;
  sentence: string;
  tab: "Leads" | "Companies";
}

/** What was found in the rows, said although nothing is published. */
export interface Figures extends Pick<Report, "asOf" | "zone" | "counts" | "problems" | "notices"> {
  /** `null`: there is no snapshot, or none that is whole. */
  changes: Changes | null;
}

/** Looks for what no single row shows: rows that went missing, columns that were swapped, a table that is not what it was. */
export function guard(
  now: GuardFigures,
  before: GuardedBefore | null,
  settings: GuardSettings = USUAL_GUARD,
): GuardVerdict {
  const stops: GuardStop[] = [];
  const warnings: Notice[] = [];
  for (const name of Object.keys(GUARD_CHECKS) as CheckName[]) {
    const { effect, limit } = settings[name];
    if (effect === "off") continue;
    const { code, tab, find } = GUARD_CHECKS[name];
    const sentence = find(now, before, limit ?? 0);
    if (sentence === null) continue;
    if (effect === "stop") stops.push({ code, tab, sentence });
    else warnings.push({ code, sentence });
  }
  const [first] = stops;
  if (first === undefined) return { stop: null, warnings };
  return { stop: { ...first, sentence: stops.map(({ sentence }) => sentence).join(" ") }, warnings };
}

/** The stop as the Failure a run ends with (exit 4), with the figures for whoever must decide. `command` lists what is wrong with the rows of the table; `null`: that is seen in the workbook. */
export class GuardFailure extends Failure<GuardStop["code"]> {
  constructor(
    { code, sentence }: GuardStop,
    command: string | null,
    readonly figures: Figures,
  ) {
    // What changed is told in the same breath, everywhere: numbers and rows, never a cell.
    const why = [sentence, ...(figures.changes === null ? [] : changeSentences(figures.changes))].join(" ");
    super(code, why, command === null ? { way: "workbook" } : { way: "file", command });
  }
}

/** The figures of a run the guard stopped, also when the workbook could not be told of it. */
export function figuresOf(error: unknown): Figures | null {
  if (error instanceof GuardFailure) return error.figures;
  return error instanceof Failure && error.cause !== undefined ? figuresOf(error.cause) : null;
}
