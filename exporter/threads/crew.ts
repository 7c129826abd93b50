import { setImmediate } from "node:timers/promises";
import { LEADS, type TabContract } from "../../shared/contract";
import type { Zone } from "../../shared/zone";
import type { Helpers } from "../inputs/files/read-together";
import type { OnProgress } from "../inputs/files/reader";
import { memory } from "../kernel/kernel";
import type { WrittenLayout } from "../parquet/file";
import type { WrittenGroup } from "../parquet/row-group";
import type { JudgedTable } from "../rules/judge-table";
import type { Part } from "../tables/columns";
import { answered } from "./answered";
import type { Job, News } from "./messages";
import type { OtherThreads } from "./other-threads";
import { type CompaniesFile, checkCompanies, groupsOf, type LaidOut, layOut, verifyFiles, writeParts } from "./tasks";

/** Who does the work that need not wait for the main thread: nobody else for small inputs, other threads for large ones. */
export interface Crew {
  readonly threads: number;
  /** Who helps to read the leads, and hashes files; nobody where there is one thread. */
  readonly helpers: Helpers | undefined;
  /** Reads and checks the Companies tab beside the main thread's reading of the leads, and writes its rows beside their judging. */
  companies(companies: CompaniesFile, onProgress: OnProgress): Promise<CompaniesWork>;
  /** Has other threads write row groups from now on. */
  write(parts: Part[], written: Written): Writing;
  /** Reads files back, beside the main thread's questions; once these are answered (`free`), it helps. */
  verify(files: { layout: WrittenLayout; parts: Part[] }[], free: Promise<unknown>): Promise<string | null>;
  close(): Promise<void>;
}

/** The Companies tab, and what becomes of it while the leads are judged. */
export interface CompaniesWork {
  checked: JudgedTable;
  written: Promise<WrittenCompanies>;
}

/** The Companies tab as it is written, and its row groups. */
export interface WrittenCompanies extends LaidOut {
  writing: Writing;
  /** Those written so far. */
  groups: Map<Part, WrittenGroup>;
}

/** Takes a row group that is written. */
type Written = (index: number, group: WrittenGroup) => void;

/** Row groups that threads write. */
export interface Writing {
  /** Has the main thread write what is left of them. */
  help(): Promise<void>;
  /** Fulfilled once other threads have written theirs: `help` comes first. */
  readonly ended: Promise<void>;
}

/** Everything on the main thread. */
export const onMainThread: Crew = {
  threads: 1,
  helpers: undefined,
  companies: async (companies, onProgress) =>
    companiesAlone(await checkCompanies(companies, onProgress), LEADS, companies.context.zone),
  write: writeAlone,
  verify: (files) => verifyFiles(files),
  close: async () => {},
};

function writeAlone(parts: Part[], written: Written): Writing {
  return { help: () => writeParts(parts, counter(), written), ended: Promise.resolve() };
}

/** Companies whose row groups the main thread writes. */
export function companiesAlone(checked: JudgedTable, leads: TabContract, zone: Zone): CompaniesWork {
  return { checked, written: Promise.resolve(writingOf(layOut(checked, leads, zone), writeAlone)) };
}

/** Companies whose row groups are written from now on. */
function writingOf(laidOut: LaidOut, write: Crew["write"]): WrittenCompanies {
  const groups = new Map<Part, WrittenGroup>();
  const parts = groupsOf(laidOut);
  const writing = write(parts, (index, group) => groups.set(parts[index], group));
  return { ...laidOut, writing, groups };
}

/** With other threads, one at least. The first of them has the Companies tab. */
export function withOtherThreads({ workers, hashed }: OtherThreads): Crew {
  const [first, ...others] = workers;
  const all = <J extends Job>(job: J, take?: (news: News) => void) =>
    Promise.all(workers.map((worker) => answered(worker, job, take)));
  const write = (parts: Part[], written: Written): Writing => {
    const next = counter();
    return shared(parts, next, written, all({ kind: "write", parts, next }, groupsTo(written)));
  };
  return {
    threads: workers.length + 1,
    helpers: {
      read: async (shared, header) => (await all({ kind: "read", shared, header })).flat(),
      hash: (path, again) => (again ? null : hashed.get(path)) ?? answered(first, { kind: "hash", path }),
    },
    companies: (companies, onProgress) =>
      new Promise((resolve, reject) => {
        const next = counter();
        let take: Written | null = null;
        const written = new Promise<WrittenCompanies>((start, fail) => {
          // It goes on with their row groups, in which the others then share.
          const firsts = answered(first, { kind: "companies", companies, next }, (news) => {
            if (news.kind === "progress") onProgress(news.bytes, news.of);
            else if (news.kind === "checked") resolve({ checked: news.checked, written });
            else if (news.kind === "laid out") start(writingOf(news.laidOut, writeOn));
            else take!(news.index, news.group);
          });
          firsts.catch(fail);
          const writeOn: Crew["write"] = (parts, by) => {
            take = by;
            const theirs = others.map((worker) => answered(worker, { kind: "write", parts, next }, groupsTo(by)));
            return shared(parts, next, by, Promise.all([firsts, ...theirs]));
          };
        });
        written.catch(reject);
      }),
    write,
    verify: async (files, free) => {
      const next = counter();
      const theirs = all({ kind: "verify", files, next });
      const help = () => verifyFiles(files, next);
      const ours = free.then(help, help);
      // Where one thread failed, the others need not go on: more than there is to look at. Who waits then ends the threads, so all are waited for.
      theirs.catch(() => Atomics.store(next, 0, 2 ** 30));
      const [found] = await Promise.allSettled([theirs, ours]);
      if (found.status === "rejected") throw found.reason;
      return [...found.value, await ours].find((difference) => difference !== null) ?? null;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
      memory().forgetFree();
    },
  };
}

/** Row groups that other threads (`theirs`) write already, and the main thread, when it helps. */
function shared(parts: Part[], next: Int32Array, written: Written, theirs: Promise<unknown>): Writing {
  // Where one thread failed, the others need not go on.
  const stop = () => Atomics.store(next, 0, parts.length);
  const ended = theirs.then(() => {});
  ended.catch(stop);
  const help = () =>
    writeParts(parts, next, async (index, group) => {
      written(index, group);
      await setImmediate();
    }).finally(stop);
  return { help, ended };
}

/** Takes what a thread writes. */
function groupsTo(written: Written) {
  return (news: News): void => {
    if (news.kind === "written") written(news.index, news.group);
  };
}

/** What is next, for all threads. */
function counter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}
