import { columnLetter } from "../../shared/headers";
import { instantInWords } from "../../shared/instant-words";
import { SUMMARY, SUMMARY_COLUMNS } from "../../shared/workbook";
import type { SheetsClient } from "../inputs/workbook/client";
import { Failure } from "../words/failure";
import { loadZone } from "../words/zone";
import type { Request } from "./cells";
import type { SummaryContent } from "./content";
import { failureRequests } from "./failure-requests";
import { lookAtWorkbook, readRanges } from "./look";
import { type SummaryState, summaryState, type Tab } from "./state";
import { summaryRequests } from "./summary-requests";
import { updateTab } from "./update-tab";

/** Writes the Summary tab: a reader sees the old one whole or the new one whole. */
export function writeSummary(client: SheetsClient, content: SummaryContent): Promise<void> {
  return update(client, (state) => summaryRequests(content, state));
}

/** Says on top of the Summary tab why the run at `at` (UTC ms) published nothing. The answers stay. */
export function writeFailure(client: SheetsClient, failure: Failure, at: number): Promise<void> {
  return update(client, (state, zone) => failureRequests(failure, `${instantInWords(at, loadZone(zone))}`, state));
}

function update(client: SheetsClient, requests: (state: SummaryState, zone: string) => Request[]): Promise<void> {
  return updateTab(client, `writing the tab ${SUMMARY}`, async () => {
    const workbook = await lookAtWorkbook(client);
    const state = summaryState(workbook);
    if (state.tab !== null && state.memory === null) await refuseForeignCells(client, state.tab);
    return requests(state, workbook.zone);
  });
}

/** A tab of that name may have been there before us: nobody's cells are overwritten. */
async function refuseForeignCells(client: SheetsClient, { title, columnCount }: Tab): Promise<void> {
  const last = columnLetter(Math.min(columnCount, SUMMARY_COLUMNS) - 1);
  const [cells] = await readRanges(client, title, [`A:${last}`]);
  if (cells.every((row) => row.every((cell) => cell === ""))) return;
  throw tabInUse(SUMMARY);
}

/** A tab of our name holds what we did not write. */
export function tabInUse(tab: string): Failure {
  return new Failure("TAB_IN_USE", `The tab ${tab} holds cells that are not ours, and they would be overwritten.`, {
    tab,
  });
}
