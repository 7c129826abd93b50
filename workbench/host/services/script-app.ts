import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { behind, surface } from "../realm/surface";
import { clockTrigger } from "./clock-trigger";
import { AuthModes, AuthorizationStatuses, EventTypes, InstallationSources, TriggerSources } from "./enums";
import type { Identity } from "./identity";
import type { Project } from "./project";
import { notImplemented, refuse, wrongArguments } from "./refusal";
import { SCOPES } from "./scopes";
import { type SavedTrigger, TRIGGERS_A_USER, type Triggers } from "./triggers";

export interface Authority {
  readonly project: Project;
  readonly container: string;
  readonly addOn: boolean;
  readonly triggersInTriggers: "work" | "disabled";
  readonly granted: (user: string, scope: string) => boolean;
  readonly triggers: Triggers;
  readonly identity: Identity;
}

export function scriptApp(execution: Execution, authority: Authority): object {
  const { project, triggers, identity } = authority;
  const user = execution.effectiveUser;
  const granted = () => project.scopes.filter((scope) => authority.granted(user, scope));
  const hasAll = () => granted().length === project.scopes.length;
  const listed = (all: readonly SavedTrigger[]) =>
    execution.realm.array(all.map((trigger) => shown(execution, trigger)));
  const call = <T>(method: string, work: () => T) =>
    execution.call(`ScriptApp.${method}`, () => {
      execution.need(`ScriptApp.${method}`, [SCOPES.triggers]);
      return work();
    });

  const requireScopes = (scopes: readonly string[]) => {
    if (scopes.every((scope) => granted().includes(scope))) return;
    throw execution.refusal({ phrase: "authorise" });
  };

  return surface(execution.realm, "ScriptApp", {
    AuthMode: AuthModes,
    AuthorizationStatus: AuthorizationStatuses,
    EventType: EventTypes,
    InstallationSource: InstallationSources,
    TriggerSource: TriggerSources,
    getScriptId: () => project.id,
    getInstallationSource: () => (authority.addOn ? InstallationSources.WEB_STORE_ADD_ON : InstallationSources.NONE),
    /** In all documents of an add-on. */
    getProjectTriggers: () => call("getProjectTriggers", () => listed(triggers.of(user))),
    getUserTriggers: (document: unknown) =>
      call("getUserTriggers", () => {
        const id = (document as { getId(): string }).getId();
        return listed(triggers.of(user).filter((trigger) => trigger.document === id));
      }),
    newTrigger: (handler: unknown) => {
      if (typeof handler !== "string") wrongArguments(execution, "ScriptApp.newTrigger", [handler]);
      return builder(execution, authority, handler);
    },
    deleteTrigger: (trigger: unknown) =>
      call("deleteTrigger", () => {
        const { uid } = (behind(trigger) ?? {}) as Partial<SavedTrigger>;
        if (uid === undefined) wrongArguments(execution, "ScriptApp.deleteTrigger", [trigger]);
        const own = triggers.of(user).some((one) => one.uid === uid);
        if (own) triggers.delete(uid);
        else
          refuse(execution, "Unexpected error while getting the method or property deleteTrigger on object ScriptApp.");
      }),
    getIdentityToken: () =>
      execution.call("ScriptApp.getIdentityToken", () => {
        if (!project.scopes.includes(SCOPES.identity)) return null;
        execution.need("ScriptApp.getIdentityToken", [SCOPES.identity]);
        return identity.tokenFor(user);
      }),
    getAuthorizationInfo: (mode: unknown) =>
      execution.call("ScriptApp.getAuthorizationInfo", () => {
        if (mode !== AuthModes.FULL) notImplemented(execution, `ScriptApp.getAuthorizationInfo(${mode})`);
        return surface(execution.realm, "AuthorizationInfo", {
          getAuthorizationStatus: () =>
            hasAll() ? AuthorizationStatuses.NOT_REQUIRED : AuthorizationStatuses.REQUIRED,
          getAuthorizationUrl: () => (hasAll() ? null : `https://script.google.com/macros/d/${project.id}/authorize`),
          // Documented since 2025, and missing from the typings.
          getAuthorizedScopes: () => execution.realm.array(granted()),
        } satisfies Like<GoogleAppsScript.Script.AuthorizationInfo> & { getAuthorizedScopes(): object });
      }),
    requireScopes: (_mode: unknown, scopes: readonly string[]) =>
      execution.call("ScriptApp.requireScopes", () => requireScopes(scopes)),
    requireAllScopes: () => execution.call("ScriptApp.requireAllScopes", () => requireScopes(project.scopes)),
  } satisfies Like<GoogleAppsScript.Script.ScriptApp>);
}

