import { LEADS } from "../shared/contract";
import { isDate } from "./check/cells";
import { keyColumns, rowKey } from "./check/row-key";
import type { SheetCell } from "./check/sheet-input";
import { needLock } from "./live/need-lock";
import { statusColumns } from "./live/status-column";
import { changed, findPlace, needRow } from "./place";
import { problems } from "./problems";
import type { Comparison, Entry, Place, ProblemList, RemovedRow } from "./rpc";
import { putOnMarks } from "./setup/marks";
import { deleteRow, insertRow, plainText, readFormulas, readRow, readRowTexts, writeRow } from "./sheet/cells";
import { rememberedStatus } from "./sheet/remembered-columns";
import { flush } from "./sheet/workbook";

/** Two rows cell by cell, as they look; Status aside. */
export function compare(one: Place, other: Place): Comparison {
  const { sheet, header, rows, own } = findBoth(one, other);
  const texts = rows.map((row) => readRowTexts(sheet, row, header.length));
  return {
    columns: header.flatMap((name, i) => (own.has(i) ? [] : [name])),
    rows: rows.map((row, i) => ({ row, cells: texts[i].filter((_, column) => !own.has(column)) })),
  };
}

/**
 * Deletes a row that says the same lead as another. What only it says is written into the empty cells of the one that is kept first;
 * columns in which a formula stands are nobody's to write into. Answers the new list, and what takes it back.
 */
export function keepOne(keep: Place, drop: Place): { list: ProblemList; undo: RemovedRow } {
  needLock();
  const { sheet, tab, header, rows, own } = findBoth(keep, drop);
  const [kept, dropped] = rows;
  const formulas = readFormulas(sheet);
  const worked = header.map((_, column) => formulas.some((row) => (row[column] ?? "") !== ""));
  const [before, lost] = rows.map((row) => readRow(sheet, row, header.length));
  const filled = header.map((_, i): Entry => {
    const isMissing = before[i] === "" && lost[i] !== "" && !worked[i] && !own.has(i);
    return isMissing ? entryOf(lost[i]) : null;
  });
  const cells = header.map((_, i): Entry => {
    const formula = formulas[dropped - 1]?.[i] ?? "";
    if (formula !== "") return { formula };
    return lost[i] === "" || worked[i] || own.has(i) ? null : entryOf(lost[i]);
  });
  writeRow(sheet, kept, filled.map(written));
  deleteRow(sheet, dropped);
  flush();
  const row = kept - (dropped < kept ? 1 : 0);
  // The tab's own cells are what its rows are known by; of Companies they are texts.
  const after = tab.values[kept - 1].map((cell, i) => (filled[i] === null ? cell : tab.values[dropped - 1][i]));
  const key = rowKey(after, keyColumns(tab));
  return {
    list: problems(),
    undo: { tab: keep.tab, row: dropped, header, cells, filled, kept: { ...keep, row, key } },
  };
}

/** Puts the row back where it was, and empties what was filled in for it and still says so. */
export function undoKeepOne({ tab: name, row, header, cells, filled, kept }: RemovedRow): ProblemList {
  needLock();
  const { sheet, tab } = findPlace({ tab: name, row });
  const now = readRowTexts(sheet, 1, tab.values[0].length);
  if (header.some((text, i) => now[i] !== text)) throw changed({ tab: name, row });
  const keptRow = needRow(tab, kept);
  const still = readRow(sheet, keptRow, header.length).map(entryOf);
  const isFilled = (i: number) => filled[i] !== null && JSON.stringify(filled[i]) === JSON.stringify(still[i]);
  writeRow(
    sheet,
    keptRow,
    filled.map((_, i) => (isFilled(i) ? "" : null)),
  );
  insertRow(sheet, row);
  writeRow(sheet, row, cells.map(written));
  flush();
  // A row that is put back at the edge of what was marked is not marked.
  putOnMarks();
  return problems();
}

function findBoth(one: Place, other: Place) {
  const { sheet, tab } = findPlace(one);
  const rows = [needRow(tab, one), needRow(tab, other)];
  if (one.tab !== other.tab || rows[0] === rows[1]) throw changed(one);
  const header = readRowTexts(sheet, 1, tab.values[0].length);
  // A column of Companies that is only called so may be a person's.
  const own = one.tab === LEADS.tab ? statusColumns(header) : [rememberedStatus(sheet)];
  return { sheet, tab, header, rows, own: new Set(own) };
}

function entryOf(cell: SheetCell): Entry {
  if (cell === null || cell === "") return null;
  return isDate(cell) ? { date: cell.getTime() } : cell;
}

/** What is to be written so that the cell says it; `null`: nothing. */
function written(entry: Entry): SheetCell {
  if (typeof entry === "string") return plainText(entry);
  if (typeof entry !== "object" || entry === null) return entry;
  return "date" in entry ? new Date(entry.date) : entry.formula;
}
