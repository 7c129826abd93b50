import { withoutPresent } from "../../shared/sentences";

/** A block of Status cells, one below the other. */
export interface StatusBlock {
  /** The first one's place among the statuses, from 0: sheet row `from + 2`. */
  readonly from: number;
  readonly statuses: readonly string[];
}

/**
 * The smallest block that must be written so that all say what is wanted, whenever it was found out; `null` when they do already. Both
 * are equally long.
 */
export function differing(current: readonly string[], wanted: readonly string[]): StatusBlock | null {
  let from = 0;
  while (from < wanted.length && isSame(current[from], wanted[from])) from++;
  if (from === wanted.length) return null;
  let end = wanted.length;
  while (isSame(current[end - 1], wanted[end - 1])) end--;
  return { from, statuses: wanted.slice(from, end) };
}

function isSame(current: string, wanted: string): boolean {
  return current === wanted || withoutPresent(current) === withoutPresent(wanted);
}
