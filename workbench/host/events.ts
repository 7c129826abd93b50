import type { AppliedEdit } from "../person/history";
import type { Execution } from "./realm/execution";
import { surface } from "./realm/surface";
import { AuthModes } from "./services/enums";
import type { App } from "./spreadsheet/app";

/** What every event of a spreadsheet tells. `triggerUid` only for installable triggers. */
function common(app: App, email: string, triggerUid: string | undefined): Record<string, unknown> {
  const { execution } = app;
  return {
    authMode: AuthModes[execution.authMode],
    source: app.surfaces.spreadsheet(app),
    user: userSurface(execution, email),
    ...(triggerUid === undefined ? {} : { triggerUid }),
  };
}

function userSurface({ realm }: Execution, email: string): object {
  const methods = { getEmail: () => email, email, nickname: email.split("@")[0] };
  return surface(realm, "User", methods);
}

export function openEvent(app: App, email: string, triggerUid?: string): object {
  return app.execution.realm.object(common(app, email, triggerUid));
}

/** `value` and `oldValue` only for a single cell, and each only when there was something. https://developers.google.com/apps-script/guides/triggers/events */
export function editEvent(app: App, email: string, { area, cell }: AppliedEdit, triggerUid?: string): object {
  if (area === undefined) throw new Error("An edit that changed no cell fires no edit event.");
  const { sheetId, ...box } = area;
  const numbers = {
    rowStart: box.top + 1,
    rowEnd: box.bottom,
    columnStart: box.left + 1,
    columnEnd: box.right,
  };
  return app.execution.realm.object({
    ...common(app, email, triggerUid),
    range: app.surfaces.range(app, { sheetId, box }, numbers),
    ...(cell === undefined || cell.value === "" ? {} : { value: cell.value }),
    ...(cell === undefined || cell.oldValue === "" ? {} : { oldValue: cell.oldValue }),
  });
}

/** Tells the kind of change and never where. */
export function changeEvent(app: App, email: string, changeType: string, triggerUid: string): object {
  return app.execution.realm.object({ ...common(app, email, triggerUid), changeType });
}
