import { HELD_CODES, type ProblemCode } from "../../../shared/problem";
import { EFFECT_WORDS, KIND_WORDS } from "../../words/sidebar/problems";
import type { Icon } from "../icon";

/** A kind of problem in a few words; a code from a newer exporter as it is. */
export function kindWords(code: ProblemCode): string {
  return KIND_WORDS[code] ?? code;
}

/** What a problem does to its row, told apart by word and shape, not by colour alone. */
export type Effect = "held" | "fill" | "repeat" | "check";

export const EFFECTS: Record<Effect, { word: string; heading: string; icon: Icon }> = {
  held: { ...EFFECT_WORDS.held, icon: "stop" },
  fill: { ...EFFECT_WORDS.fill, icon: "fill" },
  repeat: { ...EFFECT_WORDS.repeat, icon: "repeat" },
  check: { ...EFFECT_WORDS.check, icon: "check" },
};

export function effectOf(code: ProblemCode): Effect {
  if (code === "MISSING") return "fill";
  if (code === "DUPLICATE") return "repeat";
  return (HELD_CODES as readonly ProblemCode[]).includes(code) ? "held" : "check";
}
