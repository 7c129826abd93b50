import { countOf } from "../../../shared/numbers";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago, in words: `5 hours`, `1 day`, `less than a minute`. Rounded down. */
export function ageOf(ms: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(ms / length);
    if (count >= 1) return countOf(count, unit);
  }
  return "less than a minute";
}
