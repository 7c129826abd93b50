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
import { MARK_WORDS, ofTab } from "../words/check";
import { SET_UP_WORDS } from "../words/set-up";

/**
 * Finds the Status column of a tab or makes it, right of everything else. Returns what was done, in sentences. Leads must have one; where a
 * person's column of Companies is called so, Companies does without.
 */
export function readyStatus(contract: TabContract): string[] {
  const { tab } = contract;
  const of = ofTab(tab);
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
    throw new Refusal("STATUS_TAKEN", SET_UP_WORDS.statusTaken({ cell }));
  }
  if (other !== undefined && ours < 0) {
    return [SET_UP_WORDS.statusIsYours({ cell: `${tab}!${columnLetter(other)}1`, tab })];
  }
  if (ours >= 0) {
    rememberStatus(sheet, ours, contract);
    if (named.includes(ours)) return [];
    writeText(sheet, 1, ours, STATUS_HEADER);
    return [SET_UP_WORDS.statusNamed({ column: columnLetter(ours), of })];
  }
  const column = values[0].length;
  makeRoom(sheet, 2, column + 1);
  writeText(sheet, 1, column, STATUS_HEADER);
  rememberStatus(sheet, column, contract);
  return [
    SET_UP_WORDS.statusAdded({ column: columnLetter(column), of }),
    ...decorate(MARK_WORDS.statusLook({ of }), () => showStatusHeader(sheet, column)),
  ];
}

/** An empty column is as good as ours in Leads, which needs one; in Companies it is whoever's who named it. */
function saysOurs(values: readonly (readonly SheetCell[])[], column: number, contract: TabContract): boolean {
  const texts = values.slice(1).map((row) => String(row[column]));
  return texts.every(isOurs) && (contract === LEADS || texts.some((text) => text !== ""));
}
