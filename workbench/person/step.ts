import type { Book } from "../book/book";
import type { Slot } from "../book/cell";
import type { Sheet } from "../book/sheet";
import type { Area } from "./edit";
import { Refused } from "./refused";

/** What Google's events call a change. */
export type ChangeType = "EDIT" | "INSERT_ROW" | "INSERT_COLUMN" | "REMOVE_ROW" | "REMOVE_COLUMN" | "OTHER";

/** One thing that was done, and can be taken back. */
export interface Step {
  readonly change: ChangeType;
  /** The cells that got another value, as a person sees it; undefined for none. */
  readonly area: Area | undefined;
  /** The tabs whose cells it changed. */
  readonly tabs: readonly number[];
  /** Takes it back, and returns the step that does it again. */
  undo(book: Book): Step;
}

export function sheetWith(book: Book, id: number): Sheet {
  const sheet = book.sheet(id);
  if (sheet === undefined) throw new Refused("This tab is not there any more.");
  return sheet;
}

/** Slots of an area as they were. */
export interface Patch {
  readonly area: Area;
  readonly slots: readonly (readonly Slot[])[];
}

export function patchOf(book: Book, area: Area): Patch {
  const sheet = sheetWith(book, area.sheetId);
  const slots: (readonly Slot[])[] = [];
  for (let row = area.top; row < area.bottom; row++) slots.push((sheet.rows[row] ?? []).slice(area.left, area.right));
  return { area, slots };
}

/** A step that changed cells and nothing else. `area` as in `Step`. */
export function cellStep(before: readonly Patch[], area: Area | undefined): Step {
  return {
    change: "EDIT",
    area,
    tabs: before.map((patch) => patch.area.sheetId),
    undo: (now) => {
      const after = before.map((patch) => patchOf(now, patch.area));
      for (const { area: cells, slots } of before) {
        sheetWith(now, cells.sheetId).edit(cells, (_, row, column) => slots[row - cells.top][column - cells.left]);
      }
      return cellStep(after, area);
    },
  };
}
