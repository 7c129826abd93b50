import type { TabContract } from "../../shared/contract";
import { Refusal } from "../refusal";
import { findTab, type Sheet } from "../sheet/workbook";

/** A tab of the contract. Throws a Refusal when it is gone. */
export function needTab({ tab }: Pick<TabContract, "tab">): Sheet {
  const sheet = findTab(tab);
  if (sheet !== null) return sheet;
  throw new Refusal(
    "TAB_MISSING",
    `The tab ${tab} is missing.`,
    "If it was deleted, the version history of this workbook still has it. Set up, in the menu Leads, makes an empty one.",
  );
}
