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
      found === null ? `Made the tab ${tab}.` : `Wrote the headers of ${tab}.`,
      ...decorate(`The look of the headers of ${tab}`, () => showHeader(sheet, headers.length)),
    ];
  }
  const read = bindTab(contract, readValues(sheet), rememberedColumns(sheet), readStored().ownHeaders);
  const problems = headerProblems(read);
  const [first] = problems;
  if (first !== undefined) {
    const sentences = problems.map(({ sentence }) => sentence).join(" ");
    const wayOut =
      problems.length === 1
        ? first.wayOut
        : `Row 1 must hold the names of the columns, in any order: ${headers.join(", ")}.`;
    throw new Refusal(first.code, `${sentences} Nothing in ${tab} was changed.`, `${wayOut} Then set up again.`);
  }
  return read.notices.map(({ sentence, suggestion, cell }) =>
    suggestion === null ? sentence : `${sentence} To put it right, write ${suggestion} into ${cell}.`,
  );
}
