import { wallText } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { NUMBER } from "../../shared/column-cells";
import { textAt } from "../inputs/text-table";
import type { OutColumn } from "../tables/columns";

/** A timestamp cell as it was read, `null` when blank; a wall time the scanner parsed is written in ISO form. */
export function timeCellText(column: Extract<OutColumn, { kind: "time-cell" }>, row: number): string | null {
  const code = column.codes[row];
  if (code !== NUMBER) return textAt(column.texts, code) || null;
  const value = column.numbers![row];
  return column.numbersAre === "wall" ? wallText(value) : displayedText(value);
}
