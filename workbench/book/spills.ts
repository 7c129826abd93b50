import { columnName } from "./a1";
import type { Cell, Row, Scalar } from "./cell";
import { hasValue, withEntry } from "./cell";
import { CellError, errorText } from "./cell-error";
import { evaluate, type Lookup } from "./formula";
import { type Reference, tokensOf } from "./formula-text";
import type { Grid, Result } from "./formula-values";
import type { Sheet } from "./sheet";

const ARRAY = /^=\s*ARRAYFORMULA\s*\((.*)\)\s*$/is;
/** Rows are never changed in place, so what is known of one stays true. */
const withArrays = new WeakMap<Row, boolean>();

export interface Spills {
  /** The sheet's rows with the cells filled that its array formulas spill into; the sheet's own where it has none. */
  readonly rows: readonly (Row | undefined)[];
  /** What a cell with an array formula itself shows. */
  readonly results: ReadonlyMap<Cell, Result>;
}

/** Whether a formula gives as many values as the largest range that it names. */
export function isArrayFormula(formula: string): boolean {
  return ARRAY.test(formula);
}

/**
 * Works out the array formulas of a sheet (`ARRAYFORMULA` around what the local Google works out for one cell). One whose cells are taken
 * spills nothing and shows `#REF!`, as at Google.
 */
export function spillsOf(sheet: Sheet, lookup: Lookup): Spills {
  const results = new Map<Cell, Result>();
  let rows: (Row | undefined)[] | undefined;
  sheet.rows.forEach((row, top) => {
    if (row === undefined || !hasArray(row)) return;
    row.forEach((slot, left) => {
      if (typeof slot !== "object" || slot.formula === undefined || !isArrayFormula(slot.formula)) return;
      const values = valuesOf(slot.formula, lookup);
      const taken = firstTaken(sheet, values, top, left);
      if (taken !== undefined) {
        const message = `Array result was not expanded because it would overwrite data in ${taken}.`;
        results.set(slot, new CellError("REF", message));
        return;
      }
      results.set(slot, values[0]?.[0]);
      rows ??= sheet.rows.slice();
      spill(rows, sheet, values, top, left);
    });
  });
  return { rows: rows ?? sheet.rows, results };
}

function hasArray(row: Row): boolean {
  const known = withArrays.get(row);
  if (known !== undefined) return known;
  const has = row.some(
    (slot) => typeof slot === "object" && slot.formula !== undefined && isArrayFormula(slot.formula),
  );
  withArrays.set(row, has);
  return has;
}

/** Evaluates the formula once for every place of its result: there a range stands for its cell of the same place. */
function valuesOf(formula: string, lookup: Lookup): Result[][] {
  const inner = (ARRAY.exec(formula) as RegExpExecArray)[1];
  const grids = new Map<string, Grid | CellError>();
  const keyOf = (reference: Reference) => JSON.stringify(reference);
  for (const token of tokensOf(inner)) {
    if (token.kind !== "reference" || token.reference.last === undefined) continue;
    grids.set(keyOf(token.reference), lookup.read(token.reference));
  }
  const sizes = [...grids.values()].filter((grid): grid is Grid => !(grid instanceof CellError));
  const height = sizes.reduce((most, grid) => Math.max(most, grid.length), 1);
  const width = sizes.reduce((most, grid) => Math.max(most, grid[0]?.length ?? 0), 1);
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) =>
      evaluate(inner, {
        read: (reference) => {
          const grid = grids.get(keyOf(reference)) ?? lookup.read(reference);
          if (grid instanceof CellError || reference.last === undefined) return grid;
          const one = grid[grid.length === 1 ? 0 : row]?.[grid[0].length === 1 ? 0 : column];
          return [[one]];
        },
      }),
    ),
  );
}

/** The first cell, as `C5`, that holds something where the values would go; undefined when all are free. */
function firstTaken(sheet: Sheet, values: readonly Result[][], top: number, left: number): string | undefined {
  for (const [r, line] of values.entries()) {
    for (const c of line.keys()) {
      if ((r > 0 || c > 0) && hasValue(sheet.slot(top + r, left + c))) {
        return `${columnName(left + c)}${top + r + 1}`;
      }
    }
  }
  return undefined;
}

function spill(rows: (Row | undefined)[], sheet: Sheet, values: readonly Result[][], top: number, left: number): void {
  const height = Math.min(values.length, sheet.rowCount - top);
  for (let r = 0; r < height; r++) {
    const slots = rows[top + r]?.slice() ?? [];
    for (const [c, value] of values[r].entries()) {
      if (r === 0 && c === 0) continue;
      const scalar: Scalar = value instanceof CellError ? errorText(value) : (value ?? "");
      while (slots.length < left + c) slots.push(undefined);
      slots[left + c] = withEntry(slots[left + c], { value: scalar });
    }
    while (rows.length < top + r) rows.push(undefined);
    rows[top + r] = slots;
  }
}
