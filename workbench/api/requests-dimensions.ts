import { cellOf, slotOf } from "../book/cell";
import { ROW_HEIGHT } from "../book/defaults";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { Shown } from "../book/shown";
import { deleteCells, deleteDimension, insertCells, insertDimension, moveDimension } from "../book/structure";
import { cellRangeOf, type DimensionRange, dimensionRangeOf, type Handler } from "./batch-context";
import { RequestFault } from "./errors";
import { applyMask, updateMask } from "./field-mask";
import { growTo } from "./values-write";

const words = ({ dimension }: DimensionRange) => (dimension === "ROWS" ? "row" : "column");
const sizeOf = ({ sheet, dimension }: DimensionRange) => (dimension === "ROWS" ? sheet.rowCount : sheet.columnCount);
const propertiesOf = ({ sheet, dimension }: DimensionRange) =>
  dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties;

/** A stretch that lies in the grid. */
function existing(stretch: DimensionRange, verb: string): DimensionRange {
  const { start, end } = stretch;
  const size = sizeOf(stretch);
  const word = words(stretch);
  if (end <= start) throw new RequestFault(`range.endIndex[${end}] must be after range.startIndex[${start}]`);
  if (end > size) {
    const index = start >= size ? start : end - 1;
    throw new RequestFault(
      `Cannot ${verb} a ${word} that doesn't exist. Tried to ${verb} ${word} index ${index} but there are only ${size} ${word}s.`,
    );
  }
  return stretch;
}

const insertDimensionRequest: Handler = ({ book }, { range, inheritFromBefore = false }) => {
  const stretch = dimensionRangeOf(book, range);
  const { sheet, dimension, start, end } = stretch;
  if (range.startIndex === undefined || range.endIndex === undefined || end <= start) {
    throw new RequestFault(`range.endIndex[${range.endIndex}] must be after range.startIndex[${range.startIndex}]`);
  }
  if (start > sizeOf(stretch)) {
    throw new RequestFault(
      `range.startIndex[${start}] is after the last ${words(stretch)} of the grid[${sizeOf(stretch)}]`,
    );
  }
  if (inheritFromBefore && start === 0) {
    throw new RequestFault("inheritFromBefore cannot be true if inserting at the start of the grid.");
  }
  insertDimension(book, sheet, dimension, start, end - start);
  growTo(book, sheet, 0, 0);
  inheritFormats(sheet, stretch, inheritFromBefore ? start - 1 : end);
  return undefined;
};

/** New rows and columns look like their neighbour: formats and validation, no values and no notes. */
function inheritFormats(sheet: Sheet, { dimension, start, end }: DimensionRange, from: number): void {
  if (dimension === "ROWS") {
    const model = sheet.rows[from]?.map(bareFormat);
    if (model === undefined || model.every((slot) => slot === undefined)) return;
    for (let row = start; row < end; row++) sheet.putRow(row, model.slice());
  } else {
    for (let row = 0; row < sheet.rows.length; row++) {
      const slot = bareFormat(sheet.slot(row, from));
      if (slot === undefined) continue;
      for (let column = start; column < end; column++) sheet.put(row, column, slot);
    }
  }
}

function bareFormat(slot: Parameters<typeof cellOf>[0]) {
  const { format, validation } = cellOf(slot);
  return slotOf({ format, validation });
}

/** Adds one level to what a range covers, or takes one away; groups of other depths are left alone. */
const groupsOf = (stretch: DimensionRange) => (stretch.dimension === "ROWS" ? "rowGroups" : "columnGroups");

const addDimensionGroup: Handler = ({ book }, { range }) => {
  const stretch = dimensionRangeOf(book, range);
  const { sheet, dimension, start, end } = stretch;
  const list = groupsOf(stretch);
  const inside = sheet[list].filter((group) => start <= group.range.startIndex && group.range.endIndex <= end);
  const around = sheet[list].filter((group) => group.range.startIndex <= start && end <= group.range.endIndex);
  for (const group of inside) group.depth += 1;
  const depth = Math.max(0, ...around.filter((group) => !inside.includes(group)).map((group) => group.depth)) + 1;
  sheet[list].push({ range: { sheetId: sheet.id, dimension, startIndex: start, endIndex: end }, depth });
  sheet[list].sort((a, b) => a.depth - b.depth || a.range.startIndex - b.range.startIndex);
  sheet.properties.gridProperties[dimension === "ROWS" ? "rowGroupControlAfter" : "columnGroupControlAfter"] ??= true;
  return { dimensionGroups: sheet[list] };
};

