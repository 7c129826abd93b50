import { setTimeout as sleep } from "node:timers/promises";

/** So often in a row a connection may break. */
const MOST_BREAKS = 4;
const PAUSE_MS = 200;

/**
 * Waits before what broke is tried again, longer each time; after the first of `breaks` in a row not at all: of many who come for a lock, none
 * should come so late that its next holder is gone already. Throws `error` when it breaks too often.
 */
export async function afterBreak(breaks: number, error: unknown): Promise<void> {
  if (breaks > MOST_BREAKS) throw error;
  if (breaks > 1) await sleep(PAUSE_MS * 2 ** (breaks - 1));
}
