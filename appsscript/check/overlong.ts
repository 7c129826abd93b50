import { tidy } from "../../shared/text";
import type { SheetCell, TabInput } from "./sheet-input";

/** Rows (0-based) with filled cells beyond the header row. `getValues` gives none, for its rows are all as wide. */
export function overlongRows(values: TabInput["values"]): number[] {
  const width = values[0]?.length ?? 0;
  const rows: number[] = [];
  for (let i = 1; i < values.length; i++) {
    if (values[i].length > width && values[i].slice(width).some(isFilled)) rows.push(i - 1);
  }
  return rows;
}

function isFilled(cell: SheetCell): boolean {
  return cell !== null && (typeof cell !== "string" || tidy(cell) !== "");
}
