import { columnLetter } from "../shared/headers";
import { keyColumns, rowKey } from "./check/row-key";
import { needLock } from "./live/need-lock";
import { changed, columnOf, findPlace } from "./place";
import { problems } from "./problems";
import { Refusal } from "./refusal";
import type { Place, ProblemList, SameCells } from "./rpc";
import { hasFormula, readColumnTexts, writeSame } from "./sheet/cells";
import { flush } from "./sheet/workbook";
import { ROW_WORDS } from "./words/rows";

/** Writes a suggestion into every cell of the column that says exactly `from`. Answers the new list, and what takes it back. */
export function acceptAll(place: Place, from: string, to: string): { list: ProblemList; undo: SameCells } {
  const { tab, field } = place;
  const keys = replaceAll({ tab, field, from, to, keys: null });
  if (keys.length === 0) throw changed(place);
  return { list: problems(), undo: { tab, field, from, to, keys } };
}

/** Writes `from` back into the cells that still say `to`, of the rows that said `from` then. */
export function undoAcceptAll({ tab, field, from, to, keys }: SameCells): ProblemList {
  replaceAll({ tab, field, from: to, to: from, keys: new Set(keys) });
  return problems();
}

/**
 * @param keys of the rows, as they are with `to` in that cell; `null`: all rows
 * @returns what the rows were named before they were written
 */
function replaceAll({ tab: name, field, from, to, keys }: Omit<SameCells, "keys"> & { keys: Set<string> | null }) {
  needLock();
  const { sheet, tab } = findPlace({ tab: name, row: 1 });
  const column = columnOf(tab, field);
  if (column < 0) throw changed({ tab: name, row: 1 });
  if (hasFormula(sheet, column)) {
    throw new Refusal("CELL_IS_FORMULA", ROW_WORDS.columnHasFormulas({ column: columnLetter(column) }));
  }
  const columns = keyColumns(tab);
  const keyWith = (row: number, text: string) =>
    rowKey(
      tab.values[row - 1].map((cell, i) => (i === column ? text : cell)),
      columns,
    );
  const rows = readColumnTexts(sheet, column, tab.values.length).flatMap((text, i) => {
    const isMeant = i > 0 && text === from && (keys === null || keys.has(keyWith(i + 1, to)));
    return isMeant ? [i + 1] : [];
  });
  if (rows.length > 0) writeSame(sheet, rows, column, to);
  flush();
  return rows.map((row) => keyWith(row, from));
}
