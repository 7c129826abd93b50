import { statSync } from "node:fs";
import { pathOf, type TableFile } from "../inputs/table-file";
import { type Crew, onMainThread, withSecondThread } from "../threads/crew";

/** Below this a second thread costs more time to start than it saves. */
const WORTH_A_THREAD = 4 << 20;

/** One thread for small files, two for large ones. A file that cannot be seen is for its reader to complain about. */
export function chooseCrew(files: TableFile[]): Crew {
  const bytes = files.reduce((sum, file) => sum + (statSync(pathOf(file), { throwIfNoEntry: false })?.size ?? 0), 0);
  return bytes < WORTH_A_THREAD ? onMainThread : withSecondThread();
}
