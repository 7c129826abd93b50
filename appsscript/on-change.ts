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
  countChange(stored);
  if (changeType === "FORMAT" || stored.paused) return;
  if (changeType === "EDIT") finishEdits(stored);
  else follow(changeType, stored);
}

/** Nobody asked for this, so that nobody is told: what cannot be done now is left to the next edit, or to the sweep. */
function finishEdits(before: Stored): void {
  // A sheet too large for onEdit is too large to be checked whole at every edit: the sweep does it.
  if (!before.stale || tooMany(before, null) || !isKeeper(before) || !lockDocument(BRIEFLY_MS)) return;
  // Another may have finished them meanwhile.
  const stored = readStored();
  if (stored.stale && !stored.paused) recheck(stored, stored.settings.stamp ? ANYWHERE : null);
}

/** After a change of rows, at most six service calls at any size; others look everything up anew. */
function follow(changeType: ChangeType, stored: Stored): void {
  if (!isKeeper(stored)) return;
  if (!lockDocument(PATIENCE_MS)) {
    if (!stored.stale) setFlag("stale", true);
    return;
  }
  try {
    if (OF_ROWS.includes(changeType)) recheck(stored, null);
    else checkAll({ wake: false });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // A header that was deleted takes the place with it where trouble is noted.
    if (!OF_ROWS.includes(changeType)) toast(error.message);
  }
}
