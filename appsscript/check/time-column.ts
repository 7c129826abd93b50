import { DAY_MS, daysFromCivil, wallText } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { type ColumnCells, NUMBER } from "../../shared/column-cells";
import type { DateOrder } from "../../shared/date-order";
import { plainWallTime } from "../../shared/plain-wall-time";
import { readTimestamp } from "../../shared/timestamp";
import { toWall, type Zone } from "../../shared/zone";
import { ASCII_BYTES, asciiBytes } from "./ascii-bytes";
import { isDate, serialOf, shownText } from "./cells";
import { columnOf } from "./column-of";
import type { SheetCell, TabInput } from "./sheet-input";
import { gapBefore } from "./spring-gap";

/** Dates of which the serial need not be made: wall time and serial mean the same. */
const PLAIN_FROM = daysFromCivil(1990, 1, 1) * DAY_MS;
const PLAIN_TO = daysFromCivil(9000, 1, 1) * DAY_MS;

/** A timestamp column as the judge reads it, and as the exporter reads the same cells: a date is the wall time Sheets stores. */
export function timeColumn(tab: TabInput, column: number, zone: Zone, dateOrder: DateOrder): ColumnCells {
  const { values, shown } = tab;
  const rows = Math.max(0, values.length - 1);
  const codes = new Int32Array(rows).fill(NUMBER);
  const walls = new Float64Array(rows);
  const known = new Map<string, number>();
  const texts: string[] = [];
  const codeOf = (text: string) => {
    if (!known.has(text)) known.set(text, texts.push(text) - 1);
    return known.get(text)!;
  };
  for (let row = 0; row < rows; row++) {
    const cell = values[row + 1][column] ?? "";
    const wall = wallTime(cell, zone);
    if (Number.isNaN(wall)) codes[row] = codeOf(displayedText(isDate(cell) ? serialOf(cell, zone) : cell));
    else walls[row] = wall;
    if (!isDate(cell)) continue;
    // A time that clocks skipped arrives as the date an hour later; what the cell shows is still what was typed.
    const gap = gapBefore(zone, cell.getTime());
    if (gap > 0 && isSkipped(shownText(shown, column, row), zone, dateOrder)) walls[row] -= gap;
  }
  return columnOf(codes, texts, walls);
}

/** The wall time of a date, or of a text in the plain ISO form; NaN for any other cell. */
function wallTime(cell: SheetCell, zone: Zone): number {
  if (typeof cell === "string") return plainWallTime(ASCII_BYTES, 0, asciiBytes(cell));
  if (!isDate(cell)) return Number.NaN;
  const wall = toWall(zone, cell.getTime());
  return wall >= PLAIN_FROM && wall < PLAIN_TO ? wall : Number.NaN;
}

function isSkipped(shown: string | undefined, zone: Zone, dateOrder: DateOrder): boolean {
  if (shown === undefined) return false;
  return readTimestamp(shown, { zone, dateOrder, asOf: Number.POSITIVE_INFINITY }).warning === "GAP_TIMESTAMP";
}

/** What a timestamp cell says, as it was typed; a date as `2026-11-22 09:15:00`. */
export function timeText(tab: TabInput, column: number, row: number, zone: Zone): string {
  const cell = tab.values[row + 1][column] ?? "";
  return isDate(cell) ? wallText(toWall(zone, cell.getTime())) : displayedText(cell);
}
