import { again } from "./again";
import { isInstalledAsAddon } from "./script";

/** Functions of main.ts that a trigger runs. */
type Handler = "handleChange" | "handleSweep" | "handleDaily" | "handleRetry" | "handleFollowUp";

type Trigger = GoogleAppsScript.Script.Trigger;

/** The daily run comes within 15 minutes of this (clock-trigger-builder, `nearMinute`). */
const DAILY_MINUTE = 0;

/** This person's triggers in this document, not those of an add-on in their others. Nobody can see another's. */
function ownTriggers(): Trigger[] {
  return again(() => ScriptApp.getUserTriggers(SpreadsheetApp.getActive()));
}

/** Those of a handler. */
export function triggersOf(handler: Handler): Trigger[] {
  return ownTriggers().filter((trigger) => trigger.getHandlerFunction() === handler);
}

export function removeTriggers(handler: Handler): void {
  for (const trigger of triggersOf(handler)) ScriptApp.deleteTrigger(trigger);
}

/**
 * Leaves exactly one, made anew: a trigger cannot be changed, and an old one may be disabled. Returns its id; `null` when Google admits
 * none beside the sweep.
 */
export function installDailyTrigger(hour: number, zone: string): string | null {
  removeTriggers("handleDaily");
  const builder = ScriptApp.newTrigger("handleDaily" satisfies Handler)
    .timeBased()
    .atHour(hour)
    .nearMinute(DAILY_MINUTE)
    .everyDays(1)
    .inTimezone(zone);
  return createClock(builder);
}

/** Structure changes (rows inserted, deleted) are told to an installed trigger alone. */
export function installChangeTrigger(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): void {
  ScriptApp.newTrigger("handleChange" satisfies Handler)
    .forSpreadsheet(spreadsheet)
    .onChange()
    .create();
}

/** Hourly is the most an add-on may do. */
export function installSweepTrigger(): void {
  ScriptApp.newTrigger("handleSweep" satisfies Handler)
    .timeBased()
    .everyHours(1)
    .create();
}

/** Runs the handler once, `delayMs` or a little later from now, in place of what was asked before; the sweep does if Google admits no more. */
export function runOnceLater(handler: "handleRetry" | "handleFollowUp", delayMs: number): void {
  removeTriggers(handler);
  createClock(ScriptApp.newTrigger(handler).timeBased().after(delayMs));
}

/**
 * An add-on may have one clock trigger for each person and document (editor-triggers, "Restrictions"), and the sweep is it. What Google says
 * then is in the language of the account, so that another is there decides.
 */
function createClock(builder: GoogleAppsScript.Script.ClockTriggerBuilder): string | null {
  try {
    return builder.create().getUniqueId();
  } catch (error) {
    const isTaken = isInstalledAsAddon() && ownTriggers().some(isClock);
    if (isTaken) return null;
    throw error;
  }
}

function isClock(trigger: Trigger): boolean {
  return trigger.getEventType() === ScriptApp.EventType.CLOCK;
}
