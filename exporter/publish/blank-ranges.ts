import { MOST_LISTED, type RowRange, type TabChanges } from "../../shared/changes";
import { BLANK } from "../../shared/verdicts";

/**
 * Which of the rows that were published are blank now, as ranges of sheet rows.
 * @param published rows counted from 0 below the header, ascending
 * @param verdict of the rows now; beyond them the table has ended
 */
export function blankRanges(published: Int32Array, verdict: Uint8Array): TabChanges["blank"] {
  const first: { from: number; to: number }[] = [];
  let rows = 0;
  let ranges = 0;
  let open: { from: number; to: number } | null = null;
  for (const row of published) {
    if (!isBlank(verdict, row)) continue;
    rows++;
    if (open !== null && areBlank(verdict, open.to + 1, row)) {
      open.to = row;
      continue;
    }
    open = { from: row, to: row };
    if (ranges++ < MOST_LISTED) first.push(open);
  }
  return { rows, ranges, first: first.map(({ from, to }): RowRange => ({ from: from + 2, to: to + 2 })) };
}

/** Whether nothing stands in a row now. */
export function isBlank(verdict: Uint8Array, row: number): boolean {
  return row >= verdict.length || verdict[row] === BLANK;
}

function areBlank(verdict: Uint8Array, from: number, to: number): boolean {
  for (let row = from; row < Math.min(to, verdict.length); row++) if (verdict[row] !== BLANK) return false;
  return true;
}
