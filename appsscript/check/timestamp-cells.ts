import type { TimestampCells } from "../../shared/date-order-doubt";
import { serialWall } from "../../shared/timestamp-number";
import { toWall, type Zone } from "../../shared/zone";
import { isDate } from "./cells";
import type { TabInput } from "./sheet-input";

/** A timestamp column (0-based) as the search for the other order of day and month wants it. */
export function timestampCells({ values }: TabInput, column: number, zone: Zone): TimestampCells {
  const rows = Math.max(0, values.length - 1);
  const cell = (row: number) => values[row + 1][column];
  return {
    rows,
    texts: rows,
    text: (row) => String(cell(row)),
    code: (row) => (typeof cell(row) === "string" ? row : -1),
    wall: (row) => {
      const value = cell(row);
      if (isDate(value)) return toWall(zone, value.getTime());
      return typeof value === "number" ? serialWall(value) : Number.NaN;
    },
  };
}
