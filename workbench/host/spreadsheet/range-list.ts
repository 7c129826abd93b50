import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { type App, type SheetRange, write } from "./app";
import { putValues } from "./range-values";

/** `RangeList` of Apps Script: one call for many ranges of a sheet. */
export function rangeListSurface(app: App, ranges: readonly SheetRange[]): object {
  const self: object = surface(app.execution.realm, "RangeList", {
    getRanges: () => app.execution.realm.array(ranges.map((range) => app.surfaces.range(app, range))),
    setValue: (value: unknown) =>
      write(app, "RangeList.setValue", () => {
        for (const range of ranges) putValues(app, range, () => value);
        return self;
      }),
    clearContent: () =>
      write(app, "RangeList.clearContent", () => {
        for (const range of ranges) putValues(app, range, () => null);
        return self;
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.RangeList>);
  return self;
}
