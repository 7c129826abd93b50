import { type Box, boxOf } from "../book/box";
import { type Cell, cellOf, type Slot, slotOf } from "../book/cell";
import { movedFormula } from "../book/formula-text";
import type { Message } from "../book/json";
import { type BatchContext, cellRangeOf, gridOf, type Handler } from "./batch-context";
import { notImplemented, RequestFault } from "./errors";
import { applyMask, type Mask, updateMask } from "./field-mask";
import { beyondGrid, gridTarget } from "./find-range";
import { growTo } from "./values-write";

const WRITTEN = ["userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns"];
const READ_ONLY = new Set(["effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"]);

/** How a `CellData` changes slots under a mask. The same slot and data give the same object, so that a whole column stays small. */
export function cellWriter(mask: Mask): (slot: Slot, data: Message) => Slot {
  const names = mask.has("*") ? WRITTEN : [...mask.keys()];
  for (const name of names) {
    if (WRITTEN.includes(name) || READ_ONLY.has(name)) continue;
    throw /^(pivotTable|dataSource\w+|chipRuns)$/.test(name)
      ? notImplemented(`CellData.${name}`)
      : new RequestFault(`Invalid field: ${name}`);
  }
  const below = (name: string): Mask => mask.get(name) ?? new Map();
  const formats = new Map<Message, Map<Message | undefined, Message>>();
  const formatOf = (given: Message, old: Message | undefined): Message => {
    const known = formats.get(given) ?? new Map<Message | undefined, Message>();
    formats.set(given, known);
    let made = known.get(old);
    if (made === undefined) {
      const target = below("userEnteredFormat").size === 0 ? {} : structuredClone(old ?? {});
      const all: Mask =
        below("userEnteredFormat").size === 0 ? new Map([["*", new Map()]]) : below("userEnteredFormat");
      applyMask("CellFormat", target, given, all, "userEnteredFormat.");
      made = target;
      known.set(old, made);
    }
    return made;
  };
  const none: Message = {};
  return (slot, data) => {
    const cell: { -readonly [K in keyof Cell]: Cell[K] | undefined } = { ...cellOf(slot) };
    for (const name of names) {
      switch (name) {
        case "userEnteredValue":
          Object.assign(cell, enteredValue(data.userEnteredValue));
          cell.runs = undefined;
          break;
        case "userEnteredFormat":
          cell.format = formatOf(data.userEnteredFormat ?? none, cell.format);
          break;
        case "note":
          cell.note = data.note;
          break;
        case "dataValidation":
          cell.validation = data.dataValidation;
          break;
        case "textFormatRuns":
          cell.runs = data.textFormatRuns;
          break;
      }
    }
    return slotOf(cell);
  };
}

function enteredValue(value: Message = {}): { value: Cell["value"] | undefined; formula: string | undefined } {
  if (value.errorValue !== undefined) throw new RequestFault("Error values cannot be written.");
  if (value.formulaValue !== undefined) {
    if (!value.formulaValue.startsWith("=")) throw new RequestFault("Formula values must start with '='.");
    return { value: undefined, formula: value.formulaValue };
  }
  return { value: value.stringValue ?? value.numberValue ?? value.boolValue, formula: undefined };
}

const updateCells: Handler = ({ book }, { rows = [], fields, start, range }) => {
  const write = cellWriter(updateMask(fields));
  if (start === undefined && range === undefined) throw new RequestFault("start or range is required");
  const sheet = gridOf(book, (start ?? range).sheetId);
  const width = Math.max(0, ...rows.map((row: Message) => row.values?.length ?? 0));
  let box: Box;
  if (range !== undefined) {
    box = cellRangeOf(book, range).box;
    if (rows.length > box.bottom - box.top) {
      throw new RequestFault(
        `Attempting to write row: ${box.bottom}, beyond the last requested row of: ${box.bottom - 1}`,
      );
    }
    if (width > box.right - box.left) {
      throw new RequestFault(
        `Attempting to write column: ${box.right}, beyond the last requested column of: ${box.right - 1}`,
      );
    }
  } else {
    const top = start.rowIndex ?? 0;
    const left = start.columnIndex ?? 0;
    const grid = {
      startRowIndex: top,
      startColumnIndex: left,
      endRowIndex: top + rows.length,
      endColumnIndex: left + width,
    };
    if (grid.endRowIndex > sheet.rowCount || grid.endColumnIndex > sheet.columnCount) {
      throw beyondGrid(gridTarget(sheet, grid));
    }
    box = boxOf(grid, sheet.rowCount, sheet.columnCount);
  }
  const lines: Message[][] = rows.map((row: Message) => row.values ?? []);
  const none: Message = {};
  sheet.edit(box, (slot, row, column) => {
    const data = lines[row - box.top]?.[column - box.left];
    // Cells of the range that no data is given for are cleared; from a start on, only what is given is written.
    if (data === undefined && range === undefined) return slot;
    return write(slot, data ?? none);
  });
  return undefined;
};

function repeatCell({ book }: BatchContext, { range, cell = {}, fields }: Message): undefined {
  const { sheet, box } = cellRangeOf(book, range);
  const write = cellWriter(updateMask(fields));
  const blank = write(undefined, cell);
  const formula: string | undefined = cell.userEnteredValue?.formulaValue;
  sheet.edit(box, (slot, row, column) => {
    if (formula === undefined) return slot === undefined ? blank : write(slot, cell);
    const moved = movedFormula(formula, row - box.top, column - box.left);
    return write(slot, { ...cell, userEnteredValue: { formulaValue: moved } });
  });
  return undefined;
}

export const CELL_REQUESTS: Record<string, Handler> = {
  updateCells,
  repeatCell,

  appendCells: ({ book }, { sheetId, rows = [], fields }) => {
    const sheet = gridOf(book, sheetId);
    const write = cellWriter(updateMask(fields));
    let top = sheet.rows.length;
    while (top > 0 && sheet.rows[top - 1] === undefined) top--;
    const width = Math.max(0, ...rows.map((row: Message) => row.values?.length ?? 0));
    growTo(book, sheet, top + rows.length, width);
    const lines: Message[][] = rows.map((row: Message) => row.values ?? []);
    lines.forEach((line, index) => {
      sheet.putRow(
        top + index,
        line.map((data) => write(undefined, data)),
      );
    });
    return undefined;
  },

  setDataValidation: ({ book }, { range, rule }) => {
    const { sheet, box } = cellRangeOf(book, range);
    const blank = slotOf({ validation: rule });
    sheet.edit(box, (slot) => (slot === undefined ? blank : slotOf({ ...cellOf(slot), validation: rule })));
    return undefined;
  },
};
