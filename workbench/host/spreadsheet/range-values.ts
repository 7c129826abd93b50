import { cellOf, type Slot, slotOf, withEntry } from "../../book/cell";
import type { Message } from "../../book/json";
import { Shown } from "../../book/shown";
import { validator } from "../../person/validator";
import type { Like } from "../realm/google";
import { type App, carryOut, requireRights, type SheetRange, sheetOf, write } from "./app";
import { gridRange } from "./grid-range";
import { valueReader, valueWriter } from "./values";

/** What is in the cells of a range. */
export function rangeValues(app: App, range: SheetRange, self: () => object) {
  const { book, execution } = app;
  const { realm } = execution;
  const { box } = range;
  const sheet = () => sheetOf(app, range.sheetId);

  function read<T>(cell: (row: number, column: number) => T): T[][] {
    const lines: T[][] = [];
    for (let row = box.top; row < box.bottom; row++) {
      const line: T[] = [];
      for (let column = box.left; column < box.right; column++) line.push(cell(row, column));
      lines.push(realm.array(line));
    }
    return realm.array(lines);
  }
  function values() {
    const tab = sheet();
    const shown = new Shown(book);
    const rows = shown.rows(tab);
    const valueAt = valueReader(book, realm, shown);
    return read((row, column) => valueAt(tab, rows[row]?.[column]));
  }
  function displayValues() {
    const tab = sheet();
    const shown = new Shown(book);
    const rows = shown.rows(tab);
    return read((row, column) => shown.text(tab, rows[row]?.[column]) ?? "");
  }
  const put = (valueAt: (row: number, column: number) => unknown): object => {
    putValues(app, range, valueAt);
    return self();
  };

  return {
    getValue: () => execution.call("Range.getValue", () => values()[0][0]),
    getValues: () => execution.call("Range.getValues", values),
    getDisplayValue: () => execution.call("Range.getDisplayValue", () => displayValues()[0][0]),
    getDisplayValues: () => execution.call("Range.getDisplayValues", displayValues),
    getFormula: () => execution.call("Range.getFormula", () => formulas(sheet(), box.top, box.left)),
    getFormulas: () =>
      execution.call("Range.getFormulas", () => {
        const tab = sheet();
        return read((row, column) => formulas(tab, row, column));
      }),
    isBlank: () => execution.call("Range.isBlank", () => values().every((line) => line.every((value) => value === ""))),
    setValue: (value: unknown) => write(app, "Range.setValue", () => put(() => value)),
    setValues: (values: readonly (readonly unknown[])[]) => {
      checkSize("rows", values.length, box.bottom - box.top);
      for (const line of values) checkSize("columns", line.length, box.right - box.left);
      return write(app, "Range.setValues", () => put((row, column) => values[row][column]));
    },
    clearContent: () =>
      write(app, "Range.clearContent", () => {
        requireRights(app, range);
        const tab = sheet();
        tab.edit({ ...box, bottom: Math.min(box.bottom, tab.rows.length) }, (slot) => withEntry(slot, undefined));
        return self();
      }),
    /** Contents, formats, or both. */
    clear: ({ contentsOnly = false, formatOnly = false, ...others }: Message = {}) => {
      const [other] = Object.keys(others);
      if (other !== undefined) throw new Error(`Range.clear with ${other} is not implemented by the local Google.`);
      return write(app, "Range.clear", () => {
        requireRights(app, range);
        const tab = sheet();
        tab.edit({ ...box, bottom: Math.min(box.bottom, tab.rows.length) }, (slot) => {
          const kept = formatOnly && !contentsOnly ? slot : withEntry(slot, undefined);
          return contentsOnly && !formatOnly ? kept : slotOf({ ...cellOf(kept), format: undefined });
        });
        return self();
      });
    },
    sort: (by: unknown) => {
      requireRights(app, range);
      const specs = (Array.isArray(by) ? by : [by]).map((one) => {
        const { column, ascending = true } = typeof one === "number" ? { column: one } : one;
        return { dimensionIndex: column - 1, sortOrder: ascending ? "ASCENDING" : "DESCENDING" };
      });
      carryOut(app, "Range.sort", "sortRange", { range: gridRange(range), sortSpecs: specs });
      return self();
    },
  } satisfies Like<GoogleAppsScript.Spreadsheet.Range>;
}

/** Puts values into a range: all of them, or none when one is refused. */
export function putValues(
  app: App,
  { sheetId, box }: SheetRange,
  valueAt: (row: number, column: number) => unknown,
): void {
  const { book, execution } = app;
  requireRights(app, { sheetId, box });
  const tab = sheetOf(app, sheetId);
  const enter = valueWriter(book, execution.realm);
  const check = validator(book);
  const rows: { row: number; slots: Slot[] }[] = [];
  for (let row = box.top; row < box.bottom; row++) {
    const slots = tab.rows[row]?.slice() ?? [];
    for (let column = box.left; column < box.right; column++) {
      const entered = enter(slots[column], valueAt(row - box.top, column - box.left));
      check(tab, row, column, entered);
      while (slots.length < column) slots.push(undefined);
      slots[column] = entered;
    }
    rows.push({ row, slots });
  }
  for (const { row, slots } of rows) tab.putRow(row, slots);
}

function formulas(tab: ReturnType<typeof sheetOf>, row: number, column: number): string {
  const slot = tab.slot(row, column);
  return typeof slot === "object" ? (slot.formula ?? "") : "";
}

function checkSize(word: "rows" | "columns", given: number, size: number): void {
  if (given === size) return;
  throw new Error(
    `The number of ${word} in the data does not match the number of ${word} in the range. The data has ${given} but the range has ${size}.`,
  );
}
