import type { Worker } from "node:worker_threads";
import { type Answered, type Asked, fromPlain, type Job, type Reply } from "./messages";

let jobs = 0;

/** Gives a thread a job; `take` gets its replies and ends it. */
export function answered<T>(
  worker: Worker,
  job: Job,
  take: (reply: Reply, resolve: (value: T) => void) => void,
): Promise<T> {
  const id = ++jobs;
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Answered) => {
      if (answer.id !== id) return;
      const { reply } = answer;
      // Taking a reply may write to disk; nobody else would catch what goes wrong there.
      try {
        if (reply.kind === "failed") throw fromPlain(reply.error);
        take(reply, (value) => settle(() => resolve(value)));
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
