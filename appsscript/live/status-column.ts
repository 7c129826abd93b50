import { isStatusHeader } from "../../shared/workbook";
import { headerText } from "../check/bind-tab";
import type { SheetCell } from "../check/sheet-input";

/** The column (0-based) whose header is Status; -1 when there is none, or two: which one is ours nobody can tell then. */
export function statusColumn(header: readonly SheetCell[]): number {
  const columns = statusColumns(header);
  return columns.length === 1 ? columns[0] : -1;
}

export function statusColumns(header: readonly SheetCell[]): number[] {
  return header.flatMap((cell, column) => (isStatusHeader(headerText(cell)) ? [column] : []));
}
