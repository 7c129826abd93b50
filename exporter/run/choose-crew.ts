import { pathOf, type TableFile } from "../inputs/table-file";
import { type Crew, onMainThread, withSecondThread } from "../threads/crew";
import { isWorthAThread } from "../threads/second-thread";

/** One thread for small files, two for large ones. */
export function chooseCrew(files: TableFile[]): Crew {
  return isWorthAThread(files.map(pathOf)) ? withSecondThread() : onMainThread;
}
