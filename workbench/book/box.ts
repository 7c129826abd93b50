import type { Message } from "./json";

/** A rectangle of cells: rows `top` to `bottom`, columns `left` to `right`, ends excluded, from 0. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type Dimension = "ROWS" | "COLUMNS";

/** `GridRange` of a sheet as a box; ends left open reach the edge of the grid. */
export function boxOf(range: Message, rowCount: number, columnCount: number): Box {
  return {
    top: range.startRowIndex ?? 0,
    bottom: Math.min(range.endRowIndex ?? rowCount, rowCount),
    left: range.startColumnIndex ?? 0,
    right: Math.min(range.endColumnIndex ?? columnCount, columnCount),
  };
}

export function gridRangeOf(sheetId: number, box: Box): Message {
  return {
    sheetId,
    startRowIndex: box.top,
    endRowIndex: box.bottom,
    startColumnIndex: box.left,
    endColumnIndex: box.right,
  };
}

export function intersects(a: Box, b: Box): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    outer.top <= inner.top && inner.bottom <= outer.bottom && outer.left <= inner.left && inner.right <= outer.right
  );
}
