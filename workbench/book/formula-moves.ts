import type { Book } from "./book";
import type { Dimension } from "./box";
import { type Cell, type Slot, slotOf } from "./cell";
import { mapReferences, type Reference, type ReferenceEnd } from "./formula-text";
import type { MoveSpan } from "./ranges";
import type { Sheet } from "./sheet";

/** Formulas go on pointing at cells that a structural edit moved. */
export function moveFormulas(book: Book, sheet: Sheet, dimension: Dimension, move: MoveSpan): void {
  const key = dimension === "ROWS" ? "row" : "column";
  mapFormulas(book, (reference, home) => {
    const { title, first, last } = reference;
    const target = title === undefined ? home : book.sheetByTitle(title);
    const end = last ?? first;
    if (target !== sheet || first[key] === undefined || end[key] === undefined) return reference;
    const span = move(Math.min(first[key], end[key]), Math.max(first[key], end[key]) + 1);
    if (span === undefined) return undefined;
    const at = (from: ReferenceEnd, index: number): ReferenceEnd => ({ ...from, [key]: index });
    return { title, first: at(first, span[0]), last: last === undefined ? undefined : at(last, span[1] - 1) };
  });
}

/** Formulas go on pointing at a tab that is about to get another title. */
export function renameInFormulas(book: Book, sheet: Sheet, title: string): void {
  mapFormulas(book, (reference) =>
    reference.title !== undefined && book.sheetByTitle(reference.title) === sheet ? { ...reference, title } : reference,
  );
}

function mapFormulas(book: Book, change: (reference: Reference, home: Sheet) => Reference | undefined): void {
  for (const home of book.sheets) {
    for (const [index, row] of home.rows.entries()) {
      if (row === undefined || !row.some(hasFormula)) continue;
      home.rows[index] = row.map((slot) =>
        hasFormula(slot)
          ? slotOf({ ...slot, formula: mapReferences(slot.formula, (reference) => change(reference, home)) })
          : slot,
      );
    }
  }
}

function hasFormula(slot: Slot): slot is Cell & { formula: string } {
  return typeof slot === "object" && slot.formula !== undefined;
}
