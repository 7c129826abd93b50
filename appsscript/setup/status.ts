import { LEADS, type TabContract } from "../../shared/contract";
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

/**
 * Finds the Status column of a tab or makes it, right of everything else. Returns what was done, in sentences. Leads must have one; where a
 * person's column of Companies is called so, Companies does without.
 */
export function readyStatus(contract: TabContract): string[] {
  const { tab } = contract;
  const ofTab = contract === LEADS ? "" : ` of ${tab}`;
  const sheet = findTab(tab)!;
  const values = readValues(sheet);
  const remembered = rememberedStatus(sheet);
  const named = statusColumns(values[0]);
  const holdsOurs = (column: number) => saysOurs(values, column, contract) && !hasFormula(sheet, column);
  // A column of ours that was renamed and holds something else by now is no longer ours.
  const isKnown = remembered >= 0 && (named.includes(remembered) || holdsOurs(remembered));
  const ours = isKnown ? remembered : (named.find(holdsOurs) ?? -1);
  const other = named.find((column) => column !== ours);
  if (other !== undefined && contract === LEADS) {
    const cell = `${tab}!${columnLetter(other)}1`;
    throw new Refusal(
      "STATUS_TAKEN",
      `${cell} says ${STATUS_HEADER}, and that column is not the one the check writes into.`,
      `Give that column another name, such as Lead status, then set up again.`,
    );
  }
  if (other !== undefined && ours < 0) {
    return [
      `${tab}!${columnLetter(other)}1 says ${STATUS_HEADER} and is yours: what is wrong in ${tab} stands in Problems alone. ` +
        "Give that column another name, such as Company status, and set up again to have it beside each company.",
    ];
  }
  if (ours >= 0) {
    rememberStatus(sheet, ours, contract);
    if (named.includes(ours)) return [];
    writeText(sheet, 1, ours, STATUS_HEADER);
    return [`Named the column ${columnLetter(ours)}${ofTab} ${STATUS_HEADER} again.`];
  }
  const column = values[0].length;
  makeRoom(sheet, 2, column + 1);
  writeText(sheet, 1, column, STATUS_HEADER);
  rememberStatus(sheet, column, contract);
  return [
    `Added the column ${STATUS_HEADER}${ofTab} at ${columnLetter(column)}, right of what is there.`,
    ...decorate(`The look of ${STATUS_HEADER}${ofTab}`, () => showStatusHeader(sheet, column)),
  ];
}

/** An empty column is as good as ours in Leads, which needs one; in Companies it is whoever's who named it. */
function saysOurs(values: readonly (readonly SheetCell[])[], column: number, contract: TabContract): boolean {
  const texts = values.slice(1).map((row) => String(row[column]));
  return texts.every(isOurs) && (contract === LEADS || texts.some((text) => text !== ""));
}
