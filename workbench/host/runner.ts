import vm from "node:vm";
import type { Program } from "./program";
import type { AuthMode, Execution, Realm } from "./realm/execution";
import { realmOf } from "./realm/realm";
import type { ServiceFault } from "./service-faults";
import { inGooglesWords, type Language, type Phrase } from "./services/google-words";
import { mapStack, SOURCE_MAP } from "./source-map";

/** What there is to know of an execution that is over. */
export interface ExecutionRecord {
  readonly function: string;
  /** Whose rights it had; '' where Google does not tell. */
  readonly user: string;
  readonly trigger: "onOpen" | "onInstall" | "onEdit" | "ON_OPEN" | "ON_EDIT" | "ON_CHANGE" | "CLOCK" | "menu" | "rpc";
  readonly authMode: AuthMode;
  /** UTC ms on the local Google's clock. */
  readonly startedAt: number;
  /** Own time: really spent from loading the code on, and the latency given to service calls. */
  readonly ms: number;
  /** Of `ms`, what was really spent here. */
  readonly ownMs: number;
  readonly calls: { readonly total: number; readonly byName: Readonly<Record<string, number>> };
  /** What the script threw; undefined when it came to its end. */
  readonly error: string | undefined;
}

export interface Run {
  readonly function: string;
  readonly trigger: ExecutionRecord["trigger"];
  readonly effectiveUser: string;
  readonly activeUser: string;
  readonly authMode: AuthMode;
  readonly hasUi: boolean;
  /** Ms of own time. */
  readonly limit: number;
  /** UTC ms on the local Google's clock. */
  readonly clock: () => number;
  /** Ms that each service call takes. */
  readonly latency: number;
  /** Of the account. */
  readonly language: Language;
  /** The fault that a service call meets, if any. */
  readonly strike: (call: string) => ServiceFault | undefined;
  /** `oauthScopes` of the manifest; undefined: Google works out which ones the code needs, and has them. */
  readonly scopes: readonly string[] | undefined;
  /** The globals of the script. */
  readonly globals: (execution: Execution) => Record<string, unknown>;
  /** What the function is called with, made in the script's realm; `parse` is its `JSON.parse`. */
  readonly args: (parse: (json: string) => unknown) => readonly unknown[];
  /** Whether only functions that the client of a sidebar can see may run. */
  readonly forClient?: boolean | undefined;
}

export interface Ended {
  readonly record: ExecutionRecord;
  readonly value: unknown;
  readonly thrown: unknown;
}

/** The script has no function of that name. */
export class MissingFunction extends Error {}

/** Ms of own time: https://developers.google.com/apps-script/guides/services/quotas */
export const SIMPLE_LIMIT = 30_000;
export const LIMIT = 360_000;

const SIMPLE_SCOPES = /\/auth\/spreadsheets(\.currentonly)?$/;
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u;

/** The script, compiled once. Each run evaluates it in a fresh context: nothing survives in its globals, as at Google. */
export class Runner {
  private readonly script: vm.Script;

  constructor(private readonly program: Pick<Program, "code" | "file">) {
    const { code, file } = program;
    const map = file === undefined ? "" : `\n//# sourceMappingURL=${SOURCE_MAP}`;
    this.script = new vm.Script(code + map, { filename: file ?? "Code.js" });
  }

  run(run: Run): Ended {
    const started = performance.now();
    let virtual = 0;
    const byName: Record<string, number> = {};
    const own = () => performance.now() - started;
    const checkTime = () => {
      if (own() + virtual > run.limit) throw refusal({ phrase: "tooLong" });
    };
    const refusal = (phrase: Phrase) => realm.error(inGooglesWords(phrase, run.language));
    const strike = (name: string) => {
      const says = run.strike(name)?.says;
      if (says !== undefined) throw "text" in says ? realm.error(says.text) : refusal(says);
    };
    /** The call that is being carried out: what it asks for besides is no call of its own. */
    let inside: string | undefined;
    const startedAt = run.clock();
    const now = () => Math.round(run.clock() + virtual);
    const context = vm.createContext({});
    const realm: Realm = realmOf(context, now);
    const execution: Execution = {
      effectiveUser: run.effectiveUser,
      activeUser: run.activeUser,
      authMode: run.authMode,
      hasUi: run.hasUi,
      realm,
      now,
      call: (name, work) => {
        byName[name] = (byName[name] ?? 0) + 1;
        virtual += run.latency;
        checkTime();
        strike(name);
        const outer = inside;
        inside = name;
        try {
          return work();
        } finally {
          inside = outer;
        }
      },
      spend: (ms) => {
        virtual += ms;
        checkTime();
      },
      need: (name, scopes) => {
        if (inside === undefined) strike(name);
        if (!permits(run, scopes)) throw refusal({ phrase: "missingScopes", about: name, scopes: listOf(scopes) });
      },
      refusal,
    };
    let value: unknown;
    let thrown: unknown;
    let failed = false;
    try {
      Object.assign(context, run.globals(execution));
      this.script.runInContext(context, { timeout: run.limit });
      const callee = find(context, run);
      const args = run.args(vm.runInContext("JSON.parse", context));
      // Called from inside the context, so that a loop without end is stopped too.
      context.__run = () => callee(...args);
      const call = "(() => { const run = __run; delete globalThis.__run; return run(); })()";
      value = vm.runInContext(call, context, { timeout: Math.max(1, Math.ceil(run.limit - own() - virtual)) });
      checkTime();
    } catch (error) {
      failed = true;
      thrown =
        (error as NodeJS.ErrnoException)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
          ? refusal({ phrase: "tooLong" })
          : error;
      if (this.program.file !== undefined) mapStack(thrown, this.program.file);
    }
    const ownMs = own();
    const record: ExecutionRecord = {
      function: run.function,
      user: run.effectiveUser,
      trigger: run.trigger,
      authMode: run.authMode,
      startedAt,
      ms: ownMs + virtual,
      ownMs,
      calls: { total: Object.values(byName).reduce((sum, count) => sum + count, 0), byName },
      error: failed ? String(thrown) : undefined,
    };
    return { record, value, thrown };
  }
}

type Callee = (...args: unknown[]) => unknown;

function find(context: vm.Context, { function: name, forClient = false }: Run): Callee {
  if (forClient) {
    const descriptor = Object.getOwnPropertyDescriptor(context, name);
    const visible =
      typeof descriptor?.value === "function" && !name.endsWith("_") && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);
    if (!visible) throw new TypeError(`google.script.run.${name} is not a function`);
    return descriptor.value;
  }
  const found = lookUp(context, name);
  if (typeof found !== "function") throw new MissingFunction(`Script function not found: ${name}`);
  return found as Callee;
}

/** A function at the top level, however it was declared, or a method of an object there. */
function lookUp(context: vm.Context, name: string): unknown {
  if (!NAME.test(name)) return undefined;
  return vm.runInContext(`typeof ${name} === "function" ? ${name} : undefined`, context);
}

/** Simple triggers may touch the spreadsheet they are bound to; before an add-on is enabled not even that. */
function permits({ authMode, scopes }: Run, needed: readonly string[]): boolean {
  if (authMode === "NONE") return false;
  if (authMode === "LIMITED") return needed.some((scope) => SIMPLE_SCOPES.test(scope));
  return scopes === undefined || needed.some((scope) => scopes.includes(scope));
}

function listOf(scopes: readonly string[]): string {
  return scopes.length === 1 ? scopes[0] : `(${scopes.join(" || ")})`;
}
