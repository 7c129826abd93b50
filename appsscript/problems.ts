import { COMPANIES, LEADS, type TabContract } from "../shared/contract";
import { columnLetter } from "../shared/headers";
import { bindTab } from "./check/bind-tab";
import { findRow } from "./check/row-key";
import type { TabInput } from "./check/sheet-input";
import { checkAll } from "./live/check-all";
import { decide, undecide } from "./live/decisions";
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
  const { checked, apart, decisions, at } = checkAll({ wake: false });
  return { ...checked.problems(), apart, decisions, checkedAt: new Date(at).toISOString() };
}

/** Selects the cell of a problem; answers the row where it stands now. */
export function goTo(place: Place): { row: number } {
  const { sheet, tab } = findPlace(place);
  const row = findRow(tab, place.key, place.row);
  if (row === null) throw changed(place);
  selectCell(sheet, row, Math.max(0, columnOf(tab, place.field)));
  return { row };
}

/** Writes a suggestion into a cell that still says `from`. This and its undoing are the only writes into what an operator typed. */
export function accept(place: Place, from: string, to: string): ProblemList {
  return replaceCell(place, from, to, ({ tab }) => findRow(tab, place.key, place.row));
}

/** Writes `from` back into a cell that still says `to`. The row is the one that had `place.key` when the cell said `from`. */
export function undoAccept(place: Place, from: string, to: string): ProblemList {
  return replaceCell(place, to, from, ({ tab }) => {
    const column = columnOf(tab, place.field);
    const values = tab.values.map((cells) =>
      cells[column] === to ? cells.map((c, i) => (i === column ? from : c)) : [],
    );
    return findRow({ ...tab, values: [tab.values[0], ...values.slice(1)] }, place.key, place.row);
  });
}

function replaceCell(place: Place, from: string, to: string, find: (read: FoundTab) => number | null): ProblemList {
  needLock();
  const read = findPlace(place);
  const row = find(read);
  const column = columnOf(read.tab, place.field);
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

/** Decides that a text in a country's cell always means this country; `null` forgets what was decided. */
export function alwaysMeans(typed: string, country: string | null): ProblemList {
  needLock();
  if (country === null) undecide(typed);
  else decide(typed, country);
  flush();
  return problems();
}

interface FoundTab {
  readonly sheet: Sheet;
  readonly tab: TabInput;
}

function findPlace(place: Place): FoundTab {
  const contract: TabContract = place.tab === LEADS.tab ? LEADS : COMPANIES;
  const sheet = findTab(contract.tab);
  if (sheet === null) throw changed(place);
  return { sheet, tab: bindTab(contract, readTab(contract, sheet), rememberedColumns(sheet)) };
}

function columnOf({ binding }: TabInput, field: string | null): number {
  return field === null ? -1 : (binding.columns[field] ?? -1);
}

function changed({ tab, row }: Place): Refusal {
  return new Refusal(
    "ROW_CHANGED",
    `Row ${row} of ${tab} no longer says what it said when it was listed, so it was left alone.`,
    "Look at the list again: it is made anew.",
  );
}
