import * as v from "valibot";
import type { Store } from "../stores/store";
import { EXIT } from "../words/exit";
import type { Failure } from "../words/failure";
import { instant } from "../words/report-schema";
import { LAST_RUN } from "./layout";

export const OUTCOMES = ["published", "unchanged", "stopped", "failed"] as const;

const lastRun = v.object({
  at: instant,
  outcome: v.picklist(OUTCOMES),
  /** Why it did not go well, also where it published; `null`: all of it did. */
  code: v.nullable(v.string()),
  /** When a run last went well; `null`: none is known. */
  went_well_at: v.nullable(instant),
});

/** What `<out>/last-run.json` says: how the last run ended, and when one last went well. */
export type LastRun = v.InferOutput<typeof lastRun>;

/** How a run ended: `at` is the real time, UTC ms. */
export interface RunEnded extends Pick<LastRun, "outcome" | "code"> {
  readonly at: number;
}

/** Returns how a run that published nothing ended: a person has to decide, or something went wrong. */
export function outcomeOf({ exit }: Failure): "stopped" | "failed" {
  return exit === EXIT.guard ? "stopped" : "failed";
}

/** Returns how the last run ended; `null`: none has, or the file was damaged. Throws where the store cannot be read. */
export async function readLastRun(store: Store): Promise<LastRun | null> {
  const stored = await store.get(LAST_RUN);
  return stored === null ? null : parse(stored.text);
}

/**
 * Keeps how a run ended beside the snapshots, for whoever watches how fresh they are. Called by the holder of the lock. What cannot be
 * written is left: the run's own end must not change, and a file that stays old tells of it too.
 */
export async function rememberRun(store: Store, { at, outcome, code }: RunEnded): Promise<void> {
  try {
    const stored = await store.get(LAST_RUN);
    const ended = new Date(at).toISOString();
    const wentWell = code === null ? ended : stored === null ? null : (parse(stored.text)?.went_well_at ?? null);
    const value: LastRun = { at: ended, outcome, code, went_well_at: wentWell };
    await store.putIf(LAST_RUN, `${JSON.stringify(value, null, 2)}\n`, stored?.version ?? null);
  } catch {}
}

function parse(text: string): LastRun | null {
  try {
    return v.parse(lastRun, JSON.parse(text));
  } catch {
    return null;
  }
}
