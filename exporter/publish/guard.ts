import { EXIT, Failure } from "../failure";

/** What the guard compares: clean rows and the contract they were checked under. */
export interface Guarded {
  clean: { leads: number; companies: number };
  contract_version: string;
}

/** Why a result is not published unattended. */
export interface GuardStop {
  code: "NO_CLEAN_LEADS" | "NO_CLEAN_COMPANIES" | "FEWER_LEADS" | "CONTRACT_CHANGED";
  sentence: string;
  wayOut: string;
}

const RELEASE = 'Look at the workbook; if this is right, run again with --release "reason".';

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
  return { code: stops[0]![0], sentence: stops.map(([, sentence]) => sentence).join(" "), wayOut: RELEASE };
}

/** The stop as the Failure a run ends with (exit 4). */
export function guardFailure(stop: GuardStop): Failure {
  return new Failure(stop.code, EXIT.guard, stop.sentence, stop.wayOut);
}
