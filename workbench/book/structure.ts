import type { Book } from "./book";
import type { Box, Dimension } from "./box";
import { contains } from "./box";
import type { Slot } from "./cell";
import { moveFormulas } from "./formula-moves";
import type { Message } from "./json";
import { insertion, type MoveSpan, moveDimensionRange, moveGridRange, moveInside, relocation, removal } from "./ranges";
import type { Sheet } from "./sheet";

/** Inserts empty rows or columns before `at`; the grid grows by as many. */
export function insertDimension(book: Book, sheet: Sheet, dimension: Dimension, at: number, count: number): void {
  if (dimension === "ROWS") {
    if (at < sheet.rows.length) sheet.rows = [...sheet.rows.slice(0, at), ...new Array(count), ...sheet.rows.slice(at)];
  } else {
    sheet.rows = sheet.rows.map((row) =>
      row === undefined || row.length <= at
        ? row
        : [...row.slice(0, at), ...new Array(count).fill(undefined), ...row.slice(at)],
    );
  }
  sheet.properties.gridProperties[countKey(dimension)] += count;
  moveEverything(book, sheet, dimension, insertion(at, count));
}

/** Deletes rows or columns and what stands in them; the grid shrinks by as many. */
export function deleteDimension(book: Book, sheet: Sheet, dimension: Dimension, from: number, to: number): void {
  if (dimension === "ROWS") sheet.rows = [...sheet.rows.slice(0, from), ...sheet.rows.slice(to)];
  else sheet.rows = sheet.rows.map((row) => row && trimmed([...row.slice(0, from), ...row.slice(to)]));
  const grid = sheet.properties.gridProperties;
  grid[countKey(dimension)] -= to - from;
  const frozen = dimension === "ROWS" ? "frozenRowCount" : "frozenColumnCount";
  if (grid[frozen] !== undefined) grid[frozen] = removal(from, to)(0, grid[frozen])?.[1] ?? 0;
  moveEverything(book, sheet, dimension, removal(from, to));
}

/** Moves rows or columns so that they stand before what is now at `destination`. */
export function moveDimension(
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  from: number,
  to: number,
  destination: number,
): void {
  const target = destination > from ? destination - (to - from) : destination;
  const shuffle = <T>(list: readonly T[]): T[] => {
    const taken = list.slice(from, to);
    const rest = [...list.slice(0, from), ...list.slice(to)];
    return [...rest.slice(0, target), ...taken, ...rest.slice(target)];
  };
  if (dimension === "ROWS") {
    while (sheet.rows.length < Math.max(to, destination)) sheet.rows.push(undefined);
    sheet.rows = shuffle(sheet.rows);
  } else {
    sheet.rows = sheet.rows.map((row) => {
      if (row === undefined) return undefined;
      return trimmed(
        shuffle([...row, ...new Array(Math.max(0, Math.max(to, destination) - row.length)).fill(undefined)]),
      );
    });
  }
  moveEverything(book, sheet, dimension, relocation(from, to, destination));
}

/** Pushes the cells of a box down (ROWS) or right (COLUMNS) and leaves it empty; what is pushed out of the grid makes it grow. */
export function insertCells(sheet: Sheet, box: Box, dimension: Dimension): void {
  const count = dimension === "ROWS" ? box.bottom - box.top : box.right - box.left;
  if (dimension === "ROWS") {
    let last = sheet.rows.length;
    while (last > box.top && !holds(sheet, last - 1, box.left, box.right)) last--;
    sheet.grow(last > box.top ? last + count : 0, 0);
    for (let row = last - 1; row >= box.top; row--) moveCells(sheet, row, row + count, box.left, box.right);
  } else {
    for (let row = box.top; row < box.bottom; row++) {
      const slots = sheet.rows[row];
      if (slots === undefined || slots.length <= box.left) continue;
      sheet.putRow(row, [...slots.slice(0, box.left), ...new Array(count).fill(undefined), ...slots.slice(box.left)]);
      sheet.grow(0, slots.length + count);
    }
  }
  moveInStrip(sheet, box, dimension, insertion(dimension === "ROWS" ? box.top : box.left, count));
}

