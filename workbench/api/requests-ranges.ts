import { type Box, boxOf, contains, gridRangeOf, intersects } from "../book/box";
import { withEntry } from "../book/cell";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { type CellRange, cellRangeOf, gridOf, type Handler } from "./batch-context";
import { withColorPairs } from "./colors";
import { RequestFault } from "./errors";
import { applyMask, updateMask } from "./field-mask";

/** Merges that meet the range; one that sticks out of it cannot be changed. */
function mergesIn({ sheet, box }: CellRange): Message[] {
  const met = sheet.merges.filter((range) => intersects(boxIn(sheet, range), box));
  if (met.some((range) => !contains(box, boxIn(sheet, range)))) {
    throw new RequestFault("You must select all cells in a merged range to merge or unmerge them.");
  }
  return met;
}

function boxIn(sheet: Sheet, range: Message): Box {
  return boxOf(range, sheet.rowCount, sheet.columnCount);
}

function split({ box }: CellRange, type: string | undefined): Box[] {
  if (type === "MERGE_ROWS") {
    return Array.from({ length: box.bottom - box.top }, (_, at) => ({
      ...box,
      top: box.top + at,
      bottom: box.top + at + 1,
    }));
  }
  if (type === "MERGE_COLUMNS") {
    return Array.from({ length: box.right - box.left }, (_, at) => ({
      ...box,
      left: box.left + at,
      right: box.left + at + 1,
    }));
  }
  return [box];
}

const MERGES: Record<string, Handler> = {
  mergeCells: ({ book }, { range, mergeType }) => {
    const target = cellRangeOf(book, range);
    const { sheet } = target;
    const old = mergesIn(target);
    sheet.merges = sheet.merges.filter((merge) => !old.includes(merge));
    for (const box of split(target, mergeType)) {
      if ((box.bottom - box.top) * (box.right - box.left) < 2) continue;
      sheet.merges.push(gridRangeOf(sheet.id, box));
      // Only the first cell keeps its value.
      sheet.edit(box, (slot, row, column) =>
        row === box.top && column === box.left ? slot : withEntry(slot, undefined),
      );
    }
    return undefined;
  },

  unmergeCells: ({ book }, { range }) => {
    const target = cellRangeOf(book, range);
    const old = mergesIn(target);
    target.sheet.merges = target.sheet.merges.filter((merge) => !old.includes(merge));
    return undefined;
  },
};

function checkName(names: readonly Message[], name: string | undefined, self?: Message): void {
  if (name === undefined || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
    throw new RequestFault(`The named range name "${name ?? ""}" is not valid.`);
  }
  if (names.some((named) => named !== self && named.name.toLowerCase() === name.toLowerCase())) {
    throw new RequestFault(`A named range with the name "${name}" already exists.`);
  }
}

const NAMED_RANGES: Record<string, Handler> = {
  addNamedRange: ({ book, nextId }, { namedRange = {} }) => {
    checkName(book.namedRanges, namedRange.name);
    gridOf(book, namedRange.range?.sheetId);
    const named = {
      namedRangeId: namedRange.namedRangeId ?? nextId("namedRange"),
      name: namedRange.name,
      range: namedRange.range ?? { sheetId: 0 },
    };
    if (book.namedRanges.some(({ namedRangeId }) => namedRangeId === named.namedRangeId)) {
      throw new RequestFault(`A named range with the id ${named.namedRangeId} already exists.`);
    }
    book.namedRanges.push(named);
    return { namedRange: named };
  },

  updateNamedRange: ({ book }, { namedRange = {}, fields }) => {
    const id: string = namedRange.namedRangeId ?? "";
    const named = book.namedRanges.find(({ namedRangeId }) => namedRangeId === id);
    if (named === undefined) throw new RequestFault(`No NamedRange with id: ${id}`);
    applyMask("NamedRange", named, { ...namedRange, namedRangeId: id }, updateMask(fields));
    checkName(book.namedRanges, named.name, named);
    gridOf(book, named.range?.sheetId);
    return undefined;
  },

  deleteNamedRange: ({ book }, { namedRangeId = "" }) => {
    const left = book.namedRanges.filter((named) => named.namedRangeId !== namedRangeId);
    if (left.length === book.namedRanges.length) throw new RequestFault(`No NamedRange with id: ${namedRangeId}`);
    book.namedRanges = left;
    return undefined;
  },
};

const FILTERS: Record<string, Handler> = {
  setBasicFilter: ({ book }, { filter = {} }) => {
    const { sheet, box } = cellRangeOf(book, filter.range ?? { sheetId: 0 });
    sheet.basicFilter = withColorPairs("BasicFilter", { ...filter, range: gridRangeOf(sheet.id, box) });
    return undefined;
  },

  clearBasicFilter: ({ book }, { sheetId }) => {
    gridOf(book, sheetId).basicFilter = undefined;
    return undefined;
  },
};

export const RANGE_REQUESTS: Record<string, Handler> = {
  ...MERGES,
  ...NAMED_RANGES,
  ...FILTERS,
};
