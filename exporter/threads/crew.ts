import { setImmediate } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import type { DecidedCountries } from "../../shared/decisions";
import type { TimeContext } from "../../shared/timestamp";
import type { OnProgress } from "../inputs/read-tab";
import type { TableFile } from "../inputs/table-file";
import type { WrittenLayout } from "../parquet/file";
import type { WrittenGroup } from "../parquet/row-group";
import type { Part } from "../tables/columns";
import { fromPlain, type Job, type Reply } from "./messages";
import { type CheckedCompanies, companiesOf, rowGroups, verifyFiles, writeParts } from "./tasks";

/** Who does the work that need not wait for the main thread: nobody else for small inputs, other threads for large ones. */
export interface Crew {
  /** Reads and checks the Companies tab, and goes on to write its clean rows, beside the main thread's reading of the leads. */
  companies(
    file: TableFile,
    context: TimeContext,
    decisions: DecidedCountries,
    onProgress: OnProgress,
  ): Promise<CompaniesWork>;
  /** Writes row groups, all threads together. */
  write(parts: Part[], written: (index: number, group: WrittenGroup) => void): Promise<void>;
  /** Reads files back, beside the main thread's questions. */
  verify(files: { layout: WrittenLayout; parts: Part[] }[]): Promise<string | null>;
  close(): Promise<void>;
}

/** The Companies tab, and the row groups of `companies.parquet` once they are written. */
export interface CompaniesWork extends CheckedCompanies {
  groups: () => Promise<WrittenGroup[]>;
}

/** Everything on the main thread. */
export const onMainThread: Crew = {
  companies: async (file, context, decisions, onProgress) => {
    const companies = await companiesOf(file, context, decisions, onProgress);
    return { ...companies, groups: () => rowGroups(companies.parts) };
  },
  write: (parts, written) => writeParts(parts, new Int32Array(1), written),
  verify: (files) => verifyFiles(files),
  close: async () => {},
};

/** With other threads, one at least. The first of them has the Companies tab. */
export function withOtherThreads(workers: readonly Worker[]): Crew {
  const all = <T>(job: Job, take: (reply: Reply, resolve: (value: T) => void) => void) =>
    Promise.all(workers.map((worker) => answered(worker, job, take)));
  return {
    companies: (file, context, decisions, onProgress) =>
      new Promise((resolve, reject) => {
        const job: Job = { kind: "companies", file, context, decisions };
        const groups = answered<WrittenGroup[]>(workers[0], job, (reply, done) => {
          if (reply.kind === "progress") onProgress(reply.bytes, reply.of);
          else if (reply.kind === "companies") resolve({ ...reply.companies, groups: () => groups });
          else if (reply.kind === "companies-written") done(reply.groups);
        });
        groups.catch(reject);
      }),
    write: async (parts, written) => {
      const next = counter();
      const theirs = all<void>({ kind: "write", parts, next }, (reply, resolve) => {
        if (reply.kind === "written") written(reply.index, reply.group);
        else if (reply.kind === "done") resolve();
      });
      const ours = writeParts(parts, next, async (index, group) => {
        written(index, group);
        await setImmediate();
      });
      await Promise.all([theirs, ours]).finally(() => {
        // Where one thread failed, the others need not go on.
        Atomics.store(next, 0, parts.length);
      });
    },
    verify: async (files) => {
      const found = await all<string | null>({ kind: "verify", files, next: counter() }, (reply, resolve) => {
        if (reply.kind === "verified") resolve(reply.difference);
      });
      return found.find((difference) => difference !== null) ?? null;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** What is next, for all threads. */
function counter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Gives a thread a job; `take` gets its replies and ends it. */
function answered<T>(worker: Worker, job: Job, take: (reply: Reply, resolve: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: Reply) => {
      // Taking a reply may write to disk; nobody else would catch what goes wrong there.
      try {
        if (reply.kind === "failed") throw fromPlain(reply.error);
        take(reply, (value) => settle(() => resolve(value)));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error("A thread ended before its work was done.")));
    const settle = (end: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      end();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}
