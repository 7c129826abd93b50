import { followUp, runDaily, runRetry } from "./daily/daily";
import { checkAfterEdit } from "./live/on-edit";
import { checkAllFromMenu, clearMarksFromMenu, offerMenu, setUpFromMenu, showView } from "./menu";
import { checkAfterChange } from "./on-change";
import { answerCall } from "./rpc-door";
import { sweep } from "./sweep";

// Everything Google calls, and nothing else: each export becomes a function at the top level of the built script.

/** Simple trigger. Google's help tells people to run it from the script editor too, where there is no event. */
export function onOpen(event?: GoogleAppsScript.Events.SheetsOnOpen): void {
  offerMenu(event?.authMode);
}

/** The add-on was just installed into an open sheet. */
export function onInstall(event?: GoogleAppsScript.Events.SheetsOnOpen): void {
  onOpen(event);
}

/** Simple trigger: no permission, 30 s. */
export function onEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  checkAfterEdit(event);
}

/** Installed by set-up. */
export function handleChange(event: GoogleAppsScript.Events.SheetsOnChange): void {
  checkAfterChange(event.changeType);
}

/** Installed by set-up, hourly. */
export function handleSweep(): void {
  sweep();
}

/** Installed in Settings, daily. */
export function handleDaily(): void {
  runDaily();
}

/** Once, five minutes after the daily export failed. */
export function handleRetry(): void {
  runRetry();
}

/** Once, a minute after the daily export was started, and again until it has ended. */
export function handleFollowUp(): void {
  followUp();
}

export function menuExportNow(): void {
  showView("export-now");
}

export function menuCheckAll(): void {
  checkAllFromMenu();
}

export function menuProblems(): void {
  showView("problems");
}

export function menuHealth(): void {
  showView("health");
}

export function menuSettings(): void {
  showView("settings");
}

export function menuClearMarks(): void {
  clearMarksFromMenu();
}

export function menuSetUp(): void {
  setUpFromMenu();
}

/** The sidebar's only door: an `Rpc` call's name and its arguments as JSON; answers an `Outcome` as JSON. */
export function rpc(name: string, argsJson: string): string {
  return answerCall(name, argsJson);
}
