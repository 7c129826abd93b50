import type { Zone } from "../../shared/zone";
import { isDate } from "./cells";
import type { SheetCell, TabInput } from "./sheet-input";
import { gapBefore } from "./spring-gap";

/**
 * The columns (0-based, both included) of which `getDisplayValues` is needed too, as one block: columns of words in which numbers or
 * dates stand, and timestamps that may be a time of day that clocks skipped. `null`, as nearly always: none.
 */
export function columnsToShow(
  { contract, values, binding: { columns } }: TabInput,
  zone: Zone,
): { firstColumn: number; lastColumn: number } | null {
  const needed = contract.fields
    .filter(({ name, type }) => {
      const mustShow = type === "timestamp" ? (cell: SheetCell) => mayBeSkipped(cell, zone) : isNoWord;
      return columns[name] >= 0 && someBelow(values, columns[name], mustShow);
    })
    .map(({ name }) => columns[name]);
  if (needed.length === 0) return null;
  return { firstColumn: Math.min(...needed), lastColumn: Math.max(...needed) };
}

function someBelow(values: TabInput["values"], column: number, is: (cell: SheetCell) => boolean): boolean {
  for (let i = 1; i < values.length; i++) if (is(values[i][column])) return true;
  return false;
}

function isNoWord(cell: SheetCell): boolean {
  return typeof cell === "number" || isDate(cell);
}

function mayBeSkipped(cell: SheetCell, zone: Zone): boolean {
  return isDate(cell) && gapBefore(zone, cell.getTime()) > 0;
}
