import vm from "node:vm";
import type { AuthMode, Execution } from "../../../workbench/host/realm/execution";
import { realmOf } from "../../../workbench/host/realm/realm";
import { surface } from "../../../workbench/host/realm/surface";
import { inGooglesWords } from "../../../workbench/host/services/google-words";
import { openServices, type Services, type ServicesOptions } from "../../../workbench/host/services/services";
import { virtualClock } from "../../../workbench/server/clock";

export const START = Date.UTC(2026, 2, 2, 12);
export const SHEET = "sheet-1";
const SCOPE = "https://www.googleapis.com/auth/";
const SCOPES = [
  ...["spreadsheets.currentonly", "script.container.ui", "script.external_request", "script.scriptapp"],
  ...["script.send_mail", "userinfo.email"],
].map((name) => SCOPE + name);

export interface Run {
  readonly user?: string;
  readonly activeUser?: string;
  readonly authMode?: AuthMode;
  readonly hasUi?: boolean;
  /** Sees the execution while it can still be asked. */
  readonly during?: (execution: Execution) => void;
}

/** The services of a small project, and a way to run functions as its script. */
export async function project(options: Partial<ServicesOptions> & { scopes?: string[] } = {}) {
  const clock = virtualClock(START);
  const scopes = [...SCOPES, "openid", ...(options.scopes ?? [])];
  const source = { id: "script-1", timeZone: "Europe/Berlin", scopes, pages: {} as Record<string, string> };
  const services: Services = await openServices({ clock, project: source, container: SHEET, ...options });
  /** Names of the calls that count, over all runs. */
  const calls: string[] = [];

  /** Runs a function in a realm of its own, as the script; what it gives back comes as JSON would bring it. */
  function run<T>(work: (given: never) => T, how: Run = {}, given?: unknown): T {
    const context = vm.createContext({});
    let spent = 0;
    const now = () => clock.now() + spent;
    const realm = realmOf(context, now);
    const user = how.user ?? "ada@example.com";
    const execution: Execution = {
      effectiveUser: user,
      activeUser: how.activeUser ?? user,
      authMode: how.authMode ?? "FULL",
      hasUi: how.hasUi ?? true,
      now,
      call: (name, task) => {
        calls.push(name);
        return task();
      },
      spend: (ms) => {
        spent += ms;
      },
      need: (name, any) => {
        if (execution.authMode === "FULL" && any.some((scope) => source.scopes.includes(scope))) return;
        throw new Error(`Specified permissions are not sufficient to call ${name}.`);
      },
      realm,
      refusal: (phrase) => realm.error(inGooglesWords(phrase, "en")),
    };
    const ui = { getUi: () => services.ui(execution) };
    Object.assign(context, services.globals(execution), { SpreadsheetApp: surface(realm, "SpreadsheetApp", ui) });
    try {
      how.during?.(execution);
      const call = `JSON.stringify((${work})(${JSON.stringify(given)}))`;
      const answer = vm.runInContext(call, context) as string | undefined;
      return answer === undefined ? (undefined as T) : JSON.parse(answer);
    } finally {
      services.end(execution);
      clock.advance(spent);
    }
  }

  return { services, run, clock, calls, source };
}
