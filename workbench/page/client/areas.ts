import type { IRange } from "@univerjs/core";
import type { Area } from "../../person/edit";
import type { SheetGrid } from "./sheet-grid";

/** A range of Univer's as an area; whole rows and columns reach the edges of the tab. */
export function areaOf(grid: SheetGrid, tab: number, range: IRange): Area {
  const sheet = grid.sheet(tab);
  const [rows, columns] = [sheet.getRowCount(), sheet.getColumnCount()];
  return {
    sheetId: tab,
    top: range.startRow || 0,
    bottom: Math.min(rows, (Number.isNaN(range.endRow) ? rows - 1 : range.endRow) + 1),
    left: range.startColumn || 0,
    right: Math.min(columns, (Number.isNaN(range.endColumn) ? columns - 1 : range.endColumn) + 1),
  };
}

/** The part of the target that is not the source; fills go one way. */
export function beyond(source: Area, target: Area): Area | undefined {
  if (target.bottom > source.bottom) return { ...target, top: source.bottom };
  if (target.top < source.top) return { ...target, bottom: source.top };
  if (target.right > source.right) return { ...target, left: source.right };
  if (target.left < source.left) return { ...target, right: source.left };
  return undefined;
}

/** The selected rows or columns that are being dragged. */
export function around<A extends keyof IRange, B extends keyof IRange>(
  ranges: IRange[],
  at: IRange,
  start: A,
  end: B,
): IRange {
  return (
    ranges.find((range) => Number(range[start]) <= Number(at[start]) && Number(at[start]) <= Number(range[end])) ?? at
  );
}
