import { DAY_MS, daysFromCivil, wallText } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { plainWallTime } from "../../shared/plain-wall-time";
import { judgeInstant, readTimestamp, type TimeContext } from "../../shared/timestamp";
import { flawOf, type InstantReadings, NO_FLAW, warningBit } from "../../shared/verdicts";
import { instantOf, kindOf, toWall, type Zone } from "../../shared/zone";
import { ASCII_BYTES, asciiBytes } from "./ascii-bytes";
import { isDate, serialOf, shownText } from "./cells";
import type { SheetCell, TabInput } from "./sheet-input";
import { isAfterGap } from "./spring-gap";

/** Dates of which the serial need not be made: wall time and serial mean the same. */
const PLAIN_FROM = daysFromCivil(1990, 1, 1) * DAY_MS;
const PLAIN_TO = daysFromCivil(9000, 1, 1) * DAY_MS;

const GAP = warningBit("GAP_TIMESTAMP");
const TWICE = warningBit("TWICE_TIMESTAMP");

/** Reads a timestamp column as the exporter reads the same cells: a date is the wall time Sheets stores. */
export function readTimeField(tab: TabInput, column: number, context: TimeContext): InstantReadings {
  const { values, shown } = tab;
  const { zone } = context;
  const rows = Math.max(0, values.length - 1);
  const instants = new Float64Array(rows);
  const flaws = new Uint8Array(rows);
  const warnings = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const cell = values[row + 1][column] ?? "";
    const wall = wallTime(cell, zone);
    if (Number.isNaN(wall)) {
      const reading = readTimestamp(isDate(cell) ? serialOf(cell, zone) : cell, context);
      instants[row] = reading.instant;
      flaws[row] = flawOf(reading.problem);
      if (flaws[row] === NO_FLAW && reading.warning !== null) warnings[row] = warningBit(reading.warning);
      continue;
    }
    const instant = instantOf(zone, wall);
    instants[row] = instant;
    const problem = judgeInstant(instant, context);
    const kind = kindOf(zone, wall);
    if (problem !== null) flaws[row] = flawOf(problem);
    else if (kind !== "plain") warnings[row] = kind === "gap" ? GAP : TWICE;
    else if (isDate(cell) && isAfterGap(zone, instant) && isTypedInGap(shownText(shown, column, row), context)) {
      warnings[row] = GAP;
    }
  }
  return { instants, flaws, warnings };
}

/** The wall time of a date, or of a text in the plain ISO form; NaN for what `readTimestamp` must look at. */
function wallTime(cell: SheetCell, zone: Zone): number {
  if (typeof cell === "string") return plainWallTime(ASCII_BYTES, 0, asciiBytes(cell));
  if (!isDate(cell)) return Number.NaN;
  const wall = toWall(zone, cell.getTime());
  return wall >= PLAIN_FROM && wall < PLAIN_TO ? wall : Number.NaN;
}

/** A time that clocks skipped arrives as the date an hour later; what the cell shows is still what was typed. */
function isTypedInGap(shown: string | undefined, context: TimeContext): boolean {
  return shown !== undefined && readTimestamp(shown, context).warning === "GAP_TIMESTAMP";
}

/** What a timestamp cell says, as it was typed; a date as `2026-11-22 09:15:00`. */
export function timeText(tab: TabInput, column: number, row: number, { zone }: TimeContext): string {
  const cell = tab.values[row + 1][column] ?? "";
  return isDate(cell) ? wallText(toWall(zone, cell.getTime())) : displayedText(cell);
}
