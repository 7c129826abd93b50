import type { Like } from "../services/google";
import { behind, surface } from "../surface";
import { type App, type Place, sheetOf } from "./app";
import { metadataOf } from "./metadata";
import { a1Of, boxAt } from "./place";
import { protectionsOf } from "./protection";
import { rangeFormats } from "./range-formats";
import { rangeValues } from "./range-values";
import { sheetSurface } from "./sheet";

/** `Range` of Apps Script. `extra`: the plain numbers an edit event's range has besides. */
export function rangeSurface(app: App, place: Place, extra: Record<string, number> = {}): object {
  return surface(app.execution.realm, "Range", { ...rangeMethods(app, place), ...extra }, place);
}

/** The place of a range the script hands us; undefined when it is something else. */
function placeBehind(value: unknown): Place | undefined {
  const place = behind(value) as Place | undefined;
  return place !== undefined && "box" in place ? place : undefined;
}

/** The place of a range the script must hand us. */
export function placeOfArgument(value: unknown): Place {
  const place = placeBehind(value);
  if (place === undefined) throw new Error("The parameters don't match the method signature: a Range is expected.");
  return place;
}

function rangeMethods(app: App, place: Place) {
  const { sheetId, box } = place;
  const sheet = () => sheetOf(app, sheetId);
  // What setters answer, so that they can be chained.
  const self = () => rangeSurface(app, place);
  return {
    ...rangeValues(app, place, self),
    ...rangeFormats(app, place, self),
    ...metadataOf(app, place),
    ...protectionsOf(app, place),
    getRow: () => box.top + 1,
    getColumn: () => box.left + 1,
    getNumRows: () => box.bottom - box.top,
    getNumColumns: () => box.right - box.left,
    getLastRow: () => box.bottom,
    getLastColumn: () => box.right,
    getHeight: () => box.bottom - box.top,
    getWidth: () => box.right - box.left,
    getRowIndex: () => box.top + 1,
    getA1Notation: () => a1Of(sheet(), box),
    getGridId: () => sheetId,
    getSheet: () => sheetSurface(app, sheetId),
    getCell: (row: number, column: number) => {
      const cell = boxAt(sheet(), box.top + row, box.left + column);
      if (row > box.bottom - box.top || column > box.right - box.left) throw new Error("Cell reference out of range");
      return rangeSurface(app, { sheetId, box: cell });
    },
    offset: (row: number, column: number, rows = box.bottom - box.top, columns = box.right - box.left) =>
      rangeSurface(app, { sheetId, box: boxAt(sheet(), box.top + 1 + row, box.left + 1 + column, rows, columns) }),
    activate: () =>
      app.execution.call("Range.activate", () => {
        Object.assign(app.selection, { sheetId, box });
        return self();
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Range>;
}
