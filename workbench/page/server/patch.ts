import type { Line, TabPatch } from "../wire";
import type { TabView } from "./tab-view";

/** What turns one view of a tab into the next; undefined when nothing that shows has changed. */
export function tabPatchOf(before: TabView, after: TabView): TabPatch | undefined {
  const splice = spliceOf(before, after);
  const lines: [number, Line][] = [];
  const last = Math.max(after.lines.length, shifted(before.lines.length, splice));
  for (let row = 0; row < last; row++) {
    const line = after.lines[row] ?? EMPTY;
    const old = before.lines[unshifted(row, splice)] ?? EMPTY;
    if (line !== old && !sameLine(line, old)) lines.push([row, line]);
  }
  const shape = before.shapeText === after.shapeText ? null : after.shape;
  if (splice === null && lines.length === 0 && shape === null) return undefined;
  const columns = before.shape.columns !== after.shape.columns;
  return { id: after.id, splice, rows: after.rowCount, lines, columns, shape, checksum: after.checksum };
}

const EMPTY: Line = [];

type Splice = TabPatch["splice"];

/**
 * Where rows came in or went out, when the number of rows changed: the place that leaves most rows as they are. Rows are known again by
 * identity, so that this is one pass over both lists.
 */
function spliceOf(before: TabView, after: TabView): Splice {
  const more = after.rowCount - before.rowCount;
  if (more === 0) return null;
  // A place `at` keeps the rows above it and shifts those below; move it down row by row and count what stays.
  const end = Math.min(before.rowCount, after.rowCount);
  const [down, up] = more > 0 ? [more, 0] : [0, -more];
  let kept = 0;
  let best = 0;
  let at = 0;
  for (let row = 0; row < end; row++) {
    if (before.rows[row] === after.rows[row]) kept++;
    if (before.rows[row + up] === after.rows[row + down]) kept--;
    if (kept > best) [best, at] = [kept, row + 1];
  }
  return { at, removed: up, inserted: down };
}

/** Where the row that is now at `row` was; -1 when it is new. */
function unshifted(row: number, splice: Splice): number {
  if (splice === null || row < splice.at) return row;
  return row < splice.at + splice.inserted ? -1 : row - splice.inserted + splice.removed;
}

function shifted(length: number, splice: Splice): number {
  return splice === null || length <= splice.at
    ? length
    : Math.max(splice.at, length + splice.inserted - splice.removed);
}

function sameLine(one: Line, other: Line): boolean {
  if (one.length !== other.length) return false;
  return one.every((cell, column) => {
    const twin = other[column];
    if (cell === null || twin === null || typeof cell === "string" || typeof twin === "string") return cell === twin;
    return cell[0] === twin[0] && cell[1] === twin[1] && cell[2] === twin[2];
  });
}
