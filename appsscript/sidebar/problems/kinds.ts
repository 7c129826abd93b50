import { HELD_CODES, type ProblemCode } from "../../../shared/problem";
import { STATUS } from "../../../shared/status";
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
export type Effect = "held" | "fill" | "repeat" | "check";

export const EFFECTS: Record<Effect, { word: string; heading: string; icon: Icon }> = {
  held: { word: STATUS.held, heading: "Waits: something is wrong, not exported", icon: "stop" },
  fill: { word: STATUS.toFill, heading: "To fill: not exported until it is full", icon: "fill" },
  repeat: { word: "Repeat", heading: "Repeat: the other row is exported", icon: "repeat" },
  check: { word: STATUS.check, heading: "Check: exported, but have a look", icon: "check" },
};

export function effectOf(code: ProblemCode): Effect {
  if (code === "MISSING") return "fill";
  if (code === "DUPLICATE") return "repeat";
  return (HELD_CODES as readonly ProblemCode[]).includes(code) ? "held" : "check";
}
