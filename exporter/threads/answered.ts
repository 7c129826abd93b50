import { on } from "node:events";
import type { Worker } from "node:worker_threads";
import { type Answered, type Asked, fromPlain, type Job, type News, type Results } from "./messages";

let jobs = 0;

/** Gives a thread a job; `take` gets what it says on the way. Returns what comes of it. */
export async function answered<J extends Job>(
  worker: Worker,
  job: J,
  take: (news: News) => void = () => {},
): Promise<Results[J["kind"]]> {
  const id = ++jobs;
  worker.postMessage({ id, job } satisfies Asked);
  for await (const [answer] of on(worker, "message", { close: ["exit"] })) {
    const { id: of, reply } = answer as Answered;
    if (of !== id) continue;
    if (reply.kind === "failed") throw fromPlain(reply.error);
    if (reply.kind === "done") return reply.result as Results[J["kind"]];
    take(reply);
  }
  throw new Error("A thread ended before its work was done.");
}
