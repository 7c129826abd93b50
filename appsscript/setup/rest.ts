import { localDayOf } from "../local-day";
import { installChangeTrigger, removeTriggers, triggersOf } from "../services/triggers";
import { workbook } from "../sheet/workbook";
import { remember, type Stored } from "../stored";

/**
 * Each edit of anybody starts the keeper's change trigger, and Google gives an account 90 minutes of triggers a day (quotas; a consumer's).
 * At half a second or more each, so many are a good part of the half hour that the sheet may have of it. On days with more edits than that
 * the trigger rests: each edit checks the whole sheet anyhow, so that what only the trigger is told of waits for the next edit, or the sweep.
 */
export const MOST_A_DAY = 2000;
/** One that checks the sheet takes about as long as so many that look whether they must. */
const A_CHECK = 3;
/** To count every one would cost a call each: those of one second in so many are, and stand for as many. */
const SAMPLE = 10;
const SECOND = 7;

/** To be called whenever the change trigger has run. `hasChecked`: the whole sheet, as where people get in each other's way. */
export function countChange(stored: Stored, hasChecked: boolean): void {
  const now = Date.now();
  if (Math.floor(now / 1000) % SAMPLE !== SECOND) return;
  const today = localDayOf(now, stored.zone);
  const weight = SAMPLE * (hasChecked ? A_CHECK : 1);
  const count = (stored.changes?.day === today ? stored.changes.count : 0) + weight;
  remember("changes", { day: today, count });
  if (count >= MOST_A_DAY) removeTriggers("handleChange");
}

/** Whether the change trigger rests for the day. */
export function isResting({ changes, zone }: Stored): boolean {
  return changes !== null && changes.count >= MOST_A_DAY && changes.day === localDayOf(Date.now(), zone);
}

/** Hourly, by the keeper: brings back a trigger that rested on an earlier day. */
export function endRest(stored: Stored): void {
  if (stored.changes === null || stored.changes.count < MOST_A_DAY || isResting(stored)) return;
  if (triggersOf("handleChange").length === 0) installChangeTrigger(workbook());
  remember("changes", null);
}
