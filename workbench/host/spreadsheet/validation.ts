import { findRange } from "../../api/find-range";
import { writeRange } from "../../book/a1";
import type { Message } from "../../book/json";
import type { Like } from "../realm/google";
import { behind, surface } from "../realm/surface";
import { type App, sheetOf } from "./app";
import { rangeArgument } from "./arguments";
import { DataValidationCriteria, VALIDATION_CONDITIONS } from "./enums";

class Rule {
  constructor(readonly message: Message) {}
}

/** `DataValidationRule` behind a rule the script hands us. */
export function ruleBehind(value: unknown): Message {
  const rule = behind(value);
  if (!(rule instanceof Rule)) throw new Error("A DataValidation is expected: end the builder with build().");
  return rule.message;
}

/** `DataValidation` of Apps Script. */
export function validationSurface(app: App, message: Message): object {
  return surface(app.execution.realm, "DataValidation", validationMethods(app, message), new Rule(message));
}

function validationMethods(app: App, message: Message) {
  return {
    copy: () => validationBuilder(app, message),
    getAllowInvalid: () => message.strict !== true,
    getHelpText: () => message.inputMessage ?? null,
    getCriteriaType: () => {
      const type: string = message.condition?.type;
      const found = Object.entries(VALIDATION_CONDITIONS).find(([, api]) => api === type);
      if (found === undefined) throw new Error(`The criterion ${type} is not implemented by the local Google.`);
      return DataValidationCriteria[found[0] as keyof typeof VALIDATION_CONDITIONS];
    },
    getCriteriaValues: () => {
      const { realm } = app.execution;
      const { type, values = [] } = message.condition;
      const texts: string[] = values.map(({ userEnteredValue }: Message) => userEnteredValue);
      if (type === "ONE_OF_LIST") return realm.array([realm.array(texts), message.showCustomUi === true]);
      if (type !== "ONE_OF_RANGE") return realm.array(texts);
      const { sheet, written } = findRange(app.book, texts[0].replace(/^=/, "").replaceAll("$", ""));
      const range = app.surfaces.range(app, { sheetId: sheet.id, box: { ...sheet.box, ...written } });
      return realm.array([range, message.showCustomUi === true]);
    },
  } satisfies Like<GoogleAppsScript.Spreadsheet.DataValidation>;
}

/** `SpreadsheetApp.newDataValidation()`. */
export function validationBuilder(app: App, start: Message = { strict: true, showCustomUi: true }): object {
  const { realm } = app.execution;
  let message = start;
  const self = surface(realm, "DataValidationBuilder", validationBuilderMethods());
  return self;

  function set(change: Message): object {
    message = { ...message, ...change };
    return self;
  }
  function validationBuilderMethods() {
    return builderMethods(app, set, () => message);
  }
}

function builderMethods(app: App, set: (change: Message) => object, made: () => Message) {
  return {
    ...validationMethods(app, made()),
    requireValueInList: (values: readonly unknown[], showDropdown = true) =>
      set({
        condition: { type: "ONE_OF_LIST", values: values.map((value) => ({ userEnteredValue: String(value) })) },
        showCustomUi: showDropdown,
      }),
    requireValueInRange: (range: unknown, showDropdown = true) => {
      const { sheetId, box } = rangeArgument(range);
      const title = sheetOf(app, sheetId).title;
      const text = writeRange(title, box.top, box.bottom, box.left, box.right);
      const at = text.lastIndexOf("!");
      const fixed = text.slice(at + 1).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
      return set({
        condition: { type: "ONE_OF_RANGE", values: [{ userEnteredValue: `=${text.slice(0, at)}!${fixed}` }] },
        showCustomUi: showDropdown,
      });
    },
    requireCheckbox: () => set({ condition: { type: "BOOLEAN" } }),
    requireDate: () => set({ condition: { type: "DATE_IS_VALID" } }),
    requireFormulaSatisfied: (formula: string) =>
      set({ condition: { type: "CUSTOM_FORMULA", values: [{ userEnteredValue: formula }] } }),
    setAllowInvalid: (allow: boolean) => set({ strict: !allow }),
    setHelpText: (text: string) => set({ inputMessage: text }),
    build: () => {
      if (made().condition === undefined) throw new Error("A data validation needs a criterion.");
      return validationSurface(app, made());
    },
  } satisfies Like<GoogleAppsScript.Spreadsheet.DataValidationBuilder>;
}
