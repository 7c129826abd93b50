import type { TabContract } from "../../shared/contract";
import { Refusal } from "../refusal";
import { findTab, isWithoutCells, type Sheet } from "../sheet/workbook";
import { CHECK_WORDS } from "../words/check";

/** A tab of the contract. Throws a Refusal when it is gone, or no table. */
export function needTab({ tab }: Pick<TabContract, "tab">): Sheet {
  const sheet = findTab(tab);
  if (sheet !== null) return sheet;
  refuseWithoutCells(tab);
  throw new Refusal("TAB_MISSING", CHECK_WORDS.tabMissing({ tab }));
}

/** Throws a Refusal where the tab is a chart: a table of that name cannot be made beside it. */
export function refuseWithoutCells(tab: string): void {
  if (!isWithoutCells(tab)) return;
  throw new Refusal("TAB_NO_TABLE", CHECK_WORDS.tabNoTable({ tab }));
}
