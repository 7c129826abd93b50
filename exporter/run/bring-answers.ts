import type { Store } from "../stores/store";
import type { RunRequest, RunResult } from "./result";

/** Brings the answers to those who are to have them now. Who could not be told is told by the next run; nothing else changes. */
export async function bringAnswers({ readers, out }: RunRequest, store: Store, result: RunResult): Promise<RunResult> {
  if (readers?.mail?.answers === undefined && readers?.webhooks === undefined) return result;
  const { tellReaders } = await import("../mail/tell-readers");
  const { report, manifest } = result;
  const failure = await tellReaders(readers, store, { report, manifest, out });
  return failure === null ? result : { ...result, readersFailure: failure };
}
