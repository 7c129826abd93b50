import { requireEverything } from "../services/script";
import { installChangeTrigger, installSweepTrigger, removeTriggers, triggersOf } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { workbook } from "../sheet/workbook";
import { readStored, rememberKeeper } from "../stored";

const HOUR_MS = 3_600_000;
/** The sweep is hourly: one that was not seen for so long is gone, and so may be its owner. */
const GONE_MS = 3 * HOUR_MS;

/** Sees to it that one person's triggers follow changes and sweep: this person's, unless another's are at work. Answers what was done. */
export function readyTriggers(): string[] {
  requireEverything();
  const me = effectiveUser();
  const { keeper, lastSweep } = readStored();
  const atWork = lastSweep !== null && Date.now() - lastSweep.at < GONE_MS;
  if (keeper !== null && keeper !== me && atWork) return [`Changes are followed in the name of ${keeper}, as before.`];
  const isReady = triggersOf("handleChange").length === 1 && triggersOf("handleSweep").length === 1;
  if (keeper !== me) rememberKeeper(me);
  if (isReady) return [];
  removeTriggers("handleChange");
  removeTriggers("handleSweep");
  installChangeTrigger(workbook());
  installSweepTrigger();
  return ["Changes of rows are followed from now on, and every hour all rows are looked through, in your name."];
}
