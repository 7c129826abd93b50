import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type SharedKernel, sharedKernel } from "../kernel/kernel";
import { parquetCode } from "../parquet/wasm";

/** What another thread is given as it starts: the memory of all threads, and WebAssembly that is compiled already. */
export interface Given {
  readonly kernel: SharedKernel;
  readonly parquet: WebAssembly.Module;
}

/** Below so many bytes a second thread costs more time to start than it saves: 60,000 leads take a fifth less time, and memory, without. */
const WORTH_A_THREAD = 8 << 20;
/** Each costs tens of megabytes, and what they share out has its end. */
const MOST_THREADS = 8;

/** Whether files are large enough for a second thread, unless `LEAD_EXPORT_THREADS` says. One that cannot be seen is for its reader to complain about. */
export function isWorthAThread(paths: readonly string[]): boolean {
  const asked = askedThreads();
  if (asked !== null) return asked > 1;
  const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  return bytes >= WORTH_A_THREAD;
}

let early: Worker | null = null;

/** Starts the second thread that these files will want, if they do: it gets ready while the rest of the program is loaded. */
export function startEarly(paths: readonly string[]): void {
  if (!isWorthAThread(paths)) return;
  early = start();
  // A run that is refused first ends without it; and the one that is started in place of one that broke says why.
  early.unref();
  early.once("error", () => {
    early = null;
  });
}

/** 0 when there is no such file, or none can be asked for: whoever reads it says so. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** All threads but the main one, of which there is one at least: that which was started early, or a new one, and one for each further core. */
export function otherThreads(): Worker[] {
  const worker = early ?? start();
  early = null;
  worker.ref();
  const threads = askedThreads() ?? Math.min(availableParallelism(), MOST_THREADS);
  return [worker, ...Array.from({ length: Math.max(0, threads - 2) }, start)];
}

/** What `LEAD_EXPORT_THREADS` asks for: as where a machine shows cores that are not all to be used. */
function askedThreads(): number | null {
  const asked = Number(process.env.LEAD_EXPORT_THREADS);
  return Number.isInteger(asked) && asked > 0 ? asked : null;
}

function start(): Worker {
  const workerData: Given = { kernel: sharedKernel(), parquet: parquetCode() };
  return new Worker(new URL("./worker.js", import.meta.url), { workerData });
}