function builder(execution: Execution, authority: Authority, handler: string): object {
  return surface(execution.realm, "TriggerBuilder", {
    timeBased: () =>
      clockTrigger(execution, authority, (wish) =>
        create(execution, authority, "CLOCK", () =>
          authority.triggers.addClock(madeBy(execution, authority, handler), wish, execution.now()),
        ),
      ),
    forSpreadsheet: (spreadsheet: unknown) => spreadsheetTrigger(execution, authority, handler, spreadsheet),
  } satisfies Like<GoogleAppsScript.Script.TriggerBuilder>);
}

function madeBy(execution: Execution, { container, triggersInTriggers }: Authority, handler: string) {
  const disabled = triggersInTriggers === "disabled" && !execution.hasUi;
  return { owner: execution.effectiveUser, handler, document: container, disabled };
}

type Watched = Exclude<SavedTrigger["event"], "CLOCK">;

function spreadsheetTrigger(execution: Execution, authority: Authority, handler: string, given: unknown): object {
  const id = typeof given === "string" ? given : String((given as { getId(): string }).getId());
  if (id !== authority.container) {
    refuse(execution, "You do not have permission to access the requested document.");
  }
  let event: Watched | null = null;
  const on = (wanted: Watched) => () => {
    event = wanted;
    return self;
  };
  const self: object = surface(execution.realm, "SpreadsheetTriggerBuilder", {
    onOpen: on("ON_OPEN"),
    onEdit: on("ON_EDIT"),
    onChange: on("ON_CHANGE"),
    create: () => {
      if (event === null) refuse(execution, "The trigger needs an event: onOpen, onEdit or onChange.");
      const watched = event;
      return create(execution, authority, watched, () =>
        authority.triggers.addWatch(madeBy(execution, authority, handler), watched, id),
      );
    },
  } satisfies Like<GoogleAppsScript.Script.SpreadsheetTriggerBuilder>);
  return self;
}

function create(
  execution: Execution,
  { triggers, addOn, container }: Authority,
  event: SavedTrigger["event"],
  add: () => SavedTrigger,
): object {
  return execution.call("TriggerBuilder.create", () => {
    execution.need("ScriptApp.newTrigger", [SCOPES.triggers]);
    const own = triggers.of(execution.effectiveUser);
    if (own.length >= TRIGGERS_A_USER) {
      refuse(
        execution,
        "This script has too many triggers. Triggers must be deleted from the script before more can be added.",
      );
    }
    if (addOn && own.some((trigger) => trigger.event === event && trigger.document === container)) {
      const kind = event === "CLOCK" ? "time-based" : event.slice(3).toLowerCase();
      throw execution.refusal({ phrase: "tooManyTriggers", about: kind });
    }
    return shown(execution, add());
  });
}

function shown(execution: Execution, trigger: SavedTrigger): object {
  const clock = trigger.event === "CLOCK";
  const methods = {
    getUniqueId: () => trigger.uid,
    getHandlerFunction: () => trigger.handler,
    getEventType: () => EventTypes[trigger.event],
    getTriggerSource: () => (clock ? TriggerSources.CLOCK : TriggerSources.SPREADSHEETS),
    getTriggerSourceId: () => (clock ? null : trigger.spreadsheet),
  } satisfies Like<GoogleAppsScript.Script.Trigger>;
  return surface(execution.realm, "Trigger", methods, trigger);
}
