import { setImmediate } from "node:timers/promises";
import type { DecidedCountries } from "../../shared/decisions";
import type { TimeContext } from "../../shared/timestamp";
import type { RangeRows } from "../inputs/files/read-range";
import type { Helpers } from "../inputs/files/read-together";
import type { OnProgress } from "../inputs/read-tab";
import type { TableFile } from "../inputs/table-file";
import { memory } from "../kernel/kernel";
import type { WrittenLayout } from "../parquet/file";
import type { WrittenGroup } from "../parquet/row-group";
import { filled, type Part } from "../tables/columns";
import { answered } from "./answered";
import type { Job, Reply } from "./messages";
import { hashOf, type OtherThreads } from "./other-threads";
import { type CheckedCompanies, companiesOf, rowGroups, verifyFiles, writeParts } from "./tasks";

/** Who does the work that need not wait for the main thread: nobody else for small inputs, other threads for large ones. */
export interface Crew {
  /** Who helps to read the leads. */
  readonly helpers: Helpers | undefined;
  /** Reads and checks the Companies tab beside the main thread's reading of the leads; what can be written of it then is. */
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

/** The Companies tab, and the row groups of `companies.parquet`: the main thread helps to write what is left of them when it asks. */
export interface CompaniesWork extends CheckedCompanies {
  groups: () => Promise<WrittenGroup[]>;
}

/** Everything on the main thread. */
export const onMainThread: Crew = {
  helpers: undefined,
  companies: async (file, context, decisions, onProgress) => {
    const companies = await companiesOf(file, context, decisions, onProgress);
    return { ...companies, groups: () => rowGroups(companies.parts) };
  },
  write: (parts, written) => writeParts(parts, counter(), written),
  verify: (files) => verifyFiles(files),
  close: async () => {},
};

/** With other threads, one at least. The first of them has the Companies tab. */
export function withOtherThreads({ workers, hashed }: OtherThreads): Crew {
  const [first] = workers;
  const all = <T>(job: Job, take: (reply: Reply, resolve: (value: T) => void) => void) =>
    Promise.all(workers.map((worker) => answered(worker, job, take)));
  /** Has parts written by the others, and says how this thread joins them; to be called before it does anything else. */
  const sharedWriting = (parts: Part[], written: (index: number, group: WrittenGroup) => void) => {
    const next = counter();
    const theirs = all<void>({ kind: "write", parts, next }, (reply, resolve) => {
      if (reply.kind === "written") written(reply.index, reply.group);
      else if (reply.kind === "done") resolve();
    });
    theirs.catch(() => {});
    return async () => {
      const ours = writeParts(parts, next, async (index, group) => {
        written(index, group);
        await setImmediate();
      });
      await Promise.all([theirs, ours]).finally(() => {
        // Where one thread failed, the others need not go on.
        Atomics.store(next, 0, parts.length);
      });
    };
  };
  return {
    helpers: {
      read: async (shared, header) => {
        const ranges = await all<RangeRows[]>({ kind: "read", shared, header }, (reply, resolve) => {
          if (reply.kind === "read") resolve(reply.ranges);
        });
        return ranges.flat();
      },
      hash: (path, again) => (again ? null : hashed.get(path)) ?? hashOf(first, path),
    },
    companies: async (file, context, decisions, onProgress) => {
      const job: Job = { kind: "companies", file, context, decisions };
      const companies = await answered<CheckedCompanies>(first, job, (reply, resolve) => {
        if (reply.kind === "progress") onProgress(reply.bytes, reply.of);
        else if (reply.kind === "companies") resolve(reply.companies);
      });
      const groups: WrittenGroup[] = [];
      const join = sharedWriting(filled(companies.parts), (index, group) => {
        groups[index] = group;
      });
      return { ...companies, groups: () => join().then(() => groups) };
    },
    write: (parts, written) => sharedWriting(parts, written)(),
    verify: async (files) => {
      const found = await all<string | null>({ kind: "verify", files, next: counter() }, (reply, resolve) => {
        if (reply.kind === "verified") resolve(reply.difference);
      });
      return found.find((difference) => difference !== null) ?? null;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
      memory().forgetFree();
    },
  };
}

/** What is next, for all threads. */
function counter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}
