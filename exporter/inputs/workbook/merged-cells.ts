import type { TabContract } from "../../../shared/contract";
import { type Binding, cellName } from "../../../shared/headers";
import type { Notice } from "../../words/report";
import type { Merge } from "./metadata";

/** So many merges are named. */
const NAMED = 5;

/**
 * The notice of cells in the contract's columns that are merged over several rows. Google gives their value to the first row only, while a
 * person sees it beside each: what is missing in the others would be a riddle.
 */
export function mergedCells(contract: TabContract, { columns }: Binding, merges: readonly Merge[]): Notice[] {
  const bound = Object.values(columns);
  const found = merges
    .filter(({ startRowIndex, endRowIndex }) => endRowIndex - Math.max(1, startRowIndex) > 1)
    .filter(({ startColumnIndex, endColumnIndex }) => bound.some((at) => at >= startColumnIndex && at < endColumnIndex))
    .sort((a, b) => a.startRowIndex - b.startRowIndex || a.startColumnIndex - b.startColumnIndex);
  if (found.length === 0) return [];
  const names = found.slice(0, NAMED).map(({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }) => {
    const last = cellName(contract.tab, endColumnIndex - 1, endRowIndex).split("!")[1];
    return `${cellName(contract.tab, startColumnIndex, startRowIndex + 1)}:${last}`;
  });
  const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : "";
  const sentence =
    `Cells are merged: ${names.join(", ")}${more}. A merged cell has its value in its first row only, so the rows below it have none. ` +
    "Unmerge them (Format, Merge cells) and fill each row.";
  return [{ code: "MERGED_CELLS", sentence }];
}
