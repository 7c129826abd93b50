import { LEADS } from "../../shared/contract";
import { tellStopped } from "../live/stopped";
import { rememberedStatus } from "../sheet/remembered-columns";
import { findTab } from "../sheet/workbook";
import { readStored } from "../stored";

export const IS_COPY = "This workbook is a copy of another, and nothing is checked in it.";

/**
 * Whether the workbook is a copy that nobody has set up: it has the column that a set-up marked as Status, and remembers none. Triggers do
 * not come along, so that nothing would be checked.
 */
export function isCopy(): boolean {
  const { copied, version } = readStored();
  const leads = findTab(LEADS.tab);
  return copied || (version === 0 && leads !== null && rememberedStatus(leads) >= 0);
}

/** Says at the Status header of a copy that its verdicts are those of the original. */
export function noticeCopy(): void {
  if (isCopy()) tellStopped({ sentence: IS_COPY, wayOut: "Choose Set up in the menu Leads." });
}
