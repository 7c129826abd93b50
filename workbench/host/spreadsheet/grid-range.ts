import { boxOf, gridRangeOf } from "../../book/box";
import type { Message } from "../../book/json";
import { type App, type SheetRange, sheetOf } from "./app";

/** `GridRange` of a range. */
export function gridRange({ sheetId, box }: SheetRange): Message {
  return gridRangeOf(sheetId, box);
}

/** The range of a `GridRange`; open ends reach the edge of the grid. */
export function sheetRangeOf(app: App, range: Message): SheetRange {
  const sheet = sheetOf(app, range.sheetId ?? 0);
  return { sheetId: sheet.id, box: boxOf(range, sheet.rowCount, sheet.columnCount) };
}
