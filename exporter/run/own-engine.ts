import { changesSince } from "../publish/changes-since";
import type { Engine } from "../publish/engine";
import { rowsNow } from "../publish/rows-now";
import { answerAll } from "../questions/engine";
import { differenceInSums } from "../questions/sums-by-duckdb";
import { onDisk } from "../stores/disk";
import { Failure } from "../words/failure";
import { chooseCrew } from "./choose-crew";
import { contentHash, describeSource, fileHash, findingsOf, newestLead } from "./findings";
import { judgeTables } from "./judge-tables";
import { validUntil } from "./valid-until";
import { writeTables } from "./write-tables";

/** The engine of this program itself: everything in the memory of one machine, on one thread or several. */
export const ownEngine: Engine = async (input, { store, questions, bounds, database, onPhase, staging }) => {
  const crew = chooseCrew([input.leads, input.companies]);
  try {
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
        const tables = await onDisk(store.home, () => writeTables(folder, judged, input.zone, runId, crew, onPhase));
        // Parquet -> answers, while the files are read back.
        onPhase("answering");
        const difference = crew.verify(tables.written);
        const layouts = tables.written.map(({ layout }) => layout);
        const sums = database.then((opened) => differenceInSums(layouts, opened));
        for (const reading of [difference, sums]) reading.catch(() => {});
        const answers = await onDisk(store.home, async () =>
          answerAll(questions, folder, tables.paths, bounds, await database),
        );
        assertSame((await difference) ?? (await sums));
        return { rows: tables.rows, answers };
      },
      close: () => crew.close(),
    };
  } catch (error) {
    await crew.close();
    throw error;
  }
};

function assertSame(difference: string | null): void {
  if (difference === null) return;
  throw new Failure(
    "READ_BACK_DIFFERS",
    `What was written reads back differently: ${difference}. Nothing was published.`,
  );
}
