import { COMPANIES, type FieldName, LEADS, type TabContract } from "../shared/contract";
import { columnLetter } from "../shared/headers";
import { bindTab } from "./check/bind-tab";
import { findRow } from "./check/row-key";
import type { TabInput } from "./check/sheet-input";
import { checkAll } from "./live/check-all";
import { keepPair } from "./live/kept-apart";
import { needLock } from "./live/need-lock";
import { readTab } from "./live/read-tab";
import { Refusal } from "./refusal";
import type { Pair, Place, ProblemList } from "./rpc";
import { readCellText, readFormula, writeText } from "./sheet/cells";
import { rememberedColumns } from "./sheet/remembered-columns";
import { selectCell } from "./sheet/screen";
import { findTab, flush, type Sheet } from "./sheet/workbook";

/** Checks all rows, writes Status, and lists what is wrong. */
export function problems(): ProblemList {
  const { checked, apart, at } = checkAll({ wake: false });
  return { ...checked.problems(), apart, checkedAt: new Date(at).toISOString() };
}

/** Selects the cell of a problem; answers the row where it stands now. */
export function goTo(place: Place): { row: number } {
  const { contract, sheet, tab, columns } = findPlace(place);
  const row = findRow(contract, tab, place.key, place.row);
  if (row === null) throw changed(place);
  selectCell(sheet, row, Math.max(0, columnOf(columns, place.field)));
  return { row };
}

/** Writes a suggestion into a cell that still says `from`. This and its undoing are the only writes into what an operator typed. */
export function accept(place: Place, from: string, to: string): ProblemList {
  return replaceCell(place, from, to, ({ contract, tab }) => findRow(contract, tab, place.key, place.row));
}

/** Writes `from` back into a cell that still says `to`. The row is the one that had `place.key` when the cell said `from`. */
export function undoAccept(place: Place, from: string, to: string): ProblemList {
  return replaceCell(place, to, from, ({ contract, tab, columns }) => {
    const column = columnOf(columns, place.field);
    const values = tab.values.map((cells) =>
      cells[column] === to ? cells.map((c, i) => (i === column ? from : c)) : [],
    );
    return findRow(contract, { ...tab, values: [tab.values[0], ...values.slice(1)] }, place.key, place.row);
  });
}

function replaceCell(place: Place, from: string, to: string, find: (read: FoundTab) => number | null): ProblemList {
  needLock();
  const read = findPlace(place);
  const row = find(read);
  const column = columnOf(read.columns, place.field);
  if (row === null || column < 0 || readCellText(read.sheet, row, column) !== from) throw changed(place);
  if (readFormula(read.sheet, row, column) !== "") {
    throw new Refusal(
      "CELL_IS_FORMULA",
      `${columnLetter(column)}${row} is worked out by a formula, so it was left alone.`,
      "Correct the formula, or what it works with.",
    );
  }
  writeText(read.sheet, row, column, to);
  flush();
  return problems();
}

export function keepApart(pair: Pair, apart: boolean): ProblemList {
  needLock();
  keepPair(pair, apart);
  flush();
  return problems();
}

interface FoundTab {
  readonly contract: TabContract;
  readonly sheet: Sheet;
  readonly tab: Pick<TabInput, "values" | "remembered">;
  readonly columns: Readonly<Record<string, number>>;
}

function findPlace(place: Place): FoundTab {
  const contract = (place.tab === LEADS.tab ? LEADS : COMPANIES) as TabContract;
  const sheet = findTab(contract.tab);
  if (sheet === null) throw changed(place);
  const tab = { values: readTab(contract, sheet), remembered: rememberedColumns(sheet) };
  return { contract, sheet, tab, columns: bindTab(contract, tab).binding.columns };
}

function columnOf(columns: Readonly<Record<string, number>>, field: FieldName | null): number {
  return field === null ? -1 : (columns[field] ?? -1);
}

function changed({ tab, row }: Place): Refusal {
  return new Refusal(
    "ROW_CHANGED",
    `Row ${row} of ${tab} no longer says what it said when it was listed, so it was left alone.`,
    "Look at the list again: it is made anew.",
  );
}
