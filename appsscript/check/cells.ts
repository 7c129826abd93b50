import { DAY_MS } from "../../shared/calendar";
import { displayedText } from "../../shared/cell";
import { toWall, type Zone } from "../../shared/zone";
import type { SheetCell, TabInput } from "./sheet-input";

/** 1970-01-01 as a Sheets serial: days since 1899-12-30. */
const SERIAL_OF_1970 = 25_569;

/** `instanceof` fails for a date made in another context. */
export function isDate(cell: SheetCell | undefined): cell is Date {
  return typeof cell === "object" && cell !== null;
}

/** The serial number Sheets stores for a date: local days since 1899-12-30. */
export function serialOf(date: Date, zone: Zone): number {
  return toWall(zone, date.getTime()) / DAY_MS + SERIAL_OF_1970;
}

/** What a cell of a column of words says: a number or a date is what it looks like. `row` counts from 0 below the header. */
export function wordText({ values, shown }: TabInput, column: number, row: number, zone: Zone): string {
  const cell = values[row + 1][column];
  if (typeof cell === "string") return cell;
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "boolean") return displayedText(cell);
  return shownText(shown, column, row) ?? displayedText(isDate(cell) ? serialOf(cell, zone) : cell);
}

export function shownText(shown: TabInput["shown"], column: number, row: number): string | undefined {
  return shown?.texts[row + 1]?.[column - shown.firstColumn];
}
