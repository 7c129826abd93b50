import { LEADS } from "../../shared/contract";
import { columnLetter } from "../../shared/headers";
import { STATUS_HEADER } from "../../shared/workbook";
import type { SheetCell } from "../check/sheet-input";
import { decorate } from "../decoration";
import { statusColumns } from "../live/status-column";
import { isOurs } from "../live/stopped";
import { Refusal } from "../refusal";
import { hasFormula, readValues, writeText } from "../sheet/cells";
import { showStatusHeader } from "../sheet/look";
import { rememberedStatus, rememberStatus } from "../sheet/remembered-columns";
import { makeRoom } from "../sheet/room";
import { findTab } from "../sheet/workbook";

/** Finds the Status column of Leads or makes it, right of everything else. Returns what was done, in sentences. */
export function readyStatus(): string[] {
  const sheet = findTab(LEADS.tab)!;
  const values = readValues(sheet);
  const remembered = rememberedStatus(sheet);
  const named = statusColumns(values[0]);
  const holdsOurs = (column: number) => saysOurs(values, column) && !hasFormula(sheet, column);
  // A column of ours that was renamed and holds something else by now is no longer ours.
  const isKnown = remembered >= 0 && (named.includes(remembered) || holdsOurs(remembered));
  const ours = isKnown ? remembered : (named.find(holdsOurs) ?? -1);
  const other = named.find((column) => column !== ours);
  if (other !== undefined) {
    const cell = `${LEADS.tab}!${columnLetter(other)}1`;
    throw new Refusal(
      "STATUS_TAKEN",
      `${cell} says ${STATUS_HEADER}, and that column is not the one the check writes into.`,
      `Give that column another name, such as Lead status, then set up again.`,
    );
  }
  if (ours >= 0) {
    rememberStatus(sheet, ours);
    if (named.includes(ours)) return [];
    writeText(sheet, 1, ours, STATUS_HEADER);
    return [`Named the column ${columnLetter(ours)} ${STATUS_HEADER} again.`];
  }
  const column = values[0].length;
  makeRoom(sheet, 2, column + 1);
  writeText(sheet, 1, column, STATUS_HEADER);
  rememberStatus(sheet, column);
  return [
    `Added the column ${STATUS_HEADER} at ${columnLetter(column)}, right of what is there.`,
    ...decorate(`The look of ${STATUS_HEADER}`, () => showStatusHeader(sheet, column)),
  ];
}

function saysOurs(values: readonly (readonly SheetCell[])[], column: number): boolean {
  return values.every((row, i) => i === 0 || isOurs(String(row[column])));
}
