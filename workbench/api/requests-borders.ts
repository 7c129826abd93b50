import { cellOf, type Slot, slotOf } from "../book/cell";
import type { Message } from "../book/json";
import { cellRangeOf, type Handler } from "./batch-context";
import { withColorPairs } from "./colors";

const SIDES = ["top", "bottom", "left", "right", "innerHorizontal", "innerVertical"] as const;

const updateBorders: Handler = ({ book }, { range, ...request }) => {
  const { sheet, box } = cellRangeOf(book, range);
  const given = Object.fromEntries(
    SIDES.filter((side) => request[side] !== undefined).map((side) => [side, borderOf(request[side])]),
  );
  sheet.edit(box, (slot, row, column) => {
    const borders: Message = {};
    const pick = (side: string, outer: boolean, edge: string, inner: string) => {
      const border = outer ? given[edge] : given[inner];
      if (border !== undefined) borders[side] = border;
    };
    pick("top", row === box.top, "top", "innerHorizontal");
    pick("bottom", row === box.bottom - 1, "bottom", "innerHorizontal");
    pick("left", column === box.left, "left", "innerVertical");
    pick("right", column === box.right - 1, "right", "innerVertical");
    return Object.keys(borders).length === 0 ? slot : withBorders(slot, borders);
  });
  return undefined;
};

/** A border with its colour in both forms; style NONE takes the border away. */
function borderOf(border: Message): Message {
  return border.style === "NONE" ? {} : withColorPairs("Border", border);
}

function withBorders(slot: Slot, given: Message): Slot {
  const cell = cellOf(slot);
  const { borders, ...format } = cell.format ?? {};
  const all = Object.entries({ ...borders, ...given }).filter(
    ([, border]) => Object.keys(border as Message).length > 0,
  );
  return slotOf({ ...cell, format: all.length === 0 ? format : { ...format, borders: Object.fromEntries(all) } });
}

export const BORDER_REQUESTS: Record<string, Handler> = { updateBorders };