/** Takes the cells of a box out; those below (ROWS) or to the right (COLUMNS) close the gap. */
export function deleteCells(sheet: Sheet, box: Box, dimension: Dimension): void {
  if (dimension === "ROWS") {
    const count = box.bottom - box.top;
    for (let row = box.top; row < sheet.rows.length; row++) moveCells(sheet, row + count, row, box.left, box.right);
    moveInStrip(sheet, box, dimension, removal(box.top, box.bottom));
  } else {
    for (let row = box.top; row < box.bottom; row++) {
      const slots = sheet.rows[row];
      if (slots !== undefined) sheet.putRow(row, [...slots.slice(0, box.left), ...slots.slice(box.right)]);
    }
    moveInStrip(sheet, box, dimension, removal(box.left, box.right));
  }
}

function countKey(dimension: Dimension): "rowCount" | "columnCount" {
  return dimension === "ROWS" ? "rowCount" : "columnCount";
}

function trimmed(slots: Slot[]): Slot[] | undefined {
  while (slots.length > 0 && slots[slots.length - 1] === undefined) slots.pop();
  return slots.length > 0 ? slots : undefined;
}

function holds(sheet: Sheet, row: number, left: number, right: number): boolean {
  return sheet.rows[row]?.slice(left, right).some((slot) => slot !== undefined) ?? false;
}

/** Moves the cells of one row between two columns to another row and leaves them empty. */
function moveCells(sheet: Sheet, from: number, to: number, left: number, right: number): void {
  for (let column = left; column < right; column++) {
    const slot = sheet.slot(from, column);
    if (slot === undefined && sheet.slot(to, column) === undefined) continue;
    sheet.put(to, column, slot);
    sheet.put(from, column, undefined);
  }
}

/** After cells moved within a strip: merges and protected ranges that lie wholly in it go along. */
function moveInStrip(sheet: Sheet, box: Box, dimension: Dimension, move: MoveSpan): void {
  const strip: Box =
    dimension === "ROWS" ? { ...box, bottom: Number.MAX_SAFE_INTEGER } : { ...box, right: Number.MAX_SAFE_INTEGER };
  const inStrip = (range: Message) =>
    contains(strip, {
      top: range.startRowIndex ?? 0,
      bottom: range.endRowIndex ?? Number.MAX_SAFE_INTEGER,
      left: range.startColumnIndex ?? 0,
      right: range.endColumnIndex ?? Number.MAX_SAFE_INTEGER,
    });
  sheet.merges = sheet.merges.flatMap((range) =>
    inStrip(range) ? (moveGridRange(range, dimension, move) ?? []) : range,
  );
}

/** Moves all that stands at a place: merges, rules, protections, charts, filters, names, metadata, sizes, formulas. */
function moveEverything(book: Book, sheet: Sheet, dimension: Dimension, move: MoveSpan): void {
  const inside = (message: Message) => moveInside(message, sheet.id, dimension, move);
  sheet.merges = sheet.merges
    .flatMap((range) => moveGridRange(range, dimension, move) ?? [])
    .filter(
      (range) => range.endRowIndex - range.startRowIndex > 1 || range.endColumnIndex - range.startColumnIndex > 1,
    );
  sheet.conditionalFormats = sheet.conditionalFormats.map(inside).filter((rule) => rule.ranges.length > 0);
  sheet.protectedRanges = sheet.protectedRanges
    .map(inside)
    .filter((range) => range.range !== undefined || range.namedRangeId !== undefined);
  const filter = sheet.basicFilter && inside(sheet.basicFilter);
  sheet.basicFilter = filter?.range === undefined ? undefined : filter;
  for (const name of ["rowGroups", "columnGroups"] as const) {
    sheet[name] = sheet[name].flatMap((group) => {
      const range = moveDimensionRange(group.range, dimension, move);
      return range === undefined ? [] : { ...group, range };
    });
  }
  for (const each of book.sheets) each.charts = each.charts.map(inside);
  book.namedRanges = book.namedRanges.map(inside).filter((named) => named.range !== undefined);
  book.developerMetadata = book.developerMetadata.flatMap((metadata) => {
    const at: Message | undefined = metadata.location.dimensionRange;
    if (at === undefined || at.sheetId !== sheet.id) return metadata;
    const range = moveDimensionRange(at, dimension, move);
    return range === undefined ? [] : { ...metadata, location: { ...metadata.location, dimensionRange: range } };
  });
  const sizes = dimension === "ROWS" ? "rowProperties" : "columnProperties";
  sheet[sizes] = new Map(
    [...sheet[sizes]].flatMap(([index, properties]) => {
      const moved = move(index, index + 1);
      return moved === undefined ? [] : [[moved[0], properties] as const];
    }),
  );
  moveFormulas(book, sheet, dimension, move);
}
