import { boxOf, gridRangeOf } from "../../book/box";
import type { Message } from "../../book/json";
import { type App, type Place, sheetOf } from "./app";

/** `GridRange` of a place. */
export function gridRange({ sheetId, box }: Place): Message {
  return gridRangeOf(sheetId, box);
}

/** The place of a `GridRange`; open ends reach the edge of the grid. */
export function placeOf(app: App, range: Message): Place {
  const sheet = sheetOf(app, range.sheetId ?? 0);
  return { sheetId: sheet.id, box: boxOf(range, sheet.rowCount, sheet.columnCount) };
}
