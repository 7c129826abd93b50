import { type Cell, displayedText } from "./cell";
import { isErrorText } from "./cell-errors";
import { MAX_CELL_LENGTH, tidy } from "./text";

/** A cell before its field is considered: blank and problem cells are the same for every type of field. */
export function cellProblem(cell: Cell): "BLANK" | "CELL_ERROR" | "TOO_LONG" | null {
  return tidiedProblem(tidy(displayedText(cell)));
}

/** `cellProblem` for callers that have tidied the cell's displayed text already. */
export function tidiedProblem(tidied: string): "BLANK" | "CELL_ERROR" | "TOO_LONG" | null {
  if (tidied === "") return "BLANK";
  if (isTooLong(tidied)) return "TOO_LONG";
  return isErrorText(tidied) ? "CELL_ERROR" : null;
}

function isTooLong(tidied: string): boolean {
  // A code point is one or two UTF-16 units, so only lengths between the two bounds need counting.
  if (tidied.length <= MAX_CELL_LENGTH) return false;
  if (tidied.length > 2 * MAX_CELL_LENGTH) return true;
  return [...tidied].length > MAX_CELL_LENGTH;
}
