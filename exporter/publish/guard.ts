import { Failure } from "../words/failure";
import type { Report } from "../words/report";

/** What the guard compares: clean rows and the contract they were checked under. */
export interface Guarded {
  clean: { leads: number; companies: number };
  contract_version: string;
}

/** Why a result is not published unattended. */
export interface GuardStop {
  code: "NO_CLEAN_LEADS" | "NO_CLEAN_COMPANIES" | "FEWER_LEADS" | "CONTRACT_CHANGED";
  sentence: string;
}

/** What was found in the rows, said although nothing is published. */
export type Figures = Pick<Report, "asOf" | "zone" | "counts" | "problems" | "notices">;

/**
 * Stops a result that looks like rows went missing: no clean lead, no clean company where there were some, more than 20 %
 * fewer clean leads than the current snapshot, or a changed contract. `null`: publish. All reasons are in the sentence.
 */
export function guard(previous: Guarded | null, next: Guarded): GuardStop | null {
  const stops: [GuardStop["code"], string][] = [];
  const was = previous?.clean ?? { leads: 0, companies: 0 };
  const { leads, companies } = next.clean;
  if (leads === 0) {
    const before = was.leads > 0 ? `; the current snapshot has ${was.leads}` : "";
    stops.push(["NO_CLEAN_LEADS", `There are 0 clean leads${before}.`]);
  } else if ((was.leads - leads) * 5 > was.leads) {
    const fall = Math.floor(((was.leads - leads) * 100) / was.leads);
    const sentence = `There are ${leads} clean leads, ${fall} % fewer than the ${was.leads} of the current snapshot.`;
    stops.push(["FEWER_LEADS", sentence]);
  }
  if (companies === 0 && was.companies > 0) {
    const sentence = `There are 0 clean companies; the current snapshot has ${was.companies}.`;
    stops.push(["NO_CLEAN_COMPANIES", sentence]);
  }
  if (previous !== null && previous.contract_version !== next.contract_version) {
    const sentence = `The contract changed from version ${previous.contract_version} to version ${next.contract_version}.`;
    stops.push(["CONTRACT_CHANGED", sentence]);
  }
  if (stops.length === 0) return null;
  return { code: stops[0]![0], sentence: stops.map(([, sentence]) => sentence).join(" ") };
}

/** The stop as the Failure a run ends with (exit 4), with the figures for whoever must decide. `file` is the table to look at; `null`: the workbook. */
export class GuardFailure extends Failure<GuardStop["code"]> {
  constructor(
    { code, sentence }: GuardStop,
    file: string | null,
    readonly figures: Figures,
  ) {
    super(code, sentence, file === null ? { way: "workbook" } : { way: "file", file });
  }
}

/** The figures of a run the guard stopped, also when the workbook could not be told of it. */
export function figuresOf(error: unknown): Figures | null {
  if (error instanceof GuardFailure) return error.figures;
  return error instanceof Failure && error.cause !== undefined ? figuresOf(error.cause) : null;
}
