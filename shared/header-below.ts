import type { TabContract } from "./contract";
import { bindHeaders } from "./headers";

/** So many rows below the first are looked at for the header, when row 1 is none. */
const ROWS_BELOW = 10;

/** How many fields have a column under these headers. */
export function namesFound(contract: TabContract, headers: readonly string[]): number {
  return Object.values(bindHeaders(contract, headers).columns).filter((index) => index >= 0).length;
}

/** The row (from 1) below row 1 that looks like the header, and more so than row 1: a title or blank lines may stand above it. `null`: none does. */
export function headerBelow(
  contract: TabContract,
  headers: readonly string[],
  rows: number,
  cellsOf: (row: number) => readonly string[],
): number | null {
  let best = namesFound(contract, headers);
  let found: number | null = null;
  for (let row = 0; row < Math.min(rows, ROWS_BELOW); row++) {
    const cells = cellsOf(row);
    const names = namesFound(contract, cells);
    // A row of leads may hold one cell that is a name by chance.
    if (names <= best || names * 2 <= cells.filter((cell) => cell !== "").length) continue;
    best = names;
    found = row + 2;
  }
  return found;
}
