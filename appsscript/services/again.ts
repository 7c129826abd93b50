import { googleFailure } from "../google-failures";

/** What passes is mostly over after so long. */
const PAUSE_MS = 1000;

/** Asks Google, and once more where it failed in passing. Only for what may be done twice: reading, and writing the same into a place. */
export function again<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (googleFailure(messageOf(error))?.passing !== true) throw error;
    Utilities.sleep(PAUSE_MS);
    return work();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
