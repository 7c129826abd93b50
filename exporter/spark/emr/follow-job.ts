import { setTimeout as sleep } from "node:timers/promises";
import type { JobRun } from "@aws-sdk/client-emr-serverless";
import { Failure } from "../../words/failure";
import type { EmrJobs } from "./emr-jobs";

export interface Following {
  /** Between two questions for the state, ms. */
  readonly pause: number;
  /** How long (ms) one may go unanswered again and again. */
  readonly patience: number;
  /** Told of each new state, in plain words. */
  onState(sentence: string): void;
}

const WORDS: Readonly<Record<string, string>> = {
  SUBMITTED: "is submitted",
  QUEUED: "waits for its turn",
  PENDING: "is being prepared",
  SCHEDULED: "waits for its machines",
  RUNNING: "runs",
  CANCELLING: "is being cancelled",
  SUCCESS: "has ended",
};
const ENDED = new Set(["SUCCESS", "FAILED", "CANCELLED"]);

/** Waits until a job has ended, well or badly. Throws when its state cannot be had for longer than `patience`. */
export async function followJob(jobs: Pick<EmrJobs, "get">, id: string, following: Following): Promise<JobRun> {
  let seen: string | undefined;
  let answered = Date.now();
  for (;;) {
    const job = await jobs.get(id).catch((error: unknown) => {
      const mayPass = error instanceof Failure && error.kind.passes === true;
      if (!mayPass || Date.now() - answered > following.patience) throw error;
      return null;
    });
    if (job !== null) {
      answered = Date.now();
      const { state = "" } = job;
      if (state !== seen && WORDS[state] !== undefined) following.onState(`EMR Serverless job ${id} ${WORDS[state]}.`);
      seen = state;
      if (ENDED.has(state)) return job;
    }
    await sleep(following.pause);
  }
}

/** Why a job that ended without an answer did, as a Failure. */
export function endedBadly(id: string, { state, stateDetails }: JobRun): Failure {
  const why = stateDetails?.trim() || "no more is known";
  if (state === "CANCELLED") {
    return new Failure("EMR_JOB_CANCELLED", `The EMR Serverless job ${id} was cancelled: ${why.replace(/\.?$/, ".")}`);
  }
  const ended = state === "SUCCESS" ? "ended without an answer" : "failed";
  return new Failure("EMR_JOB_FAILED", `The EMR Serverless job ${id} ${ended}: ${why.replace(/\.?$/, ".")}`);
}
