import { Refusal } from "../refusal";
import { isKeeper } from "../setup/triggers";
import { toast } from "../sheet/screen";
import { readStored } from "../stored";
import { checkAll } from "./check-all";
import { tooMany } from "./too-many";

type ChangeType = GoogleAppsScript.Events.SheetsOnChangeChangeType;

/**
 * Rows and columns that come, go and move are told to this trigger alone. Edits of cells were checked by onEdit, unless it had to leave
 * something over.
 */
export function checkAfterChange(changeType: ChangeType): void {
  if (changeType === "FORMAT") return;
  const stored = readStored();
  if (stored.version === 0 || stored.paused) return;
  // A sheet too large for onEdit is too large to be checked whole at every edit: the sweep does it.
  if (changeType === "EDIT" && (!stored.stale || tooMany(stored, null))) return;
  if (!isKeeper()) return;
  try {
    checkAll({ wake: false });
  } catch (error) {
    // A header that was deleted takes the place with it where trouble is noted.
    if (!(error instanceof Refusal)) throw error;
    toast(error.message);
  }
}
