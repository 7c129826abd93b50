import type { Book } from "../book/book";
import { type Box, boxOf, contains, intersects } from "../book/box";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import type { Area, PersonEdit } from "./edit";
import { Refused } from "./refused";

const REFUSAL =
  "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.";

/** Somebody, and whether the spreadsheet is theirs: its owner may edit everything. */
export interface Editor {
  readonly email: string;
  readonly owner: string;
}

/** Whether a protection keeps this person from the area. One that only warns, or that names no editors, keeps nobody. */
export function isProtected(book: Book, editor: Editor, { sheetId, ...box }: Area): boolean {
  const sheet = book.sheet(sheetId);
  return sheet?.protectedRanges.some((range) => isShut(range, editor) && meets(sheet, range, box)) === true;
}

/**
 * Throws `Refused` when a protection keeps this person from the edit. Undo and redo, and inserted rows and columns, are let through: what
 * Google does there nobody could find out.
 */
export function requireAllowed(book: Book, editor: Editor, edit: PersonEdit): void {
  if (touched(book, edit).some((area) => isProtected(book, editor, area))) throw new Refused(REFUSAL);
}

/** Whether a protection keeps this person out of its range. */
export function isShut({ warningOnly, editors }: Message, { email, owner }: Editor): boolean {
  return warningOnly !== true && editors !== undefined && email !== owner && !(editors.users ?? []).includes(email);
}

function meets(sheet: Sheet, { range, unprotectedRanges = [] }: Message, box: Box): boolean {
  const within = (one: Message) => boxOf(one, sheet.rowCount, sheet.columnCount);
  return intersects(within(range), box) && !unprotectedRanges.some((open: Message) => contains(within(open), box));
}

function touched(book: Book, edit: PersonEdit): Area[] {
  switch (edit.kind) {
    case "type":
      return [block(edit.sheetId, edit.row, edit.column, 1, 1)];
    case "paste": {
      const width = edit.rows.reduce((most, row) => Math.max(most, row.length), 0);
      return [block(edit.sheetId, edit.top, edit.left, edit.rows.length, width)];
    }
    case "clear":
    case "sort":
      return [edit.area];
    case "fill":
      return [edit.target];
    case "copy": {
      const { source, to, cut } = edit;
      const target = block(to.sheetId, to.row, to.column, source.bottom - source.top, source.right - source.left);
      return cut ? [source, target] : [target];
    }
    case "delete":
      return stretch(book, edit, edit.at);
    case "move":
      return stretch(book, edit, edit.from);
    case "insert":
    case "undo":
    case "redo":
      return [];
  }
}

function block(sheetId: number, top: number, left: number, height: number, width: number): Area {
  return { sheetId, top, bottom: top + height, left, right: left + width };
}

function stretch(book: Book, edit: Extract<PersonEdit, { kind: "delete" | "move" }>, at: number): Area[] {
  const sheet = book.sheet(edit.sheetId);
  if (sheet === undefined) return [];
  const rows = edit.dimension === "ROWS" ? { top: at, bottom: at + edit.count } : { left: at, right: at + edit.count };
  return [{ sheetId: edit.sheetId, ...sheet.box, ...rows }];
}
