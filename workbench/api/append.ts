import type { Book } from "../book/book";
import type { Box } from "../book/box";
import { hasValue } from "../book/cell";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { insertDimension } from "../book/structure";
import { clamp, echo, findRange } from "./find-range";
import { asRows, growTo, type Writing, writeRows } from "./values-write";

/** `spreadsheets.values.append`: below the last table that touches the range, or at the range's start when none does. */
export function appendValues(
  book: Book,
  range: string,
  data: Message,
  writing: Writing & { insertDataOption?: string | undefined },
): Message {
  const target = findRange(book, range);
  const { sheet } = target;
  const box = clamp(target);
  const rows = asRows(data, "values");
  const table = lastTable(sheet, box);
  const top = table?.bottom ?? box.top;
  const left = table?.left ?? box.left;
  const tableRange = table === undefined ? undefined : echo(sheet, table);
  if (writing.insertDataOption === "INSERT_ROWS" && rows.length > 0) {
    growTo(book, sheet, top, 0);
    insertDimension(book, sheet, "ROWS", top, rows.length);
  }
  const { response } = writeRows(book, sheet, top, left, rows, writing);
  return { spreadsheetId: book.id, ...(tableRange === undefined ? {} : { tableRange }), updates: response };
}

/** The table with the last filled cell of the range: the lowest row, then the rightmost column. */
function lastTable(sheet: Sheet, box: Box): Box | undefined {
  for (let row = Math.min(box.bottom, sheet.rows.length) - 1; row >= box.top; row--) {
    const slots = sheet.rows[row];
    if (slots === undefined) continue;
    for (let column = Math.min(box.right, slots.length) - 1; column >= box.left; column--) {
      if (hasValue(slots[column])) return tableAround(sheet, row, column);
    }
  }
  return undefined;
}

/** Grows a rectangle from a filled cell for as long as a filled cell touches it, corners included. */
function tableAround(sheet: Sheet, row: number, column: number): Box {
  let box: Box = { top: row, bottom: row + 1, left: column, right: column + 1 };
  const filled = (top: number, bottom: number, left: number, right: number): boolean => {
    for (let r = Math.max(0, top); r < Math.min(bottom, sheet.rows.length); r++) {
      const slots = sheet.rows[r];
      if (slots === undefined) continue;
      for (let c = Math.max(0, left); c < Math.min(right, slots.length); c++) if (hasValue(slots[c])) return true;
    }
    return false;
  };
  for (;;) {
    const { top, bottom, left, right } = box;
    if (top > 0 && filled(top - 1, top, left - 1, right + 1)) box = { ...box, top: top - 1 };
    else if (filled(bottom, bottom + 1, left - 1, right + 1)) box = { ...box, bottom: bottom + 1 };
    else if (left > 0 && filled(top, bottom, left - 1, left)) box = { ...box, left: left - 1 };
    else if (filled(top, bottom, right, right + 1)) box = { ...box, right: right + 1 };
    else return box;
  }
}
