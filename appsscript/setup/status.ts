import { LEADS } from "../../shared/contract";
import { columnLetter } from "../../shared/headers";
import { STATUS_HEADER, TO_CHECK } from "../../shared/workbook";
import type { SheetCell } from "../check/sheet-input";
import { statusColumns } from "../live/status-column";
import { Refusal } from "../refusal";
import { readValues, writeText } from "../sheet/cells";
import { growTo, showStatusHeader } from "../sheet/look";
import { rememberedStatus, rememberStatus } from "../sheet/remembered-columns";
import { findTab } from "../sheet/workbook";

const OURS = new RegExp(`^(?:|OK|${TO_CHECK}|(?:Held|Check): .*|Repeat of .*)$`, "su");

/** Finds the Status column of Leads or makes it, right of everything else. Answers what was done, in sentences. */
export function readyStatus(): string[] {
  const sheet = findTab(LEADS.tab)!;
  const values = readValues(sheet);
  const remembered = rememberedStatus(sheet);
  const named = statusColumns(values[0]);
  const ours = remembered >= 0 ? remembered : (named.find((column) => isOurs(values, column)) ?? -1);
  const other = named.find((column) => column !== ours);
  if (other !== undefined) {
    const cell = `${LEADS.tab}!${columnLetter(other)}1`;
    throw new Refusal(
      "STATUS_TAKEN",
      `${cell} says ${STATUS_HEADER}, but what stands below it is not ours, and it would be written over.`,
      `Give that column another name, such as Lead status, then set up again.`,
    );
  }
  if (ours >= 0) {
    if (!named.includes(ours)) writeText(sheet, 1, ours, STATUS_HEADER);
    rememberStatus(sheet, ours);
    return [];
  }
  const column = values[0].length;
  growTo(sheet, column + 1);
  writeText(sheet, 1, column, STATUS_HEADER);
  showStatusHeader(sheet, column);
  rememberStatus(sheet, column);
  return [`Added the column ${STATUS_HEADER} at ${columnLetter(column)}, right of what is there.`];
}

function isOurs(values: readonly (readonly SheetCell[])[], column: number): boolean {
  return values.every((row, i) => i === 0 || OURS.test(String(row[column])));
}