const deleteDimensionGroup: Handler = ({ book }, { range }) => {
  const stretch = dimensionRangeOf(book, range);
  const { sheet, start, end } = stretch;
  const list = groupsOf(stretch);
  const touching = sheet[list].filter((group) => group.range.startIndex < end && start < group.range.endIndex);
  const deepest = Math.max(0, ...touching.map((group) => group.depth));
  if (deepest === 0) throw new RequestFault(`Cannot find group for range: [${start}, ${end})`);
  sheet[list] = sheet[list].flatMap((group) => {
    if (group.depth !== deepest || !touching.includes(group)) return group;
    const { startIndex, endIndex } = group.range;
    const left = startIndex < start ? [{ ...group, range: { ...group.range, endIndex: start } }] : [];
    const right = end < endIndex ? [{ ...group, range: { ...group.range, startIndex: end } }] : [];
    return [...left, ...right];
  });
  return { dimensionGroups: sheet[list] };
};

export const DIMENSION_REQUESTS: Record<string, Handler> = {
  insertDimension: insertDimensionRequest,
  addDimensionGroup,
  deleteDimensionGroup,

  deleteDimension: ({ book }, { range }) => {
    const stretch = existing(dimensionRangeOf(book, range), "delete");
    const { sheet, dimension, start, end } = stretch;
    if (end - start >= sizeOf(stretch))
      throw new RequestFault(`You can't delete all the ${words(stretch)}s on the sheet.`);
    const grid = sheet.properties.gridProperties;
    const frozen: number = (dimension === "ROWS" ? grid.frozenRowCount : grid.frozenColumnCount) ?? 0;
    if (frozen > 0 && start <= frozen && end === sizeOf(stretch)) {
      throw new RequestFault(`Sorry, it is not possible to delete all non-frozen ${words(stretch)}s.`);
    }
    deleteDimension(book, sheet, dimension, start, end);
    return undefined;
  },

  moveDimension: ({ book }, { source, destinationIndex = 0 }) => {
    const { sheet, dimension, start, end } = existing(dimensionRangeOf(book, source), "move");
    if (destinationIndex <= start || destinationIndex >= end) {
      moveDimension(book, sheet, dimension, start, end, destinationIndex);
    }
    return undefined;
  },

  appendDimension: ({ book }, { sheetId, dimension, length = 0 }) => {
    const { sheet } = dimensionRangeOf(book, { sheetId: sheetId ?? 0, dimension });
    const grid = sheet.properties.gridProperties;
    grid[dimension === "ROWS" ? "rowCount" : "columnCount"] += length;
    growTo(book, sheet, 0, 0);
    return undefined;
  },

  insertRange: ({ book }, { range, shiftDimension }) => {
    const { sheet, box } = cellRangeOf(book, range);
    insertCells(sheet, box, dimensionRangeOf(book, { sheetId: sheet.id, dimension: shiftDimension }).dimension);
    growTo(book, sheet, 0, 0);
    return undefined;
  },

  deleteRange: ({ book }, { range, shiftDimension }) => {
    const { sheet, box } = cellRangeOf(book, range);
    deleteCells(sheet, box, dimensionRangeOf(book, { sheetId: sheet.id, dimension: shiftDimension }).dimension);
    return undefined;
  },

  updateDimensionProperties: ({ book }, { range, properties = {}, fields }) => {
    const stretch = existing(dimensionRangeOf(book, range), "update");
    const mask = updateMask(fields);
    const known = propertiesOf(stretch);
    for (let index = stretch.start; index < stretch.end; index++) {
      const changed: Message = { ...known.get(index) };
      applyMask("DimensionProperties", changed, properties, mask);
      for (const key of ["hiddenByUser", "hiddenByFilter"]) if (changed[key] === false) delete changed[key];
      if (Object.keys(changed).length === 0) known.delete(index);
      else known.set(index, changed);
    }
    return undefined;
  },

  autoResizeDimensions: ({ book }, { dimensions }) => {
    const stretch = existing(dimensionRangeOf(book, dimensions), "resize");
    const { sheet, dimension, start, end } = stretch;
    const known = propertiesOf(stretch);
    const shown = new Shown(book);
    for (let index = start; index < end; index++) {
      const size = dimension === "ROWS" ? ROW_HEIGHT : widthOf(sheet, index, shown);
      if (size === undefined) continue;
      known.set(index, { ...known.get(index), pixelSize: size });
    }
    return undefined;
  },
};

/** A guess: Google measures the glyphs. 7 pixels a character and a margin. Undefined for an empty column, which keeps its size. */
function widthOf(sheet: Sheet, column: number, shown: Shown): number | undefined {
  let longest = 0;
  for (const row of sheet.rows) longest = Math.max(longest, shown.text(sheet, row?.[column])?.length ?? 0);
  return longest === 0 ? undefined : Math.max(21, longest * 7 + 6);
}
