import { BANNER_ROWS } from "../../shared/banner";
import { instantInWords } from "../../shared/instant-words";
import { SUMMARY, SUMMARY_COLUMNS } from "../../shared/workbook";
import { loadZone } from "../words/zone";
import { WIDTHS } from "./area";
import type { Request } from "./cells";
import { type PlacedChart, positionOf } from "./chart";
import type { SummaryContent } from "./content";
import { stableId } from "./ids";
import { newsOf } from "./news";
import { pageOf } from "./page";
import { rememberRequest } from "./remember";
import type { SummaryState } from "./state";
import { columnWidths, freeze, readyTab } from "./tab";
import { writeCells } from "./write-cells";

/**
 * The Summary tab as one `spreadsheets.batchUpdate`: all of it or nothing. Columns A to L are written from top to bottom, so that
 * nothing of an older, longer page is left. Sent again after it was applied, the requests for the new state change nothing.
 */
export function summaryRequests(content: SummaryContent, state: SummaryState): Request[] {
  const { lines, answers, charts } = pageOf(content);
  const last = charts.reduce((row, chart) => Math.max(row, chart.row + 1), lines.length);
  const { sheetId, rowCount, requests } = readyTab(SUMMARY, state.tab, state.sheetIds, {
    rows: Math.max(last, BANNER_ROWS + 1),
    columns: SUMMARY_COLUMNS,
  });
  const drawn = withIds(charts);
  const ids = new Set(drawn.map(({ id }) => id));
  const gone = (state.memory?.value.charts ?? []).filter((id) => state.charts.has(id) && !ids.has(id));
  const { asOf, zone, snapshot } = content.report;
  const shows = `as of ${instantInWords(Date.parse(asOf), loadZone(zone))}, from snapshot ${snapshot}`;
  return [
    ...requests,
    writeCells(sheetId, lines, { top: 0, bottom: rowCount, columns: SUMMARY_COLUMNS }),
    freeze(sheetId, BANNER_ROWS),
    ...columnWidths(sheetId, WIDTHS),
    ...gone.map((objectId) => ({ deleteEmbeddedObject: { objectId } })),
    ...drawn.flatMap(({ id, chart }) => chartRequests(id, chart, sheetId, state)),
    rememberRequest(sheetId, { shows, charts: [...ids], news: newsOf(content.report, answers) }, state),
  ];
}

/** A chart keeps its id as long as its question keeps its name. */
function withIds(charts: PlacedChart[]): { id: number; chart: PlacedChart }[] {
  const taken = new Set<number>();
  return charts.map((chart) => {
    const id = stableId(`chart ${chart.question}`, taken);
    taken.add(id);
    return { id, chart };
  });
}

function chartRequests(id: number, chart: PlacedChart, sheetId: number, state: SummaryState): Request[] {
  const spec = chart.spec(sheetId);
  const position = positionOf(chart, sheetId);
  const at = state.charts.get(id);
  if (at === undefined) return [{ addChart: { chart: { chartId: id, spec, position } } }];
  const update = { updateChartSpec: { chartId: id, spec } };
  // A chart that a person moved to a sheet of its own stays there.
  if (at !== sheetId) return [update];
  const fields = "anchorCell,offsetXPixels,offsetYPixels,widthPixels,heightPixels";
  return [update, { updateEmbeddedObjectPosition: { objectId: id, newPosition: position, fields } }];
}
