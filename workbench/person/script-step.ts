import type { Book } from "../book/book";
import { contains } from "../book/box";
import type { Row } from "../book/cell";
import type { Sheet } from "../book/sheet";
import type { Area } from "./edit";
import { cellStep, type Patch, type Step } from "./step";

/**
 * Runs what a script does at a person's wish, and returns the step that takes it back; undefined where it changed no cell that people
 * type into. Hidden tabs, and cells before which people are warned, are the script's own.
 */
export function scriptStep<T>(book: Book, work: () => T): { readonly result: T; readonly step: Step | undefined } {
  const before = book.sheets.filter(({ properties }) => properties.hidden !== true).map((sheet) => sheet.copy());
  const result = work();
  const patches: Patch[] = [];
  const swapped: Sheet[] = [];
  for (const old of before) {
    const sheet = book.sheet(old.id);
    if (sheet === undefined) continue;
    if (sheet.rowCount !== old.rowCount || sheet.columnCount !== old.columnCount) swapped.push(old);
    else patches.push(...changedRows(old, sheet));
  }
  if (swapped.length > 0) return { result, step: swapStep(swapped) };
  const first = patches[0]?.area;
  return { result, step: first && cellStep(patches, spanOf(patches, first)) };
}

/** Brings whole tabs back: where rows came or went, a cell is no longer where it was. */
function swapStep(sheets: readonly Sheet[]): Step {
  return {
    change: "OTHER",
    area: undefined,
    tabs: sheets.map(({ id }) => id),
    undo: (book) => {
      const now = sheets.flatMap(({ id }) => book.sheet(id)?.copy() ?? []);
      book.sheets = book.sheets.map((sheet) => sheets.find(({ id }) => id === sheet.id)?.copy() ?? sheet);
      return swapStep(now);
    },
  };
}

/** Rows of which a cell that people type into changed, as they were. Rows are never changed in place. */
function changedRows(old: Sheet, now: Sheet): Patch[] {
  const own = now.protectedRanges.filter(({ warningOnly, range }) => warningOnly === true && range !== undefined);
  const isOwn = (row: number, column: number) =>
    own.some(({ range }) =>
      contains(
        {
          top: range.startRowIndex ?? 0,
          bottom: range.endRowIndex ?? now.rowCount,
          left: range.startColumnIndex ?? 0,
          right: range.endColumnIndex ?? now.columnCount,
        },
        { top: row, bottom: row + 1, left: column, right: column + 1 },
      ),
    );
  const patches: Patch[] = [];
  for (let row = 0; row < Math.max(old.rows.length, now.rows.length); row++) {
    const [one, other] = [old.rows[row], now.rows[row]];
    if (one === other) continue;
    const columns = differing(one, other).filter((column) => !isOwn(row, column));
    for (const column of columns) {
      const area = { sheetId: now.id, top: row, bottom: row + 1, left: column, right: column + 1 };
      patches.push({ area, slots: [[one?.[column]]] });
    }
  }
  return patches;
}

function differing(one: Row | undefined, other: Row | undefined): number[] {
  const width = Math.max(one?.length ?? 0, other?.length ?? 0);
  return Array.from({ length: width }, (_, column) => column).filter((column) => one?.[column] !== other?.[column]);
}

/** The smallest area of the first tab that has all its changed cells. */
function spanOf(patches: readonly Patch[], { sheetId }: Area): Area {
  const areas = patches.map(({ area }) => area).filter((area) => area.sheetId === sheetId);
  return {
    sheetId,
    top: Math.min(...areas.map(({ top }) => top)),
    bottom: Math.max(...areas.map(({ bottom }) => bottom)),
    left: Math.min(...areas.map(({ left }) => left)),
    right: Math.max(...areas.map(({ right }) => right)),
  };
}
