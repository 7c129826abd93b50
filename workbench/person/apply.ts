import { REQUESTS } from "../api/batch-update";
import { ApiError, RequestFault } from "../api/errors";
import { growTo } from "../api/values-write";
import type { Book } from "../book/book";
import { gridRangeOf } from "../book/box";
import { cellOf, type Slot, withEntry } from "../book/cell";
import { movedFormula } from "../book/formula-text";
import type { Message } from "../book/json";
import { typist } from "../book/typed";
import type { Area, PersonEdit } from "./edit";
import { Refused } from "./refused";
import { cellStep, type Patch, patchOf, type Step, sheetWith } from "./step";
import { insert, move, remove } from "./structure-step";
import { validator } from "./validator";

/** What can be applied to a book alone; undo and redo need its history. */
export type Change = Exclude<PersonEdit, { kind: "undo" | "redo" }>;

/** Carries out one edit whole or not at all, and returns the step that takes it back. Throws `Refused` where Sheets refuses. */
export function apply(book: Book, edit: Change): Step {
  try {
    return book.change(() => carryOut(book, edit));
  } catch (error) {
    const refused = error instanceof RequestFault || (error instanceof ApiError && error.code === 400);
    throw refused ? new Refused(error.message) : error;
  }
}

function carryOut(book: Book, edit: Change): Step {
  switch (edit.kind) {
    case "type":
      return typeText(book, edit);
    case "paste":
      return paste(book, edit);
    case "clear":
      return cells(book, [edit.area], edit.area, () => {
        sheetWith(book, edit.area.sheetId).edit(edit.area, (slot) => withEntry(slot, undefined));
      });
    case "fill":
      return cells(book, [edit.target], edit.target, () => fill(book, edit.source, edit.target));
    case "copy":
      return copy(book, edit);
    case "sort":
      return cells(book, [edit.area], edit.area, () => {
        const sortSpecs = edit.by.map(({ column, descending }) => ({
          dimensionIndex: column,
          sortOrder: descending ? "DESCENDING" : "ASCENDING",
        }));
        request(book, "sortRange", { range: rangeOf(edit.area), sortSpecs });
      });
    case "insert":
    case "delete":
    case "move":
      return structure(book, edit);
  }
}

function typeText(book: Book, { sheetId, row, column, text }: Extract<Change, { kind: "type" }>): Step {
  const sheet = sheetWith(book, sheetId);
  if (row >= sheet.rowCount || column >= sheet.columnCount) throw new Refused("There is no such cell on the sheet.");
  const area = { sheetId, top: row, bottom: row + 1, left: column, right: column + 1 };
  return cells(book, [area], area, () => {
    const entered = typist(book.properties.locale)(sheet.slot(row, column), text);
    validator(book)(sheet, row, column, entered);
    sheet.put(row, column, entered);
  });
}

/** A paste that runs over the end of the grid makes it grow; undo leaves it grown. */
function paste(book: Book, { sheetId, top, left, rows }: Extract<Change, { kind: "paste" }>): Step {
  const sheet = sheetWith(book, sheetId);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const area = { sheetId, top, bottom: top + rows.length, left, right: left + width };
  growTo(book, sheet, area.bottom, area.right);
  return cells(book, [area], area, () => {
    const enter = typist(book.properties.locale);
    sheet.edit(area, (slot, row, column) => {
      const value = rows[row - top][column - left] ?? null;
      return value === null ? slot : enter(slot, value);
    });
  });
}

/** The last repetition may be a part. */
function fill(book: Book, source: Area, target: Area): void {
  const from = sheetWith(book, source.sheetId);
  const [height, width] = [source.bottom - source.top, source.right - source.left];
  const slots = patchOf(book, source).slots;
  if (height < 1 || width < 1 || source.bottom > from.rowCount) throw new Refused("There is nothing to fill from.");
  sheetWith(book, target.sheetId).edit(target, (_, row, column) => {
    const [r, c] = [(row - target.top) % height, (column - target.left) % width];
    const slot = slots[r][c];
    if (typeof slot !== "object" || slot.formula === undefined) return slot;
    return { ...slot, formula: movedFormula(slot.formula, row - source.top - r, column - source.left - c) };
  });
}

function copy(book: Book, { source, to, cut }: Extract<Change, { kind: "copy" }>): Step {
  const target: Area = {
    sheetId: to.sheetId,
    top: to.row,
    bottom: to.row + source.bottom - source.top,
    left: to.column,
    right: to.column + source.right - source.left,
  };
  growTo(book, sheetWith(book, to.sheetId), target.bottom, target.right);
  if (!cut) {
    return cells(book, [target], target, () =>
      request(book, "copyPaste", { source: rangeOf(source), destination: rangeOf(target) }),
    );
  }
  const destination = { sheetId: to.sheetId, rowIndex: to.row, columnIndex: to.column };
  return cells(book, [source, target], target, () =>
    request(book, "cutPaste", { source: rangeOf(source), destination, pasteType: "PASTE_NORMAL" }),
  );
}

function structure(book: Book, edit: Extract<Change, { kind: "insert" | "delete" | "move" }>): Step {
  const { sheetId, dimension } = edit;
  const sheet = sheetWith(book, sheetId);
  const [word, size] = dimension === "ROWS" ? ["rows", sheet.rowCount] : ["columns", sheet.columnCount];
  const at = edit.kind === "move" ? edit.from : edit.at;
  const end = edit.kind === "insert" ? at : at + edit.count;
  if (edit.count < 1 || at < 0 || end > size) throw new Refused(`There are no such ${word} on the sheet.`);
  const stretch = { sheetId, dimension, at, count: edit.count };
  switch (edit.kind) {
    case "insert": {
      const step = insert(book, stretch);
      growTo(book, sheet, 0, 0);
      return step;
    }
    case "delete":
      if (edit.count >= size) throw new Refused(`You can't delete all the ${word} on the sheet.`);
      return remove(book, stretch);
    case "move":
      if (edit.before < 0 || edit.before > size) throw new Refused(`There are no such ${word} on the sheet.`);
      // Onto their own place: nothing moves.
      if (edit.before >= at && edit.before <= at + edit.count) return cellStep([], undefined);
      return move(book, stretch, edit.before);
  }
}

/** Changes cells of some areas. `area`, those a person sees changed, is left out of the step when no value is another. */
function cells(book: Book, areas: readonly Area[], area: Area, work: () => void): Step {
  const before = areas.map((one) => patchOf(book, one));
  work();
  const altered = before.some((patch) => isAltered(book, patch));
  return cellStep(before, altered ? area : undefined);
}

function isAltered(book: Book, { area, slots }: Patch): boolean {
  const sheet = sheetWith(book, area.sheetId);
  for (let row = area.top; row < area.bottom; row++) {
    const old = slots[row - area.top];
    const now = sheet.rows[row];
    if (now === undefined && old.length === 0) continue;
    for (let column = area.left; column < area.right; column++) {
      if (!sameEntry(old[column - area.left], now?.[column])) return true;
    }
  }
  return false;
}

function sameEntry(a: Slot, b: Slot): boolean {
  if (a === b) return true;
  const [one, other] = [cellOf(a), cellOf(b)];
  return one.value === other.value && one.formula === other.formula;
}

/** A request of the Sheets API does the same as the person's gesture. */
function request(book: Book, kind: string, message: Message): void {
  const nextId = (): never => {
    throw new Error(`${kind} makes nothing that has an id.`);
  };
  REQUESTS[kind]({ book, nextId }, message);
}

function rangeOf(area: Area): Message {
  return gridRangeOf(area.sheetId, area);
}
