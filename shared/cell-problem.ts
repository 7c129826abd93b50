import { type Cell, displayedText } from "./cell";
import { MAX_CELL_LENGTH, tidy } from "./text";

/** What Google Sheets and Excel put in a cell whose formula failed, as the values API and CSV exports write it. */
const ERROR_TEXTS = new Set(
  (
    "#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR! #SPILL! #CALC! " +
    "#FIELD! #BLOCKED! #CONNECT! #BUSY! #UNKNOWN! #PYTHON! #GETTING_DATA"
  ).split(" "),
);
/** Sheets shows this while a formula waits for its data. Exactly this: a person may well type "loading". */
const STILL_LOADING = "Loading...";
/** Excel writes `####` to CSV for a number or date wider than its column. */
const TOO_NARROW = /^#{3,}$/;

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

function isErrorText(tidied: string): boolean {
  if (tidied === STILL_LOADING) return true;
  return tidied.startsWith("#") && (ERROR_TEXTS.has(tidied.toUpperCase()) || TOO_NARROW.test(tidied));
}

function isTooLong(tidied: string): boolean {
  // A code point is one or two UTF-16 units, so only lengths between the two bounds need counting.
  if (tidied.length <= MAX_CELL_LENGTH) return false;
  if (tidied.length > 2 * MAX_CELL_LENGTH) return true;
  return [...tidied].length > MAX_CELL_LENGTH;
}
