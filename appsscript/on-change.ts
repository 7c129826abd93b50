import { checkAll } from "./live/check-all";
import { recheck } from "./live/recheck";
import { ANYWHERE } from "./live/stamp";
import { tooMany } from "./live/too-many";
import { Refusal } from "./refusal";
import { lockDocument } from "./services/lock";
import { countChange } from "./setup/rest";
import { isKeeper } from "./setup/triggers";
import { toast } from "./sheet/screen";
import { readStored, type Stored, setFlag } from "./stored";

type ChangeType = GoogleAppsScript.Events.SheetsOnChangeChangeType;

/** What leaves the columns where they are. Sorting and moving rows are among the others. */
const OF_ROWS: readonly ChangeType[] = ["INSERT_ROW", "REMOVE_ROW", "OTHER"];

/** Each edit of anybody comes here too, on the keeper's time: whoever holds the lock is checking the same rows. */
const BRIEFLY_MS = 500;
const PATIENCE_MS = 5000;

/** Rows and columns that come, go and move are told to this trigger alone. Edits of cells were checked by onEdit, unless it had to leave something over. */
export function checkAfterChange(changeType: ChangeType): void {
  const stored = readStored();
  if (stored.version === 0) return;
  let hasChecked = false;
  try {
    if (changeType !== "FORMAT" && !stored.paused) {
      hasChecked = changeType === "EDIT" ? finishEdits(stored) : follow(changeType, stored);
    }
  } finally {
    countChange(stored, hasChecked);
  }
}

/**
 * Nobody asked for this, so that nobody is told: what cannot be done now is left to the next edit, or to the sweep. Returns whether it
 * checked.
 */
function finishEdits(before: Stored): boolean {
  // A sheet too large for onEdit is too large to be checked whole at every edit: the sweep does it.
  if (!before.stale || tooMany(before, null) || !isKeeper(before) || !lockDocument(BRIEFLY_MS)) return false;
  // Another may have finished them meanwhile.
  const stored = readStored();
  if (!stored.stale || stored.paused) return false;
  recheck(stored, stored.settings.stamp ? ANYWHERE : null);
  return true;
}

/** After a change of rows, at most six service calls at any size; others look everything up anew. Returns whether it checked. */
function follow(changeType: ChangeType, stored: Stored): boolean {
  if (!isKeeper(stored)) return false;
  if (!lockDocument(PATIENCE_MS)) {
    if (!stored.stale) setFlag("stale", true);
    return false;
  }
  try {
    if (OF_ROWS.includes(changeType)) recheck(stored, null);
    else checkAll({ wake: false });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // A header that was deleted takes the place with it where trouble is noted.
    if (!OF_ROWS.includes(changeType)) toast(error.message);
  }
  return true;
}
