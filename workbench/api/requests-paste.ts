import { type Box, contains, gridRangeOf } from "../book/box";
import { type Cell, cellOf, type Slot, slotOf } from "../book/cell";
import { CellError } from "../book/cell-error";
import { movedFormula } from "../book/formula-text";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { Shown } from "../book/shown";
import { type CellRange, cellRangeOf, gridOf, type Handler } from "./batch-context";
import { notImplemented, RequestFault } from "./errors";
import { growTo } from "./values-write";

/** What a paste takes from the source; the rest stays as it is at the destination. */
type Take = (source: Cell, shownValue: () => Cell["value"] | undefined, old: Cell) => Slot;

const PASTES: Record<string, Take> = {
  PASTE_NORMAL: (source) => slotOf(source),
  PASTE_NO_BORDERS: (source, _, old) => slotOf({ ...source, format: withBorders(source.format, old.format?.borders) }),
  PASTE_VALUES: (_, value, old) => slotOf({ ...old, formula: undefined, runs: undefined, value: value() }),
  PASTE_FORMAT: (source, _, old) => slotOf({ ...old, format: source.format, validation: source.validation }),
  PASTE_FORMULA: (source, _, old) => slotOf({ ...old, runs: undefined, value: source.value, formula: source.formula }),
  PASTE_DATA_VALIDATION: (source, _, old) => slotOf({ ...old, validation: source.validation }),
};

function withBorders(format: Message | undefined, borders: Message | undefined): Message {
  const { borders: _, ...rest } = format ?? {};
  return borders === undefined ? rest : { ...rest, borders };
}

function takeOf(pasteType: string | undefined): Take {
  const take = PASTES[pasteType ?? "PASTE_NORMAL"];
  if (take === undefined) throw notImplemented(`pasteType ${pasteType}`);
  return take;
}

/** The cells of a range as they are before anything is pasted. */
function picked({ sheet, box }: CellRange): Slot[][] {
  return Array.from({ length: box.bottom - box.top }, (_, row) =>
    Array.from({ length: box.right - box.left }, (_, column) => sheet.slot(box.top + row, box.left + column)),
  );
}

const copyPaste: Handler = ({ book }, { source, destination, pasteType, pasteOrientation }) => {
  const from = cellRangeOf(book, source);
  const to = cellRangeOf(book, destination);
  const transpose = pasteOrientation === "TRANSPOSE";
  const take = takeOf(pasteType);
  const slots = picked(from);
  const shown = new Shown(book);
  const values = slots.map((row) => row.map((slot) => () => scalar(shown.result(from.sheet, slot))));
  const [height, width] = transpose ? [slots[0].length, slots.length] : [slots.length, slots[0].length];
  // A destination of several times the size is filled over and over; any other size gets the source once.
  const times = (space: number, size: number) => (space % size === 0 ? space : size);
  const box: Box = {
    ...to.box,
    bottom: to.box.top + times(to.box.bottom - to.box.top, height),
    right: to.box.left + times(to.box.right - to.box.left, width),
  };
  growTo(book, to.sheet, box.bottom, box.right);
  to.sheet.edit(box, (old, row, column) => {
    const [r, c] = [(row - box.top) % height, (column - box.left) % width];
    const [sourceRow, sourceColumn] = transpose ? [c, r] : [r, c];
    const cell = cellOf(slots[sourceRow][sourceColumn]);
    const moved =
      cell.formula === undefined
        ? cell
        : {
            ...cell,
            formula: movedFormula(cell.formula, row - from.box.top - sourceRow, column - from.box.left - sourceColumn),
          };
    return take(moved, values[sourceRow][sourceColumn], cellOf(old));
  });
  if (pasteType === undefined || pasteType === "PASTE_NORMAL") copyMerges(from, to.sheet, box);
  return undefined;
};

function scalar(result: ReturnType<Shown["result"]>): Cell["value"] | undefined {
  return result instanceof CellError ? undefined : result;
}

function copyMerges({ sheet, box }: CellRange, target: Sheet, to: Box): void {
  for (const merge of sheet.merges.slice()) {
    const inner: Box = {
      top: merge.startRowIndex,
      bottom: merge.endRowIndex,
      left: merge.startColumnIndex,
      right: merge.endColumnIndex,
    };
    if (!contains(box, inner)) continue;
    const copy = gridRangeOf(target.id, {
      top: inner.top - box.top + to.top,
      bottom: inner.bottom - box.top + to.top,
      left: inner.left - box.left + to.left,
      right: inner.right - box.left + to.left,
    });
    const there = JSON.stringify(copy);
    if (!target.merges.some((one) => JSON.stringify(one) === there)) target.merges.push(copy);
  }
}

const cutPaste: Handler = ({ book }, { source, destination, pasteType }) => {
  if (destination === undefined) throw new RequestFault("destination is required");
  const from = cellRangeOf(book, source);
  const sheet = gridOf(book, destination.sheetId);
  const top: number = destination.rowIndex ?? 0;
  const left: number = destination.columnIndex ?? 0;
  const take = takeOf(pasteType);
  const slots = picked(from);
  const box: Box = { top, left, bottom: top + slots.length, right: left + slots[0].length };
  growTo(book, sheet, box.bottom, box.right);
  const shown = new Shown(book);
  const values = slots.map((row) => row.map((slot) => scalar(shown.result(from.sheet, slot))));
  from.sheet.edit(from.box, () => undefined);
  sheet.edit(box, (old, row, column) => {
    const [r, c] = [row - top, column - left];
    return take(cellOf(slots[r][c]), () => values[r][c], cellOf(old));
  });
  return undefined;
};

export const PASTE_REQUESTS: Record<string, Handler> = { copyPaste, cutPaste };
