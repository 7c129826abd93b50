import { wallText } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { NUMBER } from "../../shared/column-cells";
import { plainWallTime } from "../../shared/plain-wall-time";
import { textAt } from "../inputs/text-table";
import type { OutColumn } from "../tables/columns";

/** A timestamp cell as it was read, `null` when blank; a plain wall time is written in one form, whether the scanner parsed it or not. */
export function timeCellText(column: Extract<OutColumn, { kind: "time-cell" }>, row: number): string | null {
  const code = column.codes[row];
  if (code !== NUMBER) return textOf(textAt(column.texts, code));
  const value = column.numbers![row];
  return column.numbersAre === "wall" ? wallText(value) : displayedText(value);
}

function textOf(text: string): string | null {
  const bytes = Buffer.from(text);
  const wall = plainWallTime(bytes, 0, bytes.length);
  return Number.isNaN(wall) ? text || null : wallText(wall);
}
