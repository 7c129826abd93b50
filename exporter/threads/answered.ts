import type { Worker } from "node:worker_threads";
import { type Answered, type Asked, fromPlain, type Job, type News, type Results } from "./messages";

let jobs = 0;

/** Gives a thread a job; `take` gets what it says on the way. Returns what comes of it. */
export function answered<J extends Job>(
  worker: Worker,
  job: J,
  take: (news: News) => void = () => {},
): Promise<Results[J["kind"]]> {
  const id = ++jobs;
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Answered) => {
      if (answer.id !== id) return;
      const { reply } = answer;
      // Taking news may write to disk; nobody else would catch what goes wrong there.
      try {
        if (reply.kind === "failed") throw fromPlain(reply.error);
        if (reply.kind === "done") settle(() => resolve(reply.result as Results[J["kind"]]));
        else take(reply);
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error("A thread ended before its work was done.")));
    const settle = (end: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      end();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage({ id, job } satisfies Asked);
  });
}
