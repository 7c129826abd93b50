import { memory } from "../kernel/kernel";
import { rowsAbove } from "../kernel/rows";
import type { JudgedTable } from "../rules/judge-table";
import { changesAt } from "./changes-at";

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
