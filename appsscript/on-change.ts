import { COMPANIES, LEADS } from "../shared/contract";
import { checkAll } from "./live/check-all";
import { checkLeads, writeFindings } from "./live/check-leads";
import { headerTrouble, tellTrouble } from "./live/header-trouble";
import { needLock } from "./live/need-lock";
import { needTab } from "./live/need-tab";
import { tooMany } from "./live/too-many";
import { Refusal } from "./refusal";
import { isKeeper } from "./setup/triggers";
import { toast } from "./sheet/screen";
import { readStored, type Stored } from "./stored";

type ChangeType = GoogleAppsScript.Events.SheetsOnChangeChangeType;

/** What leaves the columns where they are. Sorting and moving rows are among the others. */
const OF_ROWS: readonly ChangeType[] = ["INSERT_ROW", "REMOVE_ROW", "OTHER"];

/**
 * Rows and columns that come, go and move are told to this trigger alone. Edits of cells were checked by onEdit, unless it had to leave
 * something over. After a change of rows, at most six service calls at any size; others look everything up anew.
 */
export function checkAfterChange(changeType: ChangeType): void {
  if (changeType === "FORMAT") return;
  const stored = readStored();
  if (stored.version === 0 || stored.paused) return;
  // A sheet too large for onEdit is too large to be checked whole at every edit: the sweep does it.
  if (changeType === "EDIT" && (!stored.stale || tooMany(stored, null))) return;
  if (!isKeeper(stored)) return;
  try {
    if (OF_ROWS.includes(changeType) && !stored.stale) recheck(stored);
    else checkAll({ wake: false });
  } catch (error) {
    // A header that was deleted takes the place with it where trouble is noted.
    if (!(error instanceof Refusal)) throw error;
    toast(error.message);
  }
}

function recheck(stored: Stored): void {
  needLock();
  for (const contract of [LEADS, COMPANIES]) needTab(contract);
  const found = checkLeads(stored, Date.now(), null)!;
  writeFindings(found);
  if (headerTrouble(found) !== null) tellTrouble(found);
}
