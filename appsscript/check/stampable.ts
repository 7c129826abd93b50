import { cellProblem } from "../../shared/cell-problem";
import { LEADS } from "../../shared/contract";
import type { Zone } from "../../shared/zone";
import { bindTab } from "./bind-tab";
import { wordText } from "./cells";
import type { TabInput } from "./sheet-input";

/**
 * The sheet rows (from 1) between two of Leads, both included, that are complete but for an empty Timestamp. None when the headers have
 * a problem.
 */
export function stampable(tab: TabInput, firstRow: number, lastRow: number, zone: Zone): number[] {
  const { binding } = bindTab(LEADS, tab);
  if (binding.problems.length > 0) return [];
  const { operator_timestamp: time } = binding.columns;
  const words = LEADS.fields.filter(({ type }) => type !== "timestamp").map(({ name }) => binding.columns[name]);
  const rows: number[] = [];
  for (let sheetRow = Math.max(2, firstRow); sheetRow <= Math.min(lastRow, tab.values.length); sheetRow++) {
    const cell = tab.values[sheetRow - 1][time];
    const isEmpty = cell === "" || cell === null || cell === undefined;
    if (isEmpty && words.every((column) => isGood(column, sheetRow - 2))) rows.push(sheetRow);
  }
  return rows;

  function isGood(column: number, row: number): boolean {
    return cellProblem(wordText(tab, column, row, zone)) === null;
  }
}
