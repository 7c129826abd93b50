import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import type { App } from "./app";
import { rangeArgument, sheetArgument } from "./arguments";
import { ruleBuilder } from "./conditional";
import * as enums from "./enums";
import { currentCell } from "./spreadsheet";
import { validationBuilder } from "./validation";

/** Any one of these lets a script at the spreadsheet it is bound to. */
export const SPREADSHEET_SCOPES = [
  "https://www.googleapis.com/auth/spreadsheets.currentonly",
  "https://www.googleapis.com/auth/spreadsheets",
];

/** `SpreadsheetApp` of Apps Script, bound to one spreadsheet. */
export function spreadsheetApp(app: App): object {
  return surface(app.execution.realm, "SpreadsheetApp", spreadsheetAppMethods(app));
}

function spreadsheetAppMethods(app: App) {
  const { execution, selection, book } = app;
  const active = (name: string): object => {
    execution.need(`SpreadsheetApp.${name}`, SPREADSHEET_SCOPES);
    return app.surfaces.spreadsheet(app);
  };
  return {
    getActive: () => active("getActive"),
    getActiveSpreadsheet: () => active("getActiveSpreadsheet"),
    getActiveSheet: () => {
      active("getActiveSheet");
      return app.surfaces.sheet(app, selection.sheetId);
    },
    getActiveRange: () => {
      active("getActiveRange");
      return app.surfaces.range(app, { sheetId: selection.sheetId, box: selection.box });
    },
    getCurrentCell: () => {
      active("getCurrentCell");
      return currentCell(app);
    },
    setActiveSheet: (sheet: unknown) => {
      const sheetId = sheetArgument(sheet);
      execution.call("SpreadsheetApp.setActiveSheet", () => {
        Object.assign(selection, { sheetId, box: { top: 0, bottom: 1, left: 0, right: 1 } });
      });
      return app.surfaces.sheet(app, sheetId);
    },
    setActiveRange: (given: unknown) => {
      const range = rangeArgument(given);
      execution.call("SpreadsheetApp.setActiveRange", () => Object.assign(selection, range));
      return app.surfaces.range(app, range);
    },
    openById: (id: string) => {
      // The current spreadsheet only: that is all the narrow scope lets a script have.
      if (id === book.id) return active("openById");
      throw new Error(
        `Specified permissions are not sufficient to call SpreadsheetApp.openById. Required permissions: ${SPREADSHEET_SCOPES[1]}`,
      );
    },
    getUi: () => app.ui(),
    /** Writes are never held back here, so there is nothing to send; counted, as it waits at Google. */
    flush: () => execution.call("SpreadsheetApp.flush", () => undefined),
    newConditionalFormatRule: () => ruleBuilder(app),
    newDataValidation: () => validationBuilder(app),
    SheetType: enums.SheetType,
    ProtectionType: enums.ProtectionType,
    DeveloperMetadataVisibility: enums.DeveloperMetadataVisibility,
    DeveloperMetadataLocationType: enums.DeveloperMetadataLocationType,
    Dimension: enums.Dimension,
    WrapStrategy: enums.WrapStrategy,
    BooleanCriteria: enums.BooleanCriteria,
    DataValidationCriteria: enums.DataValidationCriteria,
  } satisfies Like<GoogleAppsScript.Spreadsheet.SpreadsheetApp>;
}
