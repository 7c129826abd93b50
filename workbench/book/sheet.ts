import type { Box } from "./box";
import type { Row, Slot } from "./cell";
import type { Message } from "./json";

/** The most cells a spreadsheet holds. https://support.google.com/drive/answer/37603 */
export const MAX_CELLS = 10_000_000;

/** The lists of a sheet that hold API messages; every range in them names its `sheetId`, 0 included. */
export interface SheetLists {
  merges: Message[];
  conditionalFormats: Message[];
  protectedRanges: Message[];
  charts: Message[];
  rowGroups: Message[];
  columnGroups: Message[];
  /** `Table`s: stretches of the grid whose columns may have a type of their own. */
  tables: Message[];
}

export const LIST_NAMES = [
  "merges",
  "conditionalFormats",
  "protectedRanges",
  "charts",
  "rowGroups",
  "columnGroups",
  "tables",
] as const satisfies readonly (keyof SheetLists)[];

/** One tab. */
export class Sheet implements SheetLists {
  /** `SheetProperties` without `index`, which is the place in the book. */
  properties: Message;
  /** Trailing empty rows may be missing. Rows are never changed in place, so that a version of a sheet is a copy of this list. */
  rows: (Row | undefined)[] = [];
  merges: Message[] = [];
  conditionalFormats: Message[] = [];
  protectedRanges: Message[] = [];
  charts: Message[] = [];
  rowGroups: Message[] = [];
  columnGroups: Message[] = [];
  tables: Message[] = [];
  basicFilter: Message | undefined;
  /** `DimensionProperties` of the rows and columns that differ from the usual. */
  rowProperties = new Map<number, Message>();
  columnProperties = new Map<number, Message>();

  constructor(properties: Message) {
    this.properties = properties;
  }

  get id(): number {
    return this.properties.sheetId;
  }

  get title(): string {
    return this.properties.title;
  }

  get rowCount(): number {
    return this.properties.gridProperties.rowCount;
  }

  get columnCount(): number {
    return this.properties.gridProperties.columnCount;
  }

  /** The whole grid. */
  get box(): Box {
    return { top: 0, bottom: this.rowCount, left: 0, right: this.columnCount };
  }

  slot(row: number, column: number): Slot {
    return this.rows[row]?.[column];
  }

  put(row: number, column: number, slot: Slot): void {
    const old = this.rows[row];
    if (slot === undefined && old?.[column] === undefined) return;
    const copy = old === undefined ? [] : old.slice();
    while (copy.length < column) copy.push(undefined);
    copy[column] = slot;
    this.putRow(row, copy);
  }

  /** Replaces a whole row; the list given becomes the sheet's own. */
  putRow(row: number, slots: Slot[]): void {
    while (slots.length > 0 && slots[slots.length - 1] === undefined) slots.pop();
    while (this.rows.length < row) this.rows.push(undefined);
    this.rows[row] = slots.length > 0 ? slots : undefined;
  }

  /** Replaces every slot of the box by what `change` makes of it. */
  edit(box: Box, change: (slot: Slot, row: number, column: number) => Slot): void {
    for (let row = box.top; row < box.bottom; row++) {
      const slots = this.rows[row]?.slice() ?? [];
      let changed = false;
      for (let column = box.left; column < box.right; column++) {
        const before = slots[column];
        const after = change(before, row, column);
        if (after === before) continue;
        while (slots.length < column) slots.push(undefined);
        slots[column] = after;
        changed = true;
      }
      if (changed) this.putRow(row, slots);
    }
  }

  /** Grows the grid so that it has at least so many rows and columns. */
  grow(rowCount: number, columnCount: number): void {
    const grid = this.properties.gridProperties;
    grid.rowCount = Math.max(grid.rowCount, rowCount);
    grid.columnCount = Math.max(grid.columnCount, columnCount);
  }

  /** A version of this sheet that later writes do not touch. */
  copy(): Sheet {
    const copy = new Sheet(structuredClone(this.properties));
    copy.rows = this.rows.slice();
    for (const name of LIST_NAMES) copy[name] = structuredClone(this[name]);
    copy.basicFilter = structuredClone(this.basicFilter);
    copy.rowProperties = new Map(this.rowProperties);
    copy.columnProperties = new Map(this.columnProperties);
    return copy;
  }
}
