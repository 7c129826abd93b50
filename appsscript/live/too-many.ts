import type { Stored } from "../stored";
import type { Rows } from "./stamp";

/** Of the 30 s Google gives an edit, so much may go into a check. */
const BUDGET_MS = 12_000;
/** As long as no check was measured. */
const UNMEASURED = 60_000;
/** A check of fewer rows says little about one of many. */
const TELLING_ROWS = 1000;

/** Whether checking all rows after an edit would take too long, going by how long the last full check took. */
export function tooMany({ lastCheck }: Stored, edited: Rows | null): boolean {
  const known = lastCheck?.rows ?? 0;
  const pasted = edited === null ? 0 : Math.max(0, edited.to - Math.max(edited.from - 1, known));
  const rows = known + pasted;
  if (lastCheck === null || lastCheck.rows < TELLING_ROWS) return rows > UNMEASURED;
  return rows * (lastCheck.ms / lastCheck.rows) > BUDGET_MS;
}
