import type { Zone } from "../../shared/zone";
import { wordText } from "./cells";
import type { TabInput } from "./sheet-input";

/** A column of words as a dictionary: the rules run once per distinct cell, never once per row. */
export interface WordColumn {
  /** Row -> entry of `distinct`. */
  readonly codes: Int32Array;
  /** The distinct cells as they were typed, in order of first appearance. */
  readonly distinct: readonly string[];
}

export function wordColumn(tab: TabInput, column: number, zone: Zone): WordColumn {
  const { values } = tab;
  const rows = Math.max(0, values.length - 1);
  const codes = new Int32Array(rows);
  const known = new Map<string, number>();
  const distinct: string[] = [];
  for (let row = 0; row < rows; row++) {
    const cell = values[row + 1][column];
    const text = typeof cell === "string" ? cell : wordText(tab, column, row, zone);
    let code = known.get(text);
    if (code === undefined) {
      code = distinct.push(text) - 1;
      known.set(text, code);
    }
    codes[row] = code;
  }
  return { codes, distinct };
}
