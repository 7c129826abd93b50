import { findRange } from "../../api/find-range";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { type App, carryOut, sheetOf } from "./app";
import { sheetArgument } from "./arguments";
import { metadataOf } from "./metadata";
import { protectionsIn } from "./protection";

/** `Spreadsheet` of Apps Script. */
export function spreadsheetSurface(app: App): object {
  const self: object = surface(app.execution.realm, "Spreadsheet", spreadsheetMethods(app));
  return self;
}

function spreadsheetMethods(app: App) {
  const { book, execution, selection } = app;
  const { realm } = execution;
  const activate = (sheetId: number) => {
    Object.assign(selection, { sheetId, box: { top: 0, bottom: 1, left: 0, right: 1 } });
    return app.surfaces.sheet(app, sheetId);
  };
  const person = (email: string) =>
    surface(realm, "User", { getEmail: () => email } satisfies Like<GoogleAppsScript.Base.User>);
  return {
    ...metadataOf(app, undefined),
    getId: () => book.id,
    getName: (): string => book.properties.title,
    getUrl: () => `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
    getSpreadsheetTimeZone: (): string => book.properties.timeZone,
    getSpreadsheetLocale: (): string => book.properties.locale,
    getOwner: () => execution.call("Spreadsheet.getOwner", () => person(app.owner)),
    getSheets: () => realm.array(book.sheets.map((sheet) => app.surfaces.sheet(app, sheet.id))),
    getNumSheets: () => book.sheets.length,
    getSheetByName: (name: string) => {
      const sheet = book.sheetByTitle(name);
      return sheet === undefined ? null : app.surfaces.sheet(app, sheet.id);
    },
    getSheetById: (id: number) => (book.sheet(id) === undefined ? null : app.surfaces.sheet(app, id)),
    getActiveSheet: () => app.surfaces.sheet(app, selection.sheetId),
    setActiveSheet: (sheet: unknown) => {
      const sheetId = sheetArgument(sheet);
      return execution.call("Spreadsheet.setActiveSheet", () => activate(sheetId));
    },
    getActiveRange: () => app.surfaces.range(app, { sheetId: selection.sheetId, box: selection.box }),
    getCurrentCell: () => currentCell(app),
    getRange: (text: string) => {
      const target = findRange(book, text);
      return app.surfaces.range(app, { sheetId: target.sheet.id, box: { ...target.sheet.box, ...target.written } });
    },
    /** (), (name), (index), (name, index). It becomes the active sheet, before the index or after the active one. */
    insertSheet: (first?: string | number, second?: number | object) => {
      if (typeof second === "object")
        throw new Error("insertSheet with a template is not implemented by the local Google.");
      const title = typeof first === "string" ? { title: first } : {};
      const after = book.sheets.findIndex((sheet) => sheet.id === selection.sheetId) + 1;
      const index = typeof first === "number" ? first : (second ?? after);
      const request = { properties: { ...title, index } };
      return activate(carryOut(app, "Spreadsheet.insertSheet", "addSheet", request).properties.sheetId);
    },
    deleteSheet: (sheet: unknown) => {
      const sheetId = sheetArgument(sheet);
      carryOut(app, "Spreadsheet.deleteSheet", "deleteSheet", { sheetId });
      if (selection.sheetId === sheetId) activate(book.sheets[0].id);
    },
    getProtections: (type: unknown) =>
      execution.call("Spreadsheet.getProtections", () =>
        realm.array(book.sheets.flatMap((sheet) => [...protectionsIn(app, sheet.id, type)])),
      ),
    /** Seconds below 0: until it is closed. */
    toast: (message: string, title = "", seconds: number | null = 5) =>
      execution.call("Spreadsheet.toast", () => {
        const left = seconds === null || seconds < 0 ? null : seconds;
        app.toast({ message: String(message), title: String(title), seconds: left });
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Spreadsheet>;
}

/** The upper left cell of what is selected. */
export function currentCell(app: App): object {
  const { sheetId, box } = app.selection;
  sheetOf(app, sheetId);
  return app.surfaces.range(app, { sheetId, box: { ...box, bottom: box.top + 1, right: box.left + 1 } });
}
