import { columnLetter } from "../shared/headers";
import { textHash } from "../shared/kept-apart";
import { withoutPresent } from "../shared/sentences";
import type { ReadSheet } from "./check/check-sheet";
import { mayBeResult } from "./check/formula-results";
import { findRow } from "./check/row-key";
import { checkAll } from "./live/check-all";
import { checkLeads } from "./live/check-leads";
import { decide, undecide } from "./live/decisions";
import { keepPair } from "./live/kept-apart";
import { needLock } from "./live/need-lock";
import { changed, columnOf, type FoundTab, findPlace, needRow } from "./place";
import { Refusal } from "./refusal";
import type { LiveList, Pair, Place, ProblemList } from "./rpc";
import { readCellText, readFormulasTo, writeText } from "./sheet/cells";
import { selectCell } from "./sheet/screen";
import { flush } from "./sheet/workbook";
import { readStored } from "./stored";
import { ROW_WORDS } from "./words/rows";

/** Checks all rows, writes Status, and lists what is wrong. */
export function problems(): ProblemList {
  const { checked, apart, decisions, at } = checkAll({ wake: false });
  return { ...listOf(checked, at), apart, decisions };
}

/** Lists what is wrong now, `null` where that is what `seen` says already. Writes nothing and waits for nobody. */
export function problemsSince(seen: string): LiveList | null {
  const now = Date.now();
  const found = checkLeads(readStored(), now, null);
  if (found === null || !found.checked.readable) return null;
  const list = listOf(found.checked, now);
  return list.seen === seen ? null : list;
}

function listOf(checked: ReadSheet, at: number): LiveList {
  const list = checked.problems();
  const said = { ...list, items: list.items.map((item) => ({ ...item, sentence: withoutPresent(item.sentence) })) };
  return { ...list, seen: textHash(JSON.stringify(said)), checkedAt: new Date(at).toISOString() };
}

/** Selects the cell of a problem; answers the row where it stands now. */
export function goTo(place: Place): { row: number } {
  const { sheet, tab } = findPlace(place);
  const row = needRow(tab, place);
  selectCell(sheet, row, Math.max(0, columnOf(tab, place.field)));
  return { row };
}

/** Writes a suggestion into a cell that still says `from`. */
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
  if (mayBeResult(readFormulasTo(read.sheet, row, column + 1), row - 1, column)) {
    throw new Refusal("CELL_IS_FORMULA", ROW_WORDS.cellIsFormula({ cell: `${columnLetter(column)}${row}` }));
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
