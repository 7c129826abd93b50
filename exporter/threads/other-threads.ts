import { type Stats, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { FileHash } from "../inputs/files/file-hash";
import { sharedKernel } from "../kernel/kernel";
import { parquetCode } from "../parquet/wasm";
import { answered } from "./answered";
import type { Given } from "./messages";

/** Below so many bytes a second thread saves less than it costs: 60,000 leads take as long without, a fifth less processor time, and less memory. */
const WORTH_A_THREAD = 8 << 20;
/** Each costs tens of megabytes, and what they share out has its end. */
const MOST_THREADS = 8;

/** Whether files are large enough for a second thread, unless `LEAD_EXPORT_THREADS` says. One that cannot be seen is for its reader to complain about. */
export function isWorthAThread(paths: readonly string[]): boolean {
  const asked = askedThreads();
  if (asked !== null) return asked > 1;
  const bytes = paths.reduce((sum, path) => sum + (statusOf(path)?.size ?? 0), 0);
  return bytes >= WORTH_A_THREAD;
}

/** All threads but the main one, and the hashes of files that were asked for early, by their paths. */
export interface OtherThreads {
  readonly workers: readonly [Worker, ...Worker[]];
  readonly hashed: ReadonlyMap<string, Promise<FileHash>>;
}

let early: { worker: Worker; hashed: Map<string, Promise<FileHash>> } | null = null;

/**
 * What another core can begin with while the program is loaded, when a run over two files is typed that are worth a second thread: hashing
 * the leads, which all threads read together.
 */
export function startEarly(typed: string[]): void {
  const options = { leads: { type: "string" }, companies: { type: "string" } } as const;
  const { positionals, values } = parseArgs({ args: typed, options, strict: false });
  const { leads, companies } = values;
  if (positionals[0] !== "run" || typeof leads !== "string" || typeof companies !== "string") return;
  if (isWorthAThread([leads, companies])) startHashing(leads);
}

function startHashing(leads: string): void {
  const worker = start();
  const hashed = new Map<string, Promise<FileHash>>();
  // What can be read only once is for who reads it.
  if (statusOf(leads)?.isFile()) {
    const hash = answered(worker, { kind: "hash", path: leads });
    hash.catch(() => {});
    hashed.set(leads, hash);
  }
  early = { worker, hashed };
  // A run that is refused first ends without it; and the one that is started in place of one that broke says why.
  worker.unref();
  worker.once("error", () => {
    early = null;
  });
}

/** `null` when there is no such file, or none can be asked for: whoever reads it says so. */
function statusOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** Returns the thread that was started early, or a new one, and one for each further core. */
export function otherThreads(): OtherThreads {
  const { worker, hashed } = early ?? { worker: start(), hashed: new Map() };
  early = null;
  worker.ref();
  const threads = askedThreads() ?? Math.min(availableParallelism(), MOST_THREADS);
  const others = Array.from({ length: Math.max(0, threads - 2) }, start);
  const workers = [worker, ...others] as const;
  parquetCode().then(
    (parquet) => {
      for (const each of workers) each.postMessage({ parquet } satisfies Given);
    },
    // Whoever waits for it is told what goes wrong.
    () => {},
  );
  return { workers, hashed };
}

/** What `LEAD_EXPORT_THREADS` asks for: as where a machine shows cores that are not all to be used. */
function askedThreads(): number | null {
  const asked = Number(process.env.LEAD_EXPORT_THREADS);
  return Number.isInteger(asked) && asked > 0 ? asked : null;
}

/** Starts a thread; the kernel is compiled while it gets ready. */
function start(): Worker {
  const worker = new Worker(new URL("./worker.js", import.meta.url));
  worker.postMessage({ kernel: sharedKernel() } satisfies Given);
  return worker;
}
