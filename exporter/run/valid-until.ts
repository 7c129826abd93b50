import { FUTURE_TOLERANCE } from "../../shared/timestamp";
import { flawOf, NO_FLAW } from "../../shared/verdicts";
import type { JudgedTable } from "../rules/judge-table";

/**
 * The first instant after `asOf` at which time alone changes a verdict or an answer (ISO 8601): a lead stamped a little ahead
 * enters its window, or one held as future becomes clean. `null` when none does.
 */
export function validUntil({ readings }: JudgedTable, asOf: number): string | null {
  const future = flawOf("FUTURE_TIMESTAMP");
  let first = Number.POSITIVE_INFINITY;
  for (const field of readings.fields) {
    if (!("instants" in field)) continue;
    const { instants, flaws } = field;
    for (let row = 0; row < readings.rows; row++) {
      const instant = instants[row];
      if (!(instant > asOf)) continue;
      if (flaws[row] === NO_FLAW) first = Math.min(first, instant);
      else if (flaws[row] === future) first = Math.min(first, instant - FUTURE_TOLERANCE);
    }
  }
  return Number.isFinite(first) ? new Date(first).toISOString() : null;
}
