import type { Message } from "../../book/json";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { type App, carryOut, type SheetRange, sheetOf, write } from "./app";
import { DeveloperMetadataLocationType, DeveloperMetadataVisibility } from "./enums";

/** What metadata can be attached to: a range of a tab, a whole tab, or the spreadsheet. */
type Home = SheetRange | { readonly sheetId: number } | undefined;

const MISPLACED =
  "Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.";

/** `addDeveloperMetadata`, `getDeveloperMetadata` and the finder of a range, a sheet or the spreadsheet. */
export function metadataOf(app: App, home: Home) {
  const { book, execution } = app;
  const owner = ownerOf(home);
  return {
    /** (key), (key, value), (key, visibility) or (key, value, visibility). */
    addDeveloperMetadata: (key: string, second?: unknown, third?: unknown) => {
      const visibility = String(third ?? (typeof second === "object" ? second : "DOCUMENT"));
      const value = typeof second === "string" ? { metadataValue: second } : {};
      carryOut(app, `${owner}.addDeveloperMetadata`, "createDeveloperMetadata", {
        developerMetadata: { metadataKey: key, ...value, visibility, location: locationOf(app, home) },
      });
      if (home === undefined) return app.surfaces.spreadsheet(app);
      return "box" in home ? app.surfaces.range(app, home) : app.surfaces.sheet(app, home.sheetId);
    },
    getDeveloperMetadata: () =>
      execution.call(`${owner}.getDeveloperMetadata`, () => {
        const at = JSON.stringify(locationOf(app, home));
        const here = book.developerMetadata.filter(({ location: { locationType: _, ...location } }) => {
          return JSON.stringify(location) === at;
        });
        return execution.realm.array(here.map((one) => metadataSurface(app, one.metadataId)));
      }),
    createDeveloperMetadataFinder: () => finder(app, home),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Range & GoogleAppsScript.Spreadsheet.Sheet>;
}

function ownerOf(home: Home): string {
  if (home === undefined) return "Spreadsheet";
  return "box" in home ? "Range" : "Sheet";
}

function locationOf(app: App, home: Home): Message {
  if (home === undefined) return { spreadsheet: true };
  if (!("box" in home)) return { sheetId: home.sheetId };
  const { box, sheetId } = home;
  const { rowCount, columnCount } = sheetOf(app, sheetId);
  if (box.left === 0 && box.right === columnCount && box.bottom - box.top === 1) {
    return { dimensionRange: { sheetId, dimension: "ROWS", startIndex: box.top, endIndex: box.bottom } };
  }
  if (box.top === 0 && box.bottom === rowCount && box.right - box.left === 1) {
    return { dimensionRange: { sheetId, dimension: "COLUMNS", startIndex: box.left, endIndex: box.right } };
  }
  throw new Error(MISPLACED);
}

function finder(app: App, home: Home): object {
  const wanted: Message = {};
  const self: object = surface(
    app.execution.realm,
    "DeveloperMetadataFinder",
    finderMethods(app, home, wanted, () => self),
  );
  return self;
}

function finderMethods(app: App, home: Home, wanted: Message, self: () => object) {
  const want = (name: string, value: unknown) => {
    wanted[name] = value;
    return self();
  };
  return {
    withKey: (key: string) => want("metadataKey", key),
    withValue: (value: string) => want("metadataValue", value),
    withId: (id: number) => want("metadataId", id),
    withVisibility: (visibility: unknown) => want("visibility", String(visibility)),
    withLocationType: (type: unknown) => want("locationType", String(type)),
    find: () =>
      app.execution.call("DeveloperMetadataFinder.find", () => {
        const found = app.book.developerMetadata.filter((one) => {
          const { locationType, ...rest } = wanted;
          if (locationType !== undefined && one.location.locationType !== locationType) return false;
          return Object.entries(rest).every(([name, value]) => one[name] === value) && isWithin(one.location, home);
        });
        return app.execution.realm.array(found.map((one) => metadataSurface(app, one.metadataId)));
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder>;
}

/** Whether metadata stands on the home or on something in it. */
function isWithin({ sheetId, dimensionRange }: Message, home: Home): boolean {
  if (home === undefined) return true;
  if ((dimensionRange?.sheetId ?? sheetId) !== home.sheetId) return false;
  if (!("box" in home)) return true;
  if (dimensionRange === undefined) return false;
  const { box } = home;
  const [start, end] = dimensionRange.dimension === "ROWS" ? [box.top, box.bottom] : [box.left, box.right];
  return start <= dimensionRange.startIndex && dimensionRange.endIndex <= end;
}

function metadataSurface(app: App, id: number): object {
  const self: object = surface(
    app.execution.realm,
    "DeveloperMetadata",
    metadataMethods(app, id, () => self),
  );
  return self;
}

function metadataMethods(app: App, id: number, self: () => object) {
  const { book, execution } = app;
  const found = (): Message => {
    const metadata = book.developerMetadata.find(({ metadataId }) => metadataId === id);
    if (metadata === undefined) throw new Error("The developer metadata no longer exists.");
    return metadata;
  };
  const change = (name: string, change: Message) =>
    write(app, `DeveloperMetadata.${name}`, () => {
      Object.assign(found(), change);
      return self();
    });
  return {
    getId: () => id,
    getKey: (): string => found().metadataKey,
    getValue: (): string | null => found().metadataValue ?? null,
    getVisibility: () => DeveloperMetadataVisibility[found().visibility as "DOCUMENT"],
    getLocation: () => surface(execution.realm, "DeveloperMetadataLocation", locationMethods(app, found().location)),
    setKey: (key: string) => change("setKey", { metadataKey: key }),
    setValue: (value: string) => change("setValue", { metadataValue: value }),
    setVisibility: (visibility: unknown) => change("setVisibility", { visibility: String(visibility) }),
    remove: () =>
      write(app, "DeveloperMetadata.remove", () => {
        const gone = found();
        book.developerMetadata = book.developerMetadata.filter((one) => one !== gone);
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.DeveloperMetadata>;
}

function locationMethods(app: App, { locationType, sheetId, dimensionRange }: Message) {
  const whole = (dimension: string) => {
    if (dimensionRange?.dimension !== dimension) return null;
    const { sheetId: id, startIndex, endIndex } = dimensionRange;
    const box = sheetOf(app, id).box;
    const stretch =
      dimension === "ROWS" ? { top: startIndex, bottom: endIndex } : { left: startIndex, right: endIndex };
    return app.surfaces.range(app, { sheetId: id, box: { ...box, ...stretch } });
  };
  return {
    getLocationType: () => DeveloperMetadataLocationType[locationType as "SHEET"],
    getRow: () => whole("ROWS"),
    getColumn: () => whole("COLUMNS"),
    getSheet: () => (sheetId === undefined ? null : app.surfaces.sheet(app, sheetId)),
    getSpreadsheet: () => (locationType === "SPREADSHEET" ? app.surfaces.spreadsheet(app) : null),
  } satisfies Like<GoogleAppsScript.Spreadsheet.DeveloperMetadataLocation>;
}
