import { setImmediate } from "node:timers/promises";
import type { DecidedCountries } from "../../shared/decisions";
import type { TimeContext } from "../../shared/timestamp";
import type { OnProgress } from "../inputs/read-tab";
import type { TableFile } from "../inputs/table-file";
import type { WrittenLayout } from "../parquet/file";
import type { GroupPages } from "../parquet/pages";
import type { JudgedTable } from "../rules/judge-table";
import type { Part } from "../tables/columns";
import { cleanParts } from "../tables/snapshot-tables";
import { fromPlain, type Job, type Reply } from "./messages";
import { secondThread } from "./second-thread";
import { companiesOf, rowGroups, verifyFiles, writeParts } from "./tasks";

/** Who does the work that need not wait for the main thread: nobody else for small inputs, a second thread for large ones. */
export interface Crew {
  /** Reads and checks the Companies tab, and goes on to write its clean rows, beside the main thread's reading of the leads. */
  companies(
    file: TableFile,
    context: TimeContext,
    decisions: DecidedCountries,
    onProgress: OnProgress,
  ): Promise<CompaniesWork>;
  /** Writes row groups, with the main thread's help. */
  write(parts: Part[], written: (index: number, group: GroupPages) => void): Promise<void>;
  /** Reads files back, beside the main thread's questions. */
  verify(files: { layout: WrittenLayout; parts: Part[] }[]): Promise<string | null>;
  close(): Promise<void>;
}

/** The Companies tab checked, and the row groups of `companies.parquet` once they are written. */
export interface CompaniesWork {
  checked: JudgedTable;
  groups: () => Promise<GroupPages[]>;
}

/** Everything on the main thread. */
export const onMainThread: Crew = {
  companies: async (file, context, decisions, onProgress) => {
    const checked = await companiesOf(file, context, decisions, onProgress);
    return { checked, groups: () => rowGroups(cleanParts(checked, context.zone, checked)) };
  },
  write: (parts, written) => writeParts(parts, new Int32Array(1), written),
  verify: verifyFiles,
  close: async () => {},
};

/** With a second thread. */
export function withSecondThread(): Crew {
  const worker = secondThread();
  const answered = <T>(job: Job, take: (reply: Reply, resolve: (value: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => {
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
      const onExit = () => settle(() => reject(new Error("The second thread ended before its work was done.")));
      const settle = (end: () => void) => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        end();
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.postMessage(job);
    });
  return {
    companies: (file, context, decisions, onProgress) =>
      new Promise((resolve, reject) => {
        const groups = answered<GroupPages[]>({ kind: "companies", file, context, decisions }, (reply, done) => {
          if (reply.kind === "progress") onProgress(reply.bytes, reply.of);
          else if (reply.kind === "companies") resolve({ checked: reply.checked, groups: () => groups });
          else if (reply.kind === "companies-written") done(reply.groups);
        });
        groups.catch(reject);
      }),
    write: async (parts, written) => {
      const next = new Int32Array(new SharedArrayBuffer(4));
      const theirs = answered<void>({ kind: "write", parts, next }, (reply, resolve) => {
        if (reply.kind === "written") written(reply.index, reply.group);
        else if (reply.kind === "done") resolve();
      });
      const ours = writeParts(parts, next, async (index, group) => {
        written(index, group);
        await setImmediate();
      });
      await Promise.all([theirs, ours]).finally(() => {
        // Where one thread failed, the other need not go on.
        Atomics.store(next, 0, parts.length);
      });
    },
    verify: (files) =>
      answered({ kind: "verify", files }, (reply, resolve) => {
        if (reply.kind === "verified") resolve(reply.difference);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
