import { statSync } from "node:fs";
import { type Crew, onMainThread, withSecondThread } from "../threads/crew";

/** Below this a second thread costs more time to start than it saves. */
const WORTH_A_THREAD = 4 << 20;

/** One thread for small files, two for large ones. A file that cannot be seen is for its reader to complain about. */
export function chooseCrew(paths: string[]): Crew {
  const bytes = paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return bytes < WORTH_A_THREAD ? onMainThread : withSecondThread();
}
