import { writeRange } from "./a1";
import type { Book } from "./book";
import { type Cell, cellOf, type Row, type Scalar, type Slot } from "./cell";
import { CellError, errorText } from "./cell-error";
import { evaluate } from "./formula";
import type { Reference } from "./formula-text";
import type { Grid, Result } from "./formula-values";
import type { Message } from "./json";
import { formatNumber, general } from "./number-format";
import type { Sheet } from "./sheet";
import { isArrayFormula, type Spills, spillsOf } from "./spills";

/** Stands for a result that is being worked out. */
const RUNNING = Symbol("running");

/** Works out and shows the cells of one book as they stand now. Make a new one after a change. */
export class Shown {
  /** By tab, as two tabs may share a cell whose formula means another place on each. */
  private readonly results = new Map<Sheet, Map<Cell, Result | typeof RUNNING>>();
  private readonly spilled = new Map<Sheet, Spills | typeof RUNNING>();
  private readonly locale: string;

  constructor(private readonly book: Book) {
    this.locale = book.properties.locale;
  }

  /** The rows of a sheet with what its array formulas spill. */
  rows(sheet: Sheet): readonly (Row | undefined)[] {
    return this.spills(sheet)?.rows ?? sheet.rows;
  }

  /** The value of a slot: its own, or what its formula gives. */
  result(sheet: Sheet, slot: Slot): Result {
    if (slot === undefined || typeof slot !== "object") return slot;
    return slot.formula === undefined ? slot.value : this.computed(sheet, slot, slot.formula);
  }

  /** As `FORMATTED_VALUE` gives it: undefined for an empty cell. */
  text(sheet: Sheet, slot: Slot): string | undefined {
    if (typeof slot === "string") return slot;
    const result = this.result(sheet, slot);
    if (result === undefined) return undefined;
    if (typeof result === "string") return result;
    if (typeof result === "boolean") return result ? "TRUE" : "FALSE";
    if (result instanceof CellError) return errorText(result);
    if (typeof slot === "number") return general(slot);
    return formatNumber(result, this.numberFormat(slot), this.locale);
  }

  /** The number format a slot is shown with, if it has one. */
  numberFormat(slot: Slot): Message | undefined {
    const cell = cellOf(slot);
    const own: Message | undefined = cell.format?.numberFormat;
    if (own !== undefined || cell.formula === undefined) return own;
    return /^=\s*DATE\(/i.test(cell.formula) ? { type: "DATE" } : undefined;
  }

  private computed(sheet: Sheet, cell: Cell, formula: string): Result {
    const results = this.results.get(sheet) ?? new Map<Cell, Result | typeof RUNNING>();
    this.results.set(sheet, results);
    const known = results.get(cell);
    if (known === RUNNING) return new CellError("REF", "Circular dependency detected.");
    if (known !== undefined || results.has(cell)) return known;
    if (isArrayFormula(formula)) return this.spills(sheet)?.results.get(cell);
    results.set(cell, RUNNING);
    const result = evaluate(formula.slice(1), { read: (reference) => this.read(sheet, reference) });
    results.set(cell, result);
    return result;
  }

  /** Undefined while they are being worked out: an array formula sees no other's. */
  private spills(sheet: Sheet): Spills | undefined {
    const known = this.spilled.get(sheet);
    if (known !== undefined) return known === RUNNING ? undefined : known;
    this.spilled.set(sheet, RUNNING);
    const spills = spillsOf(sheet, { read: (reference) => this.read(sheet, reference) });
    this.spilled.set(sheet, spills);
    return spills;
  }

  private read(home: Sheet, { title, first, last }: Reference): Grid | CellError {
    const sheet = title === undefined ? home : this.book.sheetByTitle(title);
    if (sheet === undefined) return new CellError("REF", `Unresolved sheet name '${title}'.`);
    const end = last ?? first;
    const [top, bottom] = ends(first.row, end.row, sheet.rowCount);
    const [left, right] = ends(first.column, end.column, sheet.columnCount);
    if (bottom > sheet.rowCount || right > sheet.columnCount) {
      return new CellError("REF", `Reference ${writeRange(sheet.title, top, bottom, left, right)} does not exist.`);
    }
    const rows = this.rows(sheet);
    const grid: Result[][] = [];
    for (let row = top; row < bottom; row++) {
      const line: Result[] = [];
      for (let column = left; column < right; column++) line.push(this.result(sheet, rows[row]?.[column]));
      grid.push(line);
    }
    return grid;
  }
}

function ends(a: number | undefined, b: number | undefined, size: number): [number, number] {
  if (a !== undefined && b !== undefined) return [Math.min(a, b), Math.max(a, b) + 1];
  return [a ?? b ?? 0, size];
}

/** A value as `ExtendedValue`. */
export function extendedValue(value: Scalar | CellError): Message {
  if (value instanceof CellError) return { errorValue: { type: value.type, message: value.message } };
  if (typeof value === "string") return { stringValue: value };
  return typeof value === "number" ? { numberValue: value } : { boolValue: value };
}
