import { BANNER_ROWS } from "../../shared/banner";
import { SUMMARY, SUMMARY_COLUMNS } from "../../shared/workbook";
import type { Failure } from "../words/failure";
import { WIDTHS } from "./area";
import { failedBanner } from "./banner";
import type { Request } from "./cells";
import { rememberRequest } from "./remember";
import type { SummaryState } from "./state";
import { columnWidths, freeze, readyTab } from "./tab";
import { writeCells } from "./write-cells";

/** Room below the banner: a tab must have more rows than the ones kept in view. */
const NEW_ROWS = 100;

/** Why the run at `when` (in words) published nothing, on top of the answers that stay. The next run that goes well clears it. */
export function failureRequests(failure: Failure, when: string, state: SummaryState): Request[] {
  const rows = state.tab === null ? NEW_ROWS : BANNER_ROWS + 1;
  const { sheetId, requests } = readyTab(SUMMARY, state.tab, state.sheetIds, { rows, columns: SUMMARY_COLUMNS });
  const memory = state.memory?.value ?? { shows: null, charts: [] };
  const banner = failedBanner(failure, when, memory.shows);
  return [
    ...requests,
    writeCells(sheetId, banner, { top: 0, bottom: BANNER_ROWS, columns: SUMMARY_COLUMNS }),
    freeze(sheetId, BANNER_ROWS),
    // A new tab: later the widths are set with the answers.
    ...(state.memory === null ? [...columnWidths(sheetId, WIDTHS), rememberRequest(sheetId, memory, state)] : []),
  ];
}
