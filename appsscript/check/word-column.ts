import type { ColumnCells } from "../../shared/column-cells";
import type { Zone } from "../../shared/zone";
import { wordText } from "./cells";
import { columnOf } from "./column-of";
import type { TabInput } from "./sheet-input";

/** A column of words as the judge reads it. */
export function wordColumn(tab: TabInput, column: number, zone: Zone): ColumnCells {
  const { values } = tab;
  const rows = Math.max(0, values.length - 1);
  const codes = new Int32Array(rows);
  const known = new Map<string, number>();
  const texts: string[] = [];
  // All in one loop: the script is loaded anew for every edit, and what a loop calls is slow until it has been called often.
  for (let row = 0; row < rows; row++) {
    const cell = values[row + 1][column];
    const text = typeof cell === "string" ? cell : wordText(tab, column, row, zone);
    let code = known.get(text);
    if (code === undefined) {
      code = texts.push(text) - 1;
      known.set(text, code);
    }
    codes[row] = code;
  }
  return columnOf(codes, texts, null);
}
