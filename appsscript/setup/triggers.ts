import { requireEverything } from "../services/script";
import { installChangeTrigger, installSweepTrigger, removeTriggers, triggersOf } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { workbook } from "../sheet/workbook";
import { readStored, remember, rememberKeeper, type Stored } from "../stored";
import { SET_UP_WORDS } from "../words/set-up";
import { isResting } from "./rest";

const HOUR_MS = 3_600_000;
/** The sweep is hourly: one that was not seen for so long is gone, and so may be its owner. */
const GONE_MS = 3 * HOUR_MS;

/** Sees to it that one person's triggers follow changes and sweep: this person's, unless another's are at work. Returns what was done. */
export function readyTriggers(): string[] {
  requireEverything();
  const me = effectiveUser();
  const stored = readStored();
  const { keeper, lastSweep } = stored;
  if (keeper !== null && lastSweep !== null && Date.now() - lastSweep.at < GONE_MS) {
    if (keeper !== me) return [SET_UP_WORDS.followedBefore({ keeper })];
    if (areReady(stored)) return [];
  }
  becomeKeeper();
  return [SET_UP_WORDS.followedNow];
}

/** Whoever has the daily export looks every hour too, for what its own triggers could not do. The keeper may be another. */
export function lookInMyName(): void {
  const { keeper } = readStored();
  if (keeper === null) becomeKeeper();
  else if (triggersOf("handleSweep").length !== 1) {
    removeTriggers("handleSweep");
    installSweepTrigger();
  }
}

/** Undoes `lookInMyName`; the keeper goes on looking. */
export function endLook(): void {
  if (readStored().keeper !== effectiveUser()) removeTriggers("handleSweep");
}

/** Whether this person is the keeper. The triggers of one who was, which nobody else could delete, delete themselves. */
export function isKeeper({ keeper, trigger }: Pick<Stored, "keeper" | "trigger">): boolean {
  const me = effectiveUser();
  if (keeper === me) return true;
  removeTriggers("handleChange");
  if (trigger?.owner !== me) removeTriggers("handleSweep");
  return false;
}

function areReady(stored: Stored): boolean {
  return triggersOf("handleChange").length === (isResting(stored) ? 0 : 1) && triggersOf("handleSweep").length === 1;
}

/** The triggers are made anew: an old one may be disabled. */
function becomeKeeper(): void {
  removeTriggers("handleChange");
  removeTriggers("handleSweep");
  installChangeTrigger(workbook());
  installSweepTrigger();
  rememberKeeper(effectiveUser());
  // Whoever comes next must not take these for dead before they had their first hour.
  remember("lastSweep", { at: Date.now(), ok: true, sentence: "" });
}
