import { inWords } from "../refusal";
import type { HealthCheck } from "../rpc";
import type { Said } from "../words/said";

export function good(name: string, sentence: string): HealthCheck {
  return { name, state: "good", sentence, wayOut: null };
}

export function warn(name: string, { sentence, wayOut }: Said): HealthCheck {
  return { name, state: "warn", sentence, wayOut };
}

export function bad(name: string, { sentence, wayOut }: Said): HealthCheck {
  return { name, state: "bad", sentence, wayOut };
}

/** One check by itself: where Google refuses what it needs it says so, and the others go on. */
export function checked(name: string, look: () => HealthCheck | readonly HealthCheck[]): readonly HealthCheck[] {
  try {
    return [look()].flat();
  } catch (error) {
    return [bad(name, inWords(error))];
  }
}
