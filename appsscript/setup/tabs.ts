import type { TabContract } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import { headerProblems } from "../check/header-problems";
import { decorate } from "../decoration";
import { refuseWithoutCells } from "../live/need-tab";
import { Refusal } from "../refusal";
import { appendTextRow, readValues } from "../sheet/cells";
import { showHeader } from "../sheet/look";
import { rememberedColumns } from "../sheet/remembered-columns";
import { makeRoom } from "../sheet/room";
import { addTab, findTab } from "../sheet/workbook";
import { readStored } from "../stored";
import { MARK_WORDS } from "../words/check";
import { SET_UP_WORDS } from "../words/set-up";

/**
 * Makes a tab with the contract's headers when it is missing or empty. One that holds anything stays as it is: its headers must say which
 * column is which. Returns what was done and what is worth a repair, in sentences. Throws a Refusal that names the cell.
 */
export function readyTab(contract: TabContract): string[] {
  const { tab, fields } = contract;
  const headers = fields.map(({ header }) => header);
  refuseWithoutCells(tab);
  const found = findTab(tab);
  const sheet = found ?? addTab(tab);
  const isEmpty = sheet.getLastRow() === 0;
  if (isEmpty) {
    appendTextRow(sheet, headers);
    makeRoom(sheet, 2, headers.length);
    return [
      found === null ? SET_UP_WORDS.madeTab({ tab }) : SET_UP_WORDS.wroteHeaders({ tab }),
      ...decorate(MARK_WORDS.headerLook({ tab }), () => showHeader(sheet, headers.length)),
    ];
  }
  const read = bindTab(contract, readValues(sheet), rememberedColumns(sheet), readStored().ownHeaders);
  const problems = headerProblems(read);
  const [first] = problems;
  if (first !== undefined) {
    const sentences = problems.map(({ sentence }) => sentence).join(" ");
    const wayOut = problems.length === 1 ? first.wayOut : SET_UP_WORDS.nameColumns({ headers });
    throw new Refusal(first.code, SET_UP_WORDS.headersWrong({ sentences, wayOut, tab }));
  }
  return read.notices.map(({ sentence, suggestion, cell }) =>
    suggestion === null ? sentence : SET_UP_WORDS.headerToRepair({ sentence, suggestion, cell }),
  );
}
