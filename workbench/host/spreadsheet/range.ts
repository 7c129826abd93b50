import type { Like } from "../realm/google";
import { inParts } from "../realm/in-parts";
import { surface } from "../realm/surface";
import { type App, type SheetRange, sheetOf } from "./app";
import { a1Of, boxAt } from "./boxes";
import { metadataOf } from "./metadata";
import { protectionsOf } from "./protection";
import { rangeFormats } from "./range-formats";
import { rangeValues } from "./range-values";

/** `Range` of Apps Script. `extra`: the plain numbers an edit event's range has besides. */
export function rangeSurface(app: App, range: SheetRange, extra: Record<string, number> = {}): object {
  // What setters return, so that they can be chained.
  const self = () => rangeSurface(app, range);
  return surface(app.execution.realm, "Range", Object.assign(rangeMethods(app, range, self), extra), range);
}

const rangeMethods = inParts(rangePlace, rangeValues, rangeFormats, metadataOf, protectionsOf);

function rangePlace(app: App, range: SheetRange, self: () => object) {
  const { sheetId, box } = range;
  const sheet = () => sheetOf(app, sheetId);
  return {
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
    getSheet: () => app.surfaces.sheet(app, sheetId),
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
