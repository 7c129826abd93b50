import { cellProblem } from "../../shared/cell-problem";
import type { Field } from "../../shared/contract";
import type { Zone } from "../../shared/zone";
import { wordText } from "./cells";
import type { TabInput } from "./sheet-input";

/**
 * The sheet rows (from 1) between two of Leads, both included, that are complete but for an empty Timestamp. None when the headers have
 * a problem.
 */
export function stampable(tab: TabInput, firstRow: number, lastRow: number, zone: Zone): number[] {
  const { contract, binding } = tab;
  const time = stampColumn(tab);
  if (binding.problems.length > 0 || time < 0) return [];
  const words = contract.fields.filter(({ type }) => type !== "timestamp");
  const rows: number[] = [];
  for (let sheetRow = Math.max(2, firstRow); sheetRow <= Math.min(lastRow, tab.values.length); sheetRow++) {
    const cell = tab.values[sheetRow - 1][time];
    const isEmpty = cell === "" || cell === null || cell === undefined;
    if (isEmpty && words.every((field) => isGood(field, sheetRow - 2))) rows.push(sheetRow);
  }
  return rows;

  function isGood({ name, required }: Field, row: number): boolean {
    const problem = cellProblem(wordText(tab, binding.columns[name], row, zone));
    return problem === null || (problem === "BLANK" && !required);
  }
}

/** The column (0-based) that is stamped: that of the first timestamp; -1 when there is none. */
export function stampColumn({ contract, binding }: TabInput): number {
  const time = contract.fields.find(({ type }) => type === "timestamp");
  return time === undefined ? -1 : binding.columns[time.name];
}
