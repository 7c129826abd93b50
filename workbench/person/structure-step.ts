import { isDeepStrictEqual } from "node:util";
import type { Book } from "../book/book";
import type { Box, Dimension } from "../book/box";
import { hasValue } from "../book/cell";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { deleteDimension, insertDimension, moveDimension } from "../book/structure";
import type { Area } from "./edit";
import { type Patch, patchOf, type Step, sheetWith } from "./step";

/** `count` rows or columns from `at` on. */
export interface Stretch {
  readonly sheetId: number;
  readonly dimension: Dimension;
  readonly at: number;
  readonly count: number;
}

/** What stood on deleted rows or columns. */
interface Removed {
  readonly patch: Patch;
  readonly sizes: readonly (readonly [number, Message])[];
  readonly before: Marks;
  readonly after: Marks;
}

/** Inserts, or brings back what was removed. */
export function insert(book: Book, stretch: Stretch, removed?: Removed): Step {
  const { dimension, at, count } = stretch;
  const sheet = sheetWith(book, stretch.sheetId);
  const marks = marksOf(book, sheet);
  insertDimension(book, sheet, dimension, at, count);
  if (removed !== undefined) bringBack(book, sheet, dimension, removed, marks);
  return {
    change: dimension === "ROWS" ? "INSERT_ROW" : "INSERT_COLUMN",
    area: undefined,
    tabs: [stretch.sheetId],
    undo: (now) => remove(now, stretch),
  };
}

/**
 * Deletes rows or columns. Undo brings back their cells and sizes, and the rules, protections, merges, names and metadata on them where
 * nobody changed such since. It does not bring back formulas elsewhere that pointed at them and became `#REF!`, nor frozen rows.
 */
export function remove(book: Book, stretch: Stretch): Step {
  const { dimension, at, count } = stretch;
  const sheet = sheetWith(book, stretch.sheetId);
  const before = marksOf(book, sheet);
  const patch = patchOf(book, areaOf(sheet, stretch));
  const sizes = [...sizesOf(sheet, dimension)].filter(([index]) => index >= at && index < at + count);
  deleteDimension(book, sheet, dimension, at, at + count);
  const removed: Removed = { patch, sizes, before, after: marksOf(book, sheet) };
  return {
    change: dimension === "ROWS" ? "REMOVE_ROW" : "REMOVE_COLUMN",
    area: undefined,
    tabs: [stretch.sheetId],
    undo: (now) => insert(now, stretch, removed),
  };
}

/** Moves rows or columns so that they stand before what is now at `before`. */
export function move(book: Book, { sheetId, dimension, at, count }: Stretch, before: number): Step {
  const sheet = sheetWith(book, sheetId);
  const target = before > at ? before - count : before;
  moveDimension(book, sheet, dimension, at, at + count, before);
  const moved = areaOf(sheet, { sheetId, dimension, at: target, count });
  return {
    change: "OTHER",
    area: holdsValue(sheet, moved) ? moved : undefined,
    tabs: [sheetId],
    undo: (now) => move(now, { sheetId, dimension, at: target, count }, at > target ? at + count : at),
  };
}

/** Everything besides cells that names a place of a tab, by the name of its list. */
type Marks = Readonly<Record<string, unknown>>;

const SHEET_MARKS = [
  "merges",
  "conditionalFormats",
  "protectedRanges",
  "basicFilter",
  "rowGroups",
  "columnGroups",
] as const;
const BOOK_MARKS = ["namedRanges", "developerMetadata"] as const;

function marksOf(book: Book, sheet: Sheet): Marks {
  const own = SHEET_MARKS.map((name) => [name, sheet[name]]);
  return structuredClone(Object.fromEntries([...own, ...BOOK_MARKS.map((name) => [name, book[name]])]));
}

function bringBack(book: Book, sheet: Sheet, dimension: Dimension, removed: Removed, marks: Marks): void {
  const { patch, sizes, before, after } = removed;
  const { area, slots } = patch;
  sheet.edit(area, (_, row, column) => slots[row - area.top][column - area.left]);
  for (const [index, size] of sizes) sizesOf(sheet, dimension).set(index, size);
  const untouched = (name: string) => isDeepStrictEqual(marks[name], after[name]);
  const old = structuredClone(before);
  Object.assign(sheet, Object.fromEntries(SHEET_MARKS.filter(untouched).map((name) => [name, old[name]])));
  Object.assign(book, Object.fromEntries(BOOK_MARKS.filter(untouched).map((name) => [name, old[name]])));
}

function areaOf(sheet: Sheet, { sheetId, dimension, at, count }: Stretch): Area {
  const stretch = dimension === "ROWS" ? { top: at, bottom: at + count } : { left: at, right: at + count };
  return { sheetId, ...sheet.box, ...stretch };
}

function sizesOf(sheet: Sheet, dimension: Dimension): Map<number, Message> {
  return dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties;
}

function holdsValue(sheet: Sheet, box: Box): boolean {
  return sheet.rows.slice(box.top, box.bottom).some((row) => row?.slice(box.left, box.right).some(hasValue));
}
