import type { ColumnCells } from "../../shared/column-cells";
import type { Zone } from "../../shared/zone";
import { wordText } from "./cells";
import { DistinctTexts } from "./distinct-texts";
import type { TabInput } from "./sheet-input";

/** A column of words as the judge reads it. */
export function wordColumn(tab: TabInput, column: number, zone: Zone): ColumnCells {
  const { values } = tab;
  const rows = Math.max(0, values.length - 1);
  const codes = new Int32Array(rows);
  const distinct = new DistinctTexts();
  for (let row = 0; row < rows; row++) {
    const cell = values[row + 1][column];
    codes[row] = distinct.codeOf(typeof cell === "string" ? cell : wordText(tab, column, row, zone));
  }
  return distinct.column(codes, null);
}
