import { type Cell, displayedText } from "./cell";
import { tidiedProblem } from "./cell-problem";
import { comparisonKey, tidy } from "./text";

/** What a cell means for a text field. */
export interface TextReading {
  /** `BLANK` is a state, not yet a problem: the row decides whether the field is missing or the whole row is blank. */
  readonly problem: "BLANK" | "CELL_ERROR" | "TOO_LONG" | null;
  /** The tidied text; also given with a problem, so that a person can be shown what the cell says. */
  readonly text: string;
  /** The comparison key; '' with a problem. */
  readonly key: string;
}

/** Reads a text cell. A number or boolean is its displayed text, and `None`, `NA`, `null`, `TRUE`, `007` are names. */
export function readText(cell: Cell): TextReading {
  const text = tidy(displayedText(cell));
  const problem = tidiedProblem(text);
  return { problem, text, key: problem === null ? comparisonKey(text) : "" };
}
