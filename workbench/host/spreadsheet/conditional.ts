import { withColorPairs } from "../../api/colors";
import type { Message } from "../../book/json";
import type { Like } from "../realm/google";
import { behind, surface } from "../realm/surface";
import { type App, sheetOf, write } from "./app";
import { rangeArgument } from "./arguments";
import { colorOf, hexOf } from "./color";
import { BOOLEAN_CONDITIONS, BooleanCriteria } from "./enums";
import { gridRange, sheetRangeOf } from "./grid-range";

class Rule {
  constructor(readonly message: Message) {}
}

/** `getConditionalFormatRules` and `setConditionalFormatRules` of a sheet. */
export function conditionalFormats(app: App, sheetId: number) {
  const { execution } = app;
  return {
    getConditionalFormatRules: () =>
      execution.call("Sheet.getConditionalFormatRules", () =>
        execution.realm.array(sheetOf(app, sheetId).conditionalFormats.map((rule) => ruleSurface(app, rule))),
      ),
    setConditionalFormatRules: (rules: readonly unknown[]) =>
      write(app, "Sheet.setConditionalFormatRules", () => {
        const messages = rules.map((rule) => {
          const made = behind(rule);
          if (!(made instanceof Rule))
            throw new Error("A ConditionalFormatRule is expected: end the builder with build().");
          if (made.message.ranges.some((range: Message) => (range.sheetId ?? 0) !== sheetId)) {
            throw new Error("Conditional format rule cannot reference a different sheet.");
          }
          return made.message;
        });
        sheetOf(app, sheetId).conditionalFormats = messages.map((rule) =>
          withColorPairs("ConditionalFormatRule", rule),
        );
      }),
    clearConditionalFormatRules: () =>
      write(app, "Sheet.clearConditionalFormatRules", () => {
        sheetOf(app, sheetId).conditionalFormats = [];
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Sheet>;
}

function ruleSurface(app: App, message: Message): object {
  return surface(app.execution.realm, "ConditionalFormatRule", ruleMethods(app, message), new Rule(message));
}

function ruleMethods(app: App, message: Message) {
  const { realm } = app.execution;
  return {
    copy: () => ruleBuilder(app, message),
    getRanges: () =>
      realm.array(message.ranges.map((range: Message) => app.surfaces.range(app, sheetRangeOf(app, range)))),
    getGradientCondition: () => (message.gradientRule === undefined ? null : surface(realm, "GradientCondition", {})),
    getBooleanCondition: () =>
      message.booleanRule === undefined
        ? null
        : surface(realm, "BooleanCondition", conditionMethods(app, message.booleanRule)),
  } satisfies Like<GoogleAppsScript.Spreadsheet.ConditionalFormatRule>;
}

function conditionMethods(app: App, { condition, format = {} }: Message) {
  const color = (value: Message | undefined) => (value === undefined ? null : hexOf(value));
  return {
    getCriteriaType: () => {
      const found = Object.entries(BOOLEAN_CONDITIONS).find(([, api]) => api === condition.type);
      if (found === undefined)
        throw new Error(`The criterion ${condition.type} is not implemented by the local Google.`);
      return BooleanCriteria[found[0] as keyof typeof BOOLEAN_CONDITIONS];
    },
    getCriteriaValues: () =>
      app.execution.realm.array((condition.values ?? []).map((value: Message) => value.userEnteredValue)),
    getBackground: () => color(format.backgroundColor),
    getFontColor: () => color(format.textFormat?.foregroundColor),
    getBold: () => format.textFormat?.bold ?? null,
    getItalic: () => format.textFormat?.italic ?? null,
    getStrikethrough: () => format.textFormat?.strikethrough ?? null,
  } satisfies Like<GoogleAppsScript.Spreadsheet.BooleanCondition>;
}

/** `SpreadsheetApp.newConditionalFormatRule()`. */
export function ruleBuilder(app: App, start: Message = { ranges: [] }): object {
  let message = start;
  const self: object = surface(
    app.execution.realm,
    "ConditionalFormatRuleBuilder",
    ruleBuilderMethods(
      app,
      (change) => {
        message = { ...message, ...change };
        return self;
      },
      () => message,
    ),
  );
  return self;
}

function ruleBuilderMethods(app: App, set: (change: Message) => object, made: () => Message) {
  const rule = (change: Message) => set({ booleanRule: { ...made().booleanRule, ...change } });
  const when = (type: keyof typeof BOOLEAN_CONDITIONS, ...values: string[]) =>
    rule({
      condition: {
        type: BOOLEAN_CONDITIONS[type],
        ...(values.length > 0 ? { values: values.map((value) => ({ userEnteredValue: value })) } : {}),
      },
    });
  const format = (change: Message) => rule({ format: { ...made().booleanRule?.format, ...change } });
  const textFormat = (change: Message) =>
    format({ textFormat: { ...made().booleanRule?.format?.textFormat, ...change } });
  return {
    setRanges: (ranges: readonly unknown[]) => set({ ranges: ranges.map((range) => gridRange(rangeArgument(range))) }),
    getRanges: () =>
      app.execution.realm.array(
        made().ranges.map((range: Message) => app.surfaces.range(app, sheetRangeOf(app, range))),
      ),
    whenTextStartsWith: (text: string) => when("TEXT_STARTS_WITH", text),
    whenTextEndsWith: (text: string) => when("TEXT_ENDS_WITH", text),
    whenTextContains: (text: string) => when("TEXT_CONTAINS", text),
    whenTextDoesNotContain: (text: string) => when("TEXT_DOES_NOT_CONTAIN", text),
    whenTextEqualTo: (text: string) => when("TEXT_EQUAL_TO", text),
    whenCellEmpty: () => when("CELL_EMPTY"),
    whenCellNotEmpty: () => when("CELL_NOT_EMPTY"),
    whenFormulaSatisfied: (formula: string) => when("CUSTOM_FORMULA", formula),
    // null takes the setting away.
    setBackground: (color: string | null) => format({ backgroundColor: color === null ? undefined : colorOf(color) }),
    setFontColor: (color: string | null) =>
      textFormat({ foregroundColor: color === null ? undefined : colorOf(color) }),
    setBold: (bold: boolean | null) => textFormat({ bold: bold ?? undefined }),
    setItalic: (italic: boolean | null) => textFormat({ italic: italic ?? undefined }),
    setStrikethrough: (strikethrough: boolean | null) => textFormat({ strikethrough: strikethrough ?? undefined }),
    build: () => {
      if (made().ranges.length === 0) throw new Error("A conditional format rule must have a range.");
      if (made().booleanRule?.condition === undefined && made().gradientRule === undefined) {
        throw new Error("A conditional format rule must have a condition.");
      }
      return ruleSurface(app, withColorPairs("ConditionalFormatRule", JSON.parse(JSON.stringify(made()))));
    },
  } satisfies Like<GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder>;
}
