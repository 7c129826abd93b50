import { LEADS } from "../../shared/contract";
import { STATUS } from "../../shared/status";
import { statusColumn } from "../live/status-column";
import { isOurs, tellStopped } from "../live/stopped";
import { readColumn, readHeader } from "../sheet/cells";
import { rememberedStatus } from "../sheet/remembered-columns";
import { findTab, type Sheet } from "../sheet/workbook";
import { readStored } from "../stored";
import { CHECK_WORDS } from "../words/check";

/**
 * Whether the workbook is a copy that nobody has set up: it has the column that a set-up marked as Status, or what only a check writes, and
 * remembers no set-up. Triggers do not come along, so that nothing would be checked.
 */
export function isCopy(): boolean {
  const { copied, version } = readStored();
  const leads = findTab(LEADS.tab);
  return copied || (version === 0 && leads !== null && (rememberedStatus(leads) >= 0 || holdsVerdicts(leads)));
}

/** What no person would write: a file that went through Excel has the texts and no marks. OK alone says nothing. */
const VERDICT = new RegExp(`^(?:${STATUS.held}|${STATUS.toFill}|${STATUS.check}): |^${STATUS.repeat} row `);

function holdsVerdicts(leads: Sheet): boolean {
  const column = statusColumn(readHeader(leads));
  const texts = column < 0 ? [] : readColumn(leads, column);
  return texts.every(isOurs) && texts.some((text) => VERDICT.test(text));
}

/** Says at the Status header of a copy that its verdicts are those of the original. */
export function noticeCopy(): void {
  if (isCopy()) tellStopped(CHECK_WORDS.copy);
}
