import { cellOf } from "../../book/cell";
import type { Message } from "../../book/json";
import { datePattern, dateTimePattern, timePattern } from "../../book/locale";
import { isTyped } from "../../book/tables";
import type { Like } from "../realm/google";
import { type App, carryOut, requireRights, type SheetRange, sheetOf } from "./app";
import { colorOf, hexOf } from "./color";
import { gridRange } from "./grid-range";
import { ruleBehind, validationSurface } from "./validation";

/** How the cells of a range look, their notes and their validation. */
export function rangeFormats(app: App, range: SheetRange, self: () => object) {
  const { book, execution } = app;
  const { box } = range;
  const first = () => cellOf(sheetOf(app, range.sheetId).slot(box.top, box.left));

  function repeat(name: string, cell: Message, fields: string): object {
    requireRights(app, range);
    carryOut(app, `Range.${name}`, "repeatCell", { range: gridRange(range), cell, fields });
    return self();
  }
  const format = (name: string, fields: string, userEnteredFormat: Message) =>
    repeat(name, { userEnteredFormat }, `userEnteredFormat.${fields}`);
  /** Drop-downs are refused so, as many have published; of number formats nobody could find out. */
  const requireUntyped = () => {
    if (isTyped(sheetOf(app, range.sheetId), box)) throw execution.refusal({ phrase: "typedColumn" });
  };
  const textFormat = (name: string, field: string, value: unknown) =>
    format(name, `textFormat.${field}`, value === null ? {} : { textFormat: { [field]: value } });

  return {
    setNumberFormat: (pattern: string) => {
      requireUntyped();
      return format("setNumberFormat", "numberFormat", { numberFormat: numberFormatOf(pattern) });
    },
    setNumberFormats: (patterns: readonly (readonly string[])[]) => {
      requireUntyped();
      const rows = patterns.map((line) => ({
        values: line.map((pattern) => ({ userEnteredFormat: { numberFormat: numberFormatOf(pattern) } })),
      }));
      const fields = "userEnteredFormat.numberFormat";
      carryOut(app, "Range.setNumberFormats", "updateCells", { range: gridRange(range), rows, fields });
      return self();
    },
    getNumberFormat: () =>
      execution.call("Range.getNumberFormat", () => patternOf(first().format?.numberFormat, book.properties.locale)),
    getNumberFormats: () =>
      execution.call("Range.getNumberFormats", () => {
        const sheet = sheetOf(app, range.sheetId);
        const lines: string[][] = [];
        for (let row = box.top; row < box.bottom; row++) {
          const line: string[] = [];
          for (let column = box.left; column < box.right; column++) {
            line.push(patternOf(cellOf(sheet.slot(row, column)).format?.numberFormat, book.properties.locale));
          }
          lines.push(execution.realm.array(line));
        }
        return execution.realm.array(lines);
      }),
    setFontWeight: (weight: string | null) => textFormat("setFontWeight", "bold", weight && weight === "bold"),
    setFontStyle: (style: string | null) => textFormat("setFontStyle", "italic", style && style === "italic"),
    setFontSize: (size: number) => textFormat("setFontSize", "fontSize", size),
    setFontColor: (color: string | null) =>
      textFormat("setFontColor", "foregroundColor", color === null ? null : colorOf(color)),
    setBackground: (color: string | null) =>
      format("setBackground", "backgroundColor", color === null ? {} : { backgroundColor: colorOf(color) }),
    getBackground: () =>
      execution.call("Range.getBackground", () => {
        const color: Message | undefined = first().format?.backgroundColor;
        return color === undefined ? "#ffffff" : hexOf(color);
      }),
    setHorizontalAlignment: (side: string | null) =>
      format("setHorizontalAlignment", "horizontalAlignment", side ? { horizontalAlignment: side.toUpperCase() } : {}),
    setVerticalAlignment: (side: string | null) =>
      format("setVerticalAlignment", "verticalAlignment", side ? { verticalAlignment: side.toUpperCase() } : {}),
    setWrap: (on: boolean) => format("setWrap", "wrapStrategy", { wrapStrategy: on ? "WRAP" : "OVERFLOW_CELL" }),
    setWrapStrategy: (strategy: { toString(): string }) => {
      const name = String(strategy);
      return format("setWrapStrategy", "wrapStrategy", { wrapStrategy: name === "OVERFLOW" ? "OVERFLOW_CELL" : name });
    },
    setNote: (note: string | null) => repeat("setNote", note ? { note } : {}, "note"),
    getNote: () => execution.call("Range.getNote", () => first().note ?? ""),
    clearNote: () => repeat("clearNote", {}, "note"),
    clearFormat: () => repeat("clearFormat", {}, "userEnteredFormat"),
    setDataValidation: (rule: unknown) => {
      requireUntyped();
      const request = { range: gridRange(range), ...(rule === null ? {} : { rule: ruleBehind(rule) }) };
      carryOut(app, "Range.setDataValidation", "setDataValidation", request);
      return self();
    },
    clearDataValidations: () => {
      requireUntyped();
      carryOut(app, "Range.clearDataValidations", "setDataValidation", { range: gridRange(range) });
      return self();
    },
    getDataValidation: () =>
      execution.call("Range.getDataValidation", () => {
        const { validation } = first();
        return validation === undefined ? null : validationSurface(app, validation);
      }),
    getDataValidations: () =>
      execution.call("Range.getDataValidations", () => {
        const sheet = sheetOf(app, range.sheetId);
        const lines: (object | null)[][] = [];
        for (let row = box.top; row < box.bottom; row++) {
          const line: (object | null)[] = [];
          for (let column = box.left; column < box.right; column++) {
            const { validation } = cellOf(sheet.slot(row, column));
            line.push(validation === undefined ? null : validationSurface(app, validation));
          }
          lines.push(execution.realm.array(line));
        }
        return execution.realm.array(lines);
      }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Range>;
}

/** `NumberFormat` of a pattern, its type guessed as Google guesses it. */
function numberFormatOf(pattern: string): Message {
  const bare = pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").toLowerCase();
  const [date, time] = [/[yd]|mmm/.test(bare), /[hs]/.test(bare)];
  const type =
    bare === "@"
      ? "TEXT"
      : date
        ? time
          ? "DATE_TIME"
          : "DATE"
        : time
          ? "TIME"
          : bare.includes("%")
            ? "PERCENT"
            : /e[+-]/.test(bare)
              ? "SCIENTIFIC"
              : "NUMBER";
  return { type, pattern };
}

function patternOf(format: Message | undefined, locale: string): string {
  if (format?.pattern) return format.pattern;
  switch (format?.type) {
    case "DATE":
      return datePattern(locale);
    case "TIME":
      return timePattern(locale);
    case "DATE_TIME":
      return dateTimePattern(locale);
    case "TEXT":
      return "@";
    default:
      return "0.###############";
  }
}
