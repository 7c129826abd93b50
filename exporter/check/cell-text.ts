import { wallText } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { NUMBER } from "../../shared/column-cells";
import { asTyped, textAt } from "../inputs/text-table";
import type { JudgedTable } from "../rules/judge-table";

/** What a cell says, as it was typed; a timestamp in a common form as `2026-11-22 09:15:00`. `field` counts from 0. */
export function cellText({ columns }: JudgedTable, field: number, row: number): string {
  const { codes, distinct, numbers, numbersAre } = columns[field];
  const code = codes[row];
  if (code !== NUMBER) return textAt(asTyped(distinct), code);
  const value = numbers![row];
  return numbersAre === "wall" ? wallText(value) : displayedText(value);
}
