import type { Like } from "../services/google";
import { surface } from "../surface";
import { type App, type Place, write } from "./app";
import { rangeSurface } from "./range";
import { putValues } from "./range-values";

/** `RangeList` of Apps Script: one call for many ranges of a sheet. */
export function rangeListSurface(app: App, places: readonly Place[]): object {
  const self: object = surface(app.execution.realm, "RangeList", {
    getRanges: () => app.execution.realm.array(places.map((place) => rangeSurface(app, place))),
    setValue: (value: unknown) =>
      write(app, "RangeList.setValue", () => {
        for (const place of places) putValues(app, place, () => value);
        return self;
      }),
    clearContent: () =>
      write(app, "RangeList.clearContent", () => {
        for (const place of places) putValues(app, place, () => null);
        return self;
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.RangeList>);
  return self;
}
