import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { COMPANIES, LEADS } from "../../shared/contract";
import { headersFailure } from "../inputs/read-tab";
import type { RunInput } from "../inputs/run-input";
import { nameOf, type TableFile } from "../inputs/table-file";
import type { Engine, EngineTask } from "../publish/engine";
import { takeAnswers } from "../questions/engine";
import { onDisk } from "../stores/disk";
import type { Store } from "../stores/store";
import type { Failure } from "../words/failure";
import type { BucketFolder } from "./bucket-folder";
import { writtenChanges } from "./changes";
import { figuresOf, rowsOf, seenOf } from "./figures";
import type { Said, Send } from "./plan";
import type { SparkSource } from "./rules-steps";
import { failureOf, reasonOf, shownPath } from "./said-failure";
import { partsOf, settleTables } from "./settle-tables";
import { otherSource, sparkSource } from "./source";
import { wholePlan } from "./whole-plan";

export interface SparkEngineOptions {
  /** Opens the way to Spark. `folder`: of this machine, for what the way itself needs; `bucket`: the one that is opened. */
  send(folder: string, bucket: BucketFolder | undefined): Send;
  /** Opens the folder in which Spark writes, for a store of snapshots; without it, one of the disk that all share. */
  readonly bucket?: ((out: Store) => Promise<BucketFolder>) | undefined;
  /** The program of the workers, as text. */
  readonly worker: string;
  /** How Node is called on the executors. */
  readonly node: string;
  /** How long (ms) a worker may be busy with a few rows. */
  readonly patience: number;
}

/** A worker that is busy with a few rows for so long (ms) hangs. */
export const WORKER_PATIENCE = 5 * 60_000;

interface Sources {
  readonly leads: SparkSource;
  readonly companies: SparkSource;
}

/** A run on Spark: one plan reads, judges, writes and answers; what it wrote is published by this program like its own. */
export function sparkEngine(options: SparkEngineOptions): Engine {
  return async (input, task) => {
    const first = { leads: sparkSource(input.leads), companies: sparkSource(input.companies) };
    const bucket = await options.bucket?.(task.store);
    const folder = resolve(await task.staging());
    const close = async () => {
      await rm(folder, { recursive: true, force: true });
      // What cannot be removed now is by the next run.
      await bucket?.clear().catch(() => {});
    };
    try {
      await bucket?.clear();
      const place = { folder, bucket, spark: bucket?.address ?? `file://${folder}` };
      const { said, sources } = await sendUntilRead(options, input, task, place, first);
      const figures = figuresOf(input, said, sources);
      const bring = () =>
        onDisk(task.store.home, async () => bucket?.bring(folder, (done) => task.onPhase("writing", done)));
      return {
        ...figures,
        async changesSince(snapshot) {
          await bring();
          return writtenChanges(folder, figures.seen.counts, input, task.store, snapshot);
        },
        async write() {
          await bring();
          task.onPhase("answering");
          return onDisk(task.store.home, async () => {
            const { leads, companies } = figures.seen.counts;
            const rows = await settleTables(folder, {
              leads: leads.clean,
              companies: companies.clean,
              held: leads.held + companies.held,
              duplicates: leads.duplicate + companies.duplicate,
            });
            const answers = await answersIn(folder, said, task, leads.clean);
            await rm(join(folder, "work"), { recursive: true });
            return { rows, answers: Promise.resolve(answers), prove: async () => {} };
          });
        },
        close,
      };
    } catch (error) {
      await close();
      throw error;
    }
  };
}

/** Where a run makes its files: on this machine, and as Spark names that. */
interface Place {
  readonly folder: string;
  readonly bucket: BucketFolder | undefined;
  readonly spark: string;
}

/** What cannot be cut in pieces, or is of another encoding, shows only when it is read: then all is read once more, in another way. */
async function sendUntilRead(
  { send, worker, node, patience }: SparkEngineOptions,
  input: RunInput,
  task: EngineTask,
  { folder, bucket, spark }: Place,
  first: Sources,
): Promise<{ said: Said; sources: Sources }> {
  const { bounds, onPhase } = task;
  const questions = await task.questions;
  const program = { code: worker, node };
  let sources = first;
  for (;;) {
    await mkdir(join(folder, "work"), { recursive: true });
    const plan = wholePlan({ input, sources, questions, bounds, program, patience, folder: spark });
    const said = await send(join(folder, "work"), bucket)(plan, (done, of) => onPhase("reading", done / of));
    if (said.failure === null) return { said, sources };
    const other = otherSources(sources, said);
    if (other === null) throw whyNot(said, input);
    sources = other;
  }
}

function otherSources(sources: Sources, said: Said): Sources | null {
  const reason = reasonOf(said);
  if (reason === null) return null;
  const tab = tabOf(said);
  const other = otherSource(sources[tab], reason.code);
  return other === null ? null : { ...sources, [tab]: other };
}

/** A worker that looks at files of both tables names the tab; every other step that reads one does. */
function tabOf(said: Said): "leads" | "companies" {
  const named = reasonOf(said)?.tab ?? said.failure!.step;
  return named.includes("companies") ? "companies" : "leads";
}

function whyNot(said: Said, { leads, companies }: RunInput): Failure {
  const tab = tabOf(said);
  const file: TableFile = tab === "leads" ? leads : companies;
  const contract = tab === "leads" ? LEADS : COMPANIES;
  const seen = seenOf(said, tab);
  for (const { names } of reasonOf(said)?.code === "HEADERS" && seen !== null ? seen.heads : []) {
    const failure = headersFailure(contract, file, names ?? seen!.keys);
    if (failure !== null) return failure;
  }
  return failureOf(said, {
    path: nameOf(file),
    fileOf: (number) => {
      const row = rowsOf(said, "files").find((row) => row.tab === tab && row.number === number);
      return row === undefined ? undefined : shownPath(String(row.file));
    },
  });
}

async function answersIn(folder: string, said: Said, task: EngineTask, clean: number) {
  const { bounds, database } = task;
  const questions = await task.questions;
  const given = await Promise.all(
    questions.map(async (question) => ({
      question,
      parts: await partsOf(join(folder, "answers", question.name)),
      remainder: rowsOf(said, `remainder ${question.name}`).map(({ reason, leads }) => ({
        reason: String(reason),
        leads: leads === undefined ? null : Number(leads),
      })),
    })),
  );
  const answers = await takeAnswers(given, folder, clean, bounds, await database);
  for (const { name } of questions) await rm(join(folder, "answers", name), { recursive: true });
  return answers;
}
