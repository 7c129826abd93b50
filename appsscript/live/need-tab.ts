import type { TabContract } from "../../shared/contract";
import { Refusal } from "../refusal";
import { findTab, isWithoutCells, type Sheet } from "../sheet/workbook";

/** A tab of the contract. Throws a Refusal when it is gone, or no table. */
export function needTab({ tab }: Pick<TabContract, "tab">): Sheet {
  const sheet = findTab(tab);
  if (sheet !== null) return sheet;
  refuseWithoutCells(tab);
  throw new Refusal(
    "TAB_MISSING",
    `The tab ${tab} is missing.`,
    "If it was deleted, the version history of this workbook still has it. Set up, in the menu Leads, makes an empty one.",
  );
}

/** Throws a Refusal where the tab is a chart: a table of that name cannot be made beside it. */
export function refuseWithoutCells(tab: string): void {
  if (!isWithoutCells(tab)) return;
  throw new Refusal(
    "TAB_NO_TABLE",
    `The tab ${tab} is no table: it has no cells, as a chart on a sheet of its own.`,
    `Give it another name, such as ${tab} chart. Set up, in the menu Leads, then makes an empty table if there is none.`,
  );
}
