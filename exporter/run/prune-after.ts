import { prune } from "../publish/prune";
import type { Lock } from "../publish/with-lock";
import type { Store } from "../stores/store";
import { asFailure } from "../words/failure";
import { type RunRequest, type RunResult, withNotice } from "./result";

/** Removes the snapshots that need not stay any longer. Where that fails, the result stands, says so in a notice, and the next run removes them. */
export async function pruneAfter(
  { keep }: RunRequest,
  store: Store,
  lock: Lock,
  result: RunResult,
): Promise<RunResult> {
  if (keep === undefined) return result;
  try {
    await prune(store, lock, keep);
    return result;
  } catch (error) {
    const sentence = `Snapshots that need not stay were not removed; the next run does it. ${asFailure(error).message}`;
    return withNotice(result, { code: "NOT_PRUNED", sentence });
  }
}
