import { requireTrusted } from "../exports/trust";
import { Refusal } from "../refusal";
import { requireEverything } from "../services/script";
import { installDailyTrigger, removeTriggers } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { keepInMyName } from "../setup/triggers";
import { workbook } from "../sheet/workbook";
import { readStored, remember } from "../stored";

/**
 * Makes this person the owner of the daily export: one trigger, at the hour in Settings, in the workbook's zone. The hourly look becomes
 * theirs too, for it catches up with what the daily trigger could not do.
 */
export function installDaily(): void {
  requireEverything();
  const { settings } = readStored();
  if (settings.exporter !== "") requireTrusted(settings.exporter);
  keepInMyName();
  const uid = installDailyTrigger(settings.hour, workbook().getSpreadsheetTimeZone());
  remember("trigger", { owner: effectiveUser(), uid, hour: settings.hour });
}

/** Ends the daily export. Throws a Refusal when another person owns it: nobody can delete another's trigger. */
export function removeDaily(): void {
  const { trigger } = readStored();
  removeTriggers("handleDaily");
  if (trigger !== null && trigger.owner !== effectiveUser()) {
    throw new Refusal(
      "TRIGGER_OF_ANOTHER",
      `The daily export belongs to ${trigger.owner}, and Google lets nobody else delete it.`,
      `Ask ${trigger.owner} to remove it, or take it over: then only yours exports.`,
    );
  }
  remember("trigger", null);
  remember("daily", null);
}
