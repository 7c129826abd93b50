import { HELD_CODES, type ProblemCode } from "../../../shared/problem";
import type { Icon } from "../icon";

const WORDS: Record<ProblemCode, string> = {
  MISSING: "Empty cell",
  BAD_TIMESTAMP: "Not a date",
  FUTURE_TIMESTAMP: "In the future",
  OUT_OF_RANGE: "Before 2000",
  CELL_ERROR: "Error in cell",
  TOO_LONG: "Too long",
  EXTRA_CELLS: "Too many cells",
  DUPLICATE: "Repeat",
  UNKNOWN_COUNTRY: "Unknown country",
  AMBIGUOUS_COUNTRY: "Unclear country",
  UNKNOWN_COMPANY: "Unknown company",
  POSSIBLE_DUPLICATE: "Possible repeat",
  GAP_TIMESTAMP: "Skipped hour",
  TWICE_TIMESTAMP: "Hour that came twice",
  DAMAGED_TEXT: "Damaged text",
};

/** A kind of problem in a few words; a code from a newer exporter as it is. */
export function kindWords(code: ProblemCode): string {
  return WORDS[code] ?? code;
}

/** What a problem does to its row, told apart by word and shape, not by colour alone. */
export type Effect = "held" | "repeat" | "check";

export const EFFECTS: Record<Effect, { word: string; heading: string; icon: Icon }> = {
  held: { word: "Held", heading: "Held: not exported", icon: "stop" },
  repeat: { word: "Repeat", heading: "Repeats: exported once", icon: "repeat" },
  check: { word: "To check", heading: "To check: exported all the same", icon: "check" },
};

export function effectOf(code: ProblemCode): Effect {
  if (code === "DUPLICATE") return "repeat";
  return (HELD_CODES as readonly ProblemCode[]).includes(code) ? "held" : "check";
}
