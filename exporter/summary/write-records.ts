import { columnLetter } from "../../shared/headers";
import type { SheetsClient } from "../inputs/workbook/client";
import { loadZone } from "../words/zone";
import { lookAtWorkbook, readRanges } from "./look";
import type { RunRecord } from "./run-record";
import { EXPORTS, RECORD_LABELS, runRecordRequests } from "./run-record-requests";
import { sheetIds, type Tab, tabTitled } from "./state";
import { updateTab } from "./update-tab";
import { tabInUse } from "./write-summary";

const RUN = columnLetter(RECORD_LABELS.indexOf("Run"));

/** Adds what is missing of these runs, the newest given first, to the Exports tab. */
export function writeRecords(client: SheetsClient, records: RunRecord[]): Promise<void> {
  return updateTab(client, `writing the tab ${EXPORTS}`, async () => {
    const workbook = await lookAtWorkbook(client);
    const tab = tabTitled(workbook, EXPORTS);
    const runs = tab === null ? [] : await runsOf(client, tab);
    return runRecordRequests(records, loadZone(workbook.zone), { sheetIds: sheetIds(workbook), tab, runs });
  });
}

/** The runs that are recorded, from the top. A tab with other headers than ours is not ours. */
async function runsOf(client: SheetsClient, { title, columnCount }: Tab): Promise<string[]> {
  const columns = Math.min(columnCount, RECORD_LABELS.length);
  const isNarrow = columns < RECORD_LABELS.length;
  const [header, runs = []] = await readRanges(client, title, [
    `A1:${columnLetter(columns - 1)}1`,
    ...(isNarrow ? [] : [`${RUN}2:${RUN}`]),
  ]);
  const labels = header[0] ?? [];
  if (labels.some((label, i) => label !== "" && label !== RECORD_LABELS[i])) throw tabInUse(EXPORTS);
  return runs.map(([run]) => String(run ?? ""));
}
