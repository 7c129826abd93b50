import { HELD_CODES, type ProblemCode } from "../../shared/problem";
import { STATUS } from "../../shared/status";

/** What each code means, for a person who meets it in a list of kinds. */
const PROBLEM_WORDS: Record<ProblemCode, string> = {
  MISSING: "A required cell is empty",
  BAD_TIMESTAMP: "The timestamp cannot be read as a date and time",
  FUTURE_TIMESTAMP: "The timestamp is in the future",
  OUT_OF_RANGE: "The timestamp is out of range, or a number that is no date",
  CELL_ERROR: "A cell shows a spreadsheet error such as #REF!",
  TOO_LONG: "A cell has more than 1,000 characters",
  EXTRA_CELLS: "The row has more cells than the header",
  DUPLICATE: "The row repeats another one",
  UNKNOWN_COUNTRY: "The country is not one we know",
  AMBIGUOUS_COUNTRY: "The country could mean more than one",
  UNKNOWN_COMPANY: "The company is not in Companies",
  POSSIBLE_DUPLICATE: "The row looks much like another one",
  GAP_TIMESTAMP: "The time was skipped when the clocks went forward",
  TWICE_TIMESTAMP: "The time came twice when the clocks went back",
  DAMAGED_TEXT: "The text looks damaged, as JosÃ© does for José",
};

const held: readonly string[] = HELD_CODES;

/** What the code says in words; a code of another version stands for itself. */
export function wordsOf(code: string): string {
  return PROBLEM_WORDS[code as ProblemCode] ?? code;
}

/** What a problem does to its row. */
export function effectOf(code: string): string {
  if (code === "DUPLICATE") return "not counted";
  return held.includes(code) ? STATUS.held.toLowerCase() : "counted";
}
