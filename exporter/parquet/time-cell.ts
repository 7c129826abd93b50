import { DAY_MS, isoDate } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { textAt } from "../rules/text-table";
import { NUMBER } from "../table";
import type { OutColumn } from "./columns";

/** A timestamp cell as it was read, `null` when blank; a wall time the scanner parsed is written in ISO form. */
export function timeCellText(column: Extract<OutColumn, { kind: "time-cell" }>, row: number): string | null {
  const code = column.codes[row];
  if (code !== NUMBER) return textAt(column.texts, code) || null;
  const value = column.numbers![row];
  return column.numbersAre === "wall" ? wallText(value) : displayedText(value);
}

/** `2022-11-23 01:55:29`, with milliseconds where there are any. */
export function wallText(wall: number): string {
  const day = Math.floor(wall / DAY_MS);
  const ms = wall - day * DAY_MS;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const time = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  const fraction = ms % 1000;
  return `${isoDate(day)} ${time}${fraction === 0 ? "" : `.${String(fraction).padStart(3, "0")}`}`;
}
