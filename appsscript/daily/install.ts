import { requireTrusted } from "../exports/trust";
import { Refusal } from "../refusal";
import { requireEverything } from "../services/script";
import { installDailyTrigger, removeTriggers } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { endLook, lookInMyName } from "../setup/triggers";
import { workbook } from "../sheet/workbook";
import { readStored, remember } from "../stored";
import { DAILY_WORDS } from "../words/daily";

/**
 * Makes this person the owner of the daily export: one trigger, at the hour in Settings, in the workbook's zone. They look every hour too,
 * to catch up with what the daily trigger could not do; whose triggers follow the edits stays as it is.
 */
export function installDaily(): void {
  requireEverything();
  const { settings } = readStored();
  if (settings.exporter !== "") requireTrusted(settings.exporter);
  lookInMyName();
  const zone = workbook().getSpreadsheetTimeZone();
  const uid = installDailyTrigger(settings.hour, zone);
  remember("trigger", { owner: effectiveUser(), uid, hour: settings.hour, zone });
}

/** Ends the daily export. Throws a Refusal when another person owns it: nobody can delete another's trigger. */
export function removeDaily(): void {
  const { trigger } = readStored();
  removeTriggers("handleDaily");
  if (trigger !== null && trigger.owner !== effectiveUser()) {
    throw new Refusal("TRIGGER_OF_ANOTHER", DAILY_WORDS.ofAnother({ owner: trigger.owner }));
  }
  endLook();
  remember("trigger", null);
  remember("daily", null);
}
