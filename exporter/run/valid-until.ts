import { FUTURE_TOLERANCE } from "../../shared/timestamp";
import { flawOf, NO_FLAW } from "../../shared/verdicts";
import { memory } from "../kernel/kernel";
import { rowsAbove } from "../kernel/rows";
import type { JudgedTable } from "../rules/judge-table";

const FUTURE = flawOf("FUTURE_TIMESTAMP");

/**
 * The instant (UTC ms) after `asOf` at which time alone changes what comes of a timestamp: a lead stamped a little ahead enters its window,
 * or one held as future becomes clean. Infinity when none does.
 */
export function changesAt(instant: number, flaw: number, asOf: number): number {
  if (!(instant > asOf)) return Number.POSITIVE_INFINITY;
  if (flaw === NO_FLAW) return instant;
  return flaw === FUTURE ? instant - FUTURE_TOLERANCE : Number.POSITIVE_INFINITY;
}

/** The first instant (ISO 8601) at which time alone changes a verdict or an answer; `null` when none does. */
export function validUntil({ readings }: JudgedTable, asOf: number): string | null {
  let first = Number.POSITIVE_INFINITY;
  for (const field of readings.fields) {
    if (!("instants" in field)) continue;
    const { instants, flaws } = field;
    memory().withScratch((scratch) => {
      for (const row of rowsAbove(instants, asOf, scratch))
        first = Math.min(first, changesAt(instants[row], flaws[row], asOf));
    });
  }
  return instantText(first);
}

/** An instant as the manifest has it; `null` for one that never comes. */
export function instantText(instant: number): string | null {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : null;
}
