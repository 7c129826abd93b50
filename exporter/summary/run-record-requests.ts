import type { Counts } from "../../shared/counts";
import { toWall, type Zone } from "../../shared/zone";
import { type Cell, HEADER, number, type Request, text, wallTime } from "./cells";
import type { RunRecord } from "./run-record";
import type { Tab } from "./state";
import { columnWidths, freeze, readyTab } from "./tab";
import { writeCells } from "./write-cells";

/** The tab of the runs, newest first below its header. */
export const EXPORTS = "Exports";
/** Older runs are dropped. */
const MOST_RECORDS = 1000;

const COUNTS = ["read", "blank", "clean", "duplicate", "held"] as const satisfies (keyof Counts)[];
const countLabels = (tab: string) => COUNTS.map((key) => `${tab} ${key}`);

/** The columns, each with its width in pixels. The reason comes last: it may be long. */
const COLUMNS: [label: string, width: number][] = [
  ["When", 190],
  ["Who", 140],
  ["Outcome", 90],
  ...[...countLabels("Leads"), ...countLabels("Companies")].map((label): [string, number] => [label, 130]),
  ["Snapshot", 240],
  ["Run", 120],
  ["Reason", 600],
];

export const RECORD_LABELS = COLUMNS.map(([label]) => label);

/** What is in the workbook before runs are recorded. */
export interface RecordState {
  sheetIds: ReadonlySet<number>;
  /** `null`: the workbook has no such tab. */
  tab: Tab | null;
  /** The column `Run` below the header, from the top. */
  runs: string[];
}

/**
 * Records runs, the newest given first, as one `spreadsheets.batchUpdate`; those that are there already are left out, and the oldest beyond
 * the bound dropped. Whole rows move, with what a person wrote beside them. Empty when there is nothing to do.
 */
export function runRecordRequests(records: RunRecord[], zone: Zone, state: RecordState): Request[] {
  const known = new Set(state.runs);
  const fresh = records.filter(({ run }) => !known.has(run));
  if (fresh.length === 0) return [];
  const columns = COLUMNS.length;
  const needed = { rows: state.tab === null ? fresh.length + 1 : 2, columns };
  const { sheetId, requests } = readyTab(EXPORTS, state.tab, state.sheetIds, needed);
  const header = RECORD_LABELS.map((label) => text(label, HEADER));
  const rows = (startIndex: number, endIndex: number) => ({ sheetId, dimension: "ROWS", startIndex, endIndex });
  if (state.tab !== null) {
    requests.push({ insertDimension: { range: rows(1, fresh.length + 1), inheritFromBefore: false } });
  }
  requests.push(
    writeCells(sheetId, [header, ...fresh.map((record) => recordLine(record, zone))], {
      top: 0,
      bottom: fresh.length + 1,
      columns,
    }),
    freeze(sheetId, 1),
  );
  const total = fresh.length + state.runs.length;
  if (total > MOST_RECORDS) requests.push({ deleteDimension: { range: rows(MOST_RECORDS + 1, total + 1) } });
  // Widths are the reader's own once the tab is there.
  if (state.runs.length === 0)
    requests.push(
      ...columnWidths(
        sheetId,
        COLUMNS.map(([, width]) => width),
      ),
    );
  return requests;
}

function recordLine({ run, at, requestedBy, outcome, counts, snapshot, reason }: RunRecord, zone: Zone): Cell[] {
  const counted = (tab: Counts | undefined) => COUNTS.map((key) => (tab === undefined ? {} : number(tab[key])));
  return [
    wallTime(toWall(zone, at)),
    text(requestedBy),
    text(outcome),
    ...counted(counts?.leads),
    ...counted(counts?.companies),
    text(snapshot ?? ""),
    text(run),
    text(reason ?? ""),
  ];
}
