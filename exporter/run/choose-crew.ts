import { pathOf, type TableFile } from "../inputs/table-file";
import { type Crew, onMainThread, withOtherThreads } from "../threads/crew";
import { isWorthAThread, otherThreads } from "../threads/other-threads";

/** One thread for small files, as many as there are cores for large ones. */
export function chooseCrew(files: TableFile[]): Crew {
  return isWorthAThread(files.map(pathOf)) ? withOtherThreads(otherThreads()) : onMainThread;
}
