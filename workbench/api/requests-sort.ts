import { type Cell, cellOf, type Slot, slotOf } from "../book/cell";
import { CellError } from "../book/cell-error";
import { compareScalars } from "../book/formula";
import { movedFormula } from "../book/formula-text";
import type { Result } from "../book/formula-values";
import type { Message } from "../book/json";
import { Shown } from "../book/shown";
import { cellRangeOf, type Handler } from "./batch-context";
import { notImplemented, RequestFault } from "./errors";

const sortRange: Handler = ({ book }, { range, sortSpecs = [] }) => {
  const { sheet, box } = cellRangeOf(book, range);
  if (sortSpecs.length === 0) throw new RequestFault("At least one sort spec must be given.");
  const shown = new Shown(book);
  const specs = sortSpecs.map((spec: Message) => {
    if (spec.dimensionIndex === undefined) throw notImplemented("sorting by colour or by data source column");
    if (spec.backgroundColor ?? spec.foregroundColor ?? spec.backgroundColorStyle ?? spec.foregroundColorStyle) {
      throw notImplemented("sorting by colour");
    }
    if (spec.dimensionIndex < box.left || spec.dimensionIndex >= box.right) {
      throw new RequestFault(`dimensionIndex[${spec.dimensionIndex}] is outside the range.`);
    }
    return { column: spec.dimensionIndex as number, sign: spec.sortOrder === "DESCENDING" ? -1 : 1 };
  });
  const rows = Array.from({ length: box.bottom - box.top }, (_, offset) => {
    const row = box.top + offset;
    const slots = (sheet.rows[row] ?? []).slice(box.left, box.right);
    const keys: Result[] = specs.map(({ column }: { column: number }) => shown.result(sheet, sheet.slot(row, column)));
    return { row, slots, keys };
  });
  rows.sort((a, b) => {
    for (let at = 0; at < specs.length; at++) {
      const order = inOrder(a.keys[at], b.keys[at], specs[at].sign);
      if (order !== 0) return order;
    }
    return 0;
  });
  rows.forEach(({ row: from, slots }, offset) => {
    const to = box.top + offset;
    const line = [...(sheet.rows[to] ?? [])];
    while (line.length < box.left) line.push(undefined);
    for (let column = box.left; column < box.right; column++) {
      if (column >= line.length && slots[column - box.left] === undefined) continue;
      line[column] = atRow(slots[column - box.left], to - from);
    }
    sheet.putRow(to, Array.from(line));
  });
  return undefined;
};

/** Numbers, texts, booleans, errors; empty cells last whatever the order. */
function inOrder(a: Result, b: Result, sign: number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (a instanceof CellError || b instanceof CellError) {
    return sign * (Number(a instanceof CellError) - Number(b instanceof CellError));
  }
  return sign * compareScalars(a, b);
}

function atRow(slot: Slot, rows: number): Slot {
  const { formula, ...cell }: Cell = cellOf(slot);
  return formula === undefined || rows === 0 ? slot : slotOf({ ...cell, formula: movedFormula(formula, rows, 0) });
}

export const SORT_REQUESTS: Record<string, Handler> = { sortRange };
