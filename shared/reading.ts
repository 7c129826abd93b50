import { type Cell, displayedText } from "./cell";
import { tidiedProblem } from "./cell-problem";
import { type Damage, damageOf } from "./damaged-text";
import { comparisonKey, tidy } from "./text";

/** What a cell means for a text field. */
export interface TextReading {
  /** `BLANK` is a state, not yet a problem: the row decides whether the field is missing or the whole row is blank. */
  readonly problem: "BLANK" | "CELL_ERROR" | "TOO_LONG" | null;
  /** The tidied text; also given with a problem, so that a person can be shown what the cell says. */
  readonly text: string;
  /** The comparison key; '' with a problem. */
  readonly key: string;
  /** How the text is damaged, when it is and has no problem. */
  readonly damage?: Damage;
}

/** Reads a text cell. A number or boolean is its displayed text, and `None`, `NA`, `null`, `TRUE`, `007` are names. */
export function readText(cell: Cell): TextReading {
  const shown = displayedText(cell);
  const text = tidy(shown);
  const problem = tidiedProblem(text);
  if (problem !== null) return { problem, text, key: "" };
  const reading = { problem, text, key: comparisonKey(text) };
  const damage = damageOf(shown);
  return damage === null ? reading : { ...reading, damage };
}
