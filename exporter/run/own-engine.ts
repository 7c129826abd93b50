import { join } from "node:path";
import { parquetCode } from "../parquet/wasm";
import { changesSince } from "../publish/changes-since";
import type { Engine } from "../publish/engine";
import { rowsNow } from "../publish/rows-now";
import { loadDuckDB } from "../questions/duckdb";
import { answerAll } from "../questions/engine";
import { differenceInSums } from "../questions/sums-by-duckdb";
import { flushFile, onDisk } from "../stores/disk";
import type { Crew } from "../threads/crew";
import { Failure } from "../words/failure";
import { chooseCrew } from "./choose-crew";
import { contentHash, describeSource, fileHash, findingsOf, newestLead } from "./findings";
import { judgeTables } from "./judge-tables";
import { validUntil } from "./valid-until";
import { type WrittenTables, writeTables } from "./write-tables";

/** The engine of this program itself: everything in the memory of one machine, on one thread or several. */
export const ownEngine: Engine = async (input, { store, questions, bounds, database, onPhase, staging }) => {
  const crew = chooseCrew([input.leads, input.companies]);
  try {
    // Then DuckDB opens, on a thread of its own, while small tables are checked. Other threads need not wait for its code.
    if (crew.helpers === undefined) {
      await loadDuckDB();
      // Compiled by V8's threads meanwhile. Whoever waits for it is told what goes wrong.
      parquetCode().catch(() => {});
    }
    const judged = await judgeTables(input, crew, onPhase);
    const tabs = { leads: judged.leads, companies: judged.companies.checked };
    return {
      seen: findingsOf(input, tabs),
      newest: newestLead(tabs.leads),
      validUntil: validUntil(tabs.leads, input.asOf),
      sources: [
        describeSource("Leads", tabs.leads.table, input.origin),
        describeSource("Companies", tabs.companies.table, input.origin),
      ],
      contents: {
        leads: contentHash("Leads", fileHash(tabs.leads), input.origin),
        companies: contentHash("Companies", fileHash(tabs.companies), input.origin),
      },
      changesSince: (snapshot) =>
        changesSince(store, snapshot, { leads: rowsNow(tabs.leads), companies: rowsNow(tabs.companies) }),
      async write(runId) {
        const folder = await staging();
        // Statements are carried out three at once, and each has a thread already.
        const ready = database.then((opened) => opened.workBelow(folder, Math.max(1, crew.threads - 2)));
        ready.catch(() => {});
        const tables = await onDisk(store.home, () => writeTables(folder, judged, input.zone, runId, crew, onPhase));
        // Parquet -> answers, while the files are read back.
        onPhase("answering");
        await ready;
        const answered = onDisk(store.home, async () =>
          answerAll(await questions, folder, tables.paths, bounds, await database),
        );
        const layouts = tables.written.map(({ layout }) => layout);
        const summed = database.then((opened) => differenceInSums(layouts, opened));
        // With these nothing more is asked of DuckDB here.
        const answers = Promise.all([answered, summed]).then(([all]) => all);
        // Publishing would wait for the disk. A bucket is given copies.
        const flushed = store.folder && onDisk(store.home, () => flush(folder, Object.keys(tables.rows)));
        const prove = (free: Promise<unknown>) => {
          const proven = Promise.all([readBack(tables, crew, summed, free), flushed]);
          // Ending threads takes as long as flushing a file: publishing need not wait for it.
          proven.then(crew.close, () => {});
          return proven;
        };
        return { rows: tables.rows, hashes: tables.hashes, answers, prove };
      },
      close: () => crew.close(),
    };
  } catch (error) {
    await crew.close();
    throw error;
  }
};

/** One after the other: Node.js has four threads for what waits, and DuckDB's statements wait there too. */
async function flush(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) await flushFile(join(folder, file));
}

/** Every value is compared by us, and by DuckDB what each column comes to. */
async function readBack(
  { written }: WrittenTables,
  crew: Crew,
  summed: Promise<string | null>,
  free: Promise<unknown>,
): Promise<void> {
  const difference = (await crew.verify(written, free)) ?? (await summed);
  if (difference === null) return;
  throw new Failure(
    "READ_BACK_DIFFERS",
    `What was written reads back differently: ${difference}. Nothing was published.`,
  );
}
