import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Answer } from "../../shared/answer";
import type { Compared, Earlier } from "../../shared/compared";
import { CONTRACT_VERSION } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import { sinceWords } from "../../shared/since-words";
import { toWall } from "../../shared/zone";
import { localFile } from "../publish/local-file";
import { type Manifest, readManifest } from "../publish/manifest";
import { tableFiles, tablePaths } from "../publish/table-files";
import { verify } from "../publish/verify";
import { answerPath } from "../questions/answer-path";
import type { Database } from "../questions/duckdb";
import { answersBy } from "../questions/stored";
import { TABLE_NAMES, type TableFiles } from "../questions/tables";
import { errorCode } from "../stores/disk";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { loadZone } from "../words/zone";
import { type Cut, earlierAnswers } from "./earlier-answers";
import { type Changed, rowChanges } from "./row-changes";
import { COMPARED } from "./stored";
import { weekAgo } from "./week-ago";

/** A snapshot that is about to be published. */
export interface Staged {
  readonly folder: string;
  /** The paths of its tables in the folder. */
  readonly written: readonly string[];
  readonly cut: Cut;
  readonly answers: Promise<readonly Answer[]>;
  readonly decided: DecidedCountries;
  /** That of the run. */
  readonly database: Promise<Database>;
}

/**
 * Compares a staged snapshot with the one that was current before (`before`, its name) and with the one of a week ago, and writes to its
 * folder `compared.json` and, of the rows, `changes.parquet`. Returns what was found, and the rows of the table. `null` when there is nothing to compare
 * with: then nothing is written, and hardly anything was done.
 */
export async function compare(
  store: Store,
  before: string | null,
  staged: Staged,
): Promise<{ compared: Compared; rows: Record<string, number> } | null> {
  const last = await unlessDamaged(async () => {
    const manifest = before === null ? null : await readManifest(store, before);
    if (!isComparable(manifest)) return null;
    return { ...(await earlier(store, manifest, staged)), tables: await tablesOf(store, manifest) };
  });
  const week = await unlessDamaged(async () => {
    const manifest = await weekAgo(store, Date.parse(staged.cut.asOf), staged.cut.zone);
    return isComparable(manifest) ? { ...(await earlier(store, manifest, staged)), since: "since a week ago" } : null;
  });
  if (last === null && week === null) return null;
  const changed = last === null ? null : await changesOf(last.tables, staged);
  const compared: Compared = { last: last && changed && lastOf(last, changed), weekAgo: week };
  await writeFile(join(staged.folder, COMPARED), `${JSON.stringify(compared)}\n`);
  return { compared, rows: changed === null ? {} : { [CHANGES]: changed.rows } };
}

function lastOf({ snapshot, asOf, since, counts, answers }: Earlier, { leads, companies }: Changed): Compared["last"] {
  return { snapshot, asOf, since, counts, answers, rows: { leads, companies } };
}

const CHANGES = "changes.parquet";

/** The published rows, proven. */
async function tablesOf(store: Store, manifest: Manifest): Promise<Pick<TableFiles, "leads" | "companies">> {
  const paths = manifest.files.map(({ path }) => path);
  await verify(store, manifest.snapshot, [...tablePaths(paths, "leads"), ...tablePaths(paths, "companies")]);
  const [leads, companies] = await Promise.all(
    (["leads", "companies"] as const).map((name) => tableFiles(store, manifest, name)),
  );
  return { leads, companies };
}

async function changesOf(before: Pick<TableFiles, "leads" | "companies">, staged: Staged): Promise<Changed> {
  const { folder, written, decided, database } = staged;
  const now = TABLE_NAMES.map((name) => [name, tablePaths(written, name).map((path) => join(folder, path))]);
  return rowChanges(
    { before, now: Object.fromEntries(now) as TableFiles },
    decided,
    join(folder, CHANGES),
    await database,
  );
}

/** What an earlier snapshot says, as far as it can be compared. */
async function earlier(store: Store, manifest: Manifest, { cut, answers, database }: Staged): Promise<Earlier> {
  const { snapshot, as_of, zone, counts, questions } = manifest;
  const paths = questions.map(({ question }) => answerPath(question));
  await verify(store, snapshot, paths);
  const files = await Promise.all(paths.map((path) => localFile(store, manifest, path)));
  const then = await answersBy(await database, questions, (question) => files[paths.indexOf(answerPath(question))]);
  const comparison = earlierAnswers({ cut, answers: await answers }, { cut: { asOf: as_of, zone }, answers: then });
  const wall = (at: string) => toWall(loadZone(cut.zone), Date.parse(at));
  return { snapshot, asOf: as_of, since: sinceWords(wall(as_of), wall(cut.asOf)), counts, answers: comparison };
}

/** The keys of another contract are others: nothing is said rather than something wrong. */
function isComparable(manifest: Manifest | null): manifest is Manifest {
  return manifest !== null && manifest.contract_version === CONTRACT_VERSION;
}

/** That an earlier snapshot is damaged, or its disk in trouble, is no reason not to publish this one. */
async function unlessDamaged<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure || errorCode(error) !== undefined) return null;
    throw error;
  }
}
