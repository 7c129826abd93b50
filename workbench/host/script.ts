import type { Book } from "../book/book";
import type { HostOptions } from "./host-options";
import type { AuthMode, Execution } from "./realm/execution";
import { type Ended, type ExecutionRecord, LIMIT, MissingFunction, type Run, Runner, SIMPLE_LIMIT } from "./runner";
import { ScriptError } from "./script-error";
import { ServiceFaults } from "./service-faults";
import { clockEvent } from "./services/clock-event";
import type { Services } from "./services/services";
import type { SavedTrigger } from "./services/triggers";
import type { App, Selection } from "./spreadsheet/app";
import { spreadsheetApp } from "./spreadsheet/spreadsheet-app";
import { SURFACES } from "./spreadsheet/surfaces";

/** Records kept. */
const KEPT = 10_000;

const SIMPLE_TRIGGERS = ["onOpen", "onInstall", "onEdit"] as const;
type SimpleTrigger = (typeof SIMPLE_TRIGGERS)[number];

type Start = Pick<Run, "function" | "trigger" | "authMode" | "effectiveUser" | "activeUser" | "forClient"> & {
  readonly args?: (app: App, parse: (json: string) => unknown) => readonly unknown[];
};

/** The script of a spreadsheet, and the ways in which Google starts its functions. */
export class Script {
  readonly executions: ExecutionRecord[] = [];
  readonly faults = new ServiceFaults();
  private readonly runner: Runner;
  /** Simple triggers that the script does not have. */
  private readonly missing = new Set<string>();
  private readonly selections = new Map<string, Selection>();

  constructor(
    private readonly options: HostOptions,
    private readonly book: Book,
    private readonly services: Services,
    private readonly changed: () => void,
  ) {
    this.runner = new Runner(options.program);
  }

  /** Runs what a person started from the menu or the sidebar, with their rights. Throws a `ScriptError` when the script throws. */
  inFront(email: string, start: Pick<Start, "function" | "args"> & { readonly trigger: "menu" | "rpc" }): unknown {
    const { record, value, thrown } = this.run({
      ...start,
      authMode: "FULL",
      effectiveUser: email,
      activeUser: email,
      forClient: start.trigger === "rpc",
    });
    if (record.error !== undefined) throw new ScriptError(messageOf(thrown), { cause: thrown });
    return value;
  }

  /** Runs a simple trigger as the person, if the script has it; what it throws is only recorded. */
  simple(trigger: SimpleTrigger, email: string, authMode: AuthMode, event: (app: App) => object): void {
    if (this.missing.has(trigger)) return;
    this.run({
      function: trigger,
      trigger,
      authMode,
      effectiveUser: email,
      activeUser: email,
      args: (app) => [event(app)],
    });
  }

  /** Runs the installable triggers of an event, each as its creator; what they throw is only recorded. */
  installed(
    event: "ON_OPEN" | "ON_EDIT" | "ON_CHANGE",
    email: string,
    eventOf: (app: App, triggerUid: string) => object,
  ): void {
    const { triggers } = this.services;
    for (const trigger of triggers.watching(event, this.book.id)) {
      triggers.fired(trigger.uid, this.options.clock.now());
      this.run({
        function: trigger.handler,
        trigger: event,
        authMode: "FULL",
        effectiveUser: trigger.owner,
        activeUser: email,
        args: (app) => [eventOf(app, trigger.uid)],
      });
    }
  }

  /** Runs a time-driven trigger that is due. */
  timed(trigger: SavedTrigger): void {
    const at = this.options.clock.now();
    this.services.triggers.fired(trigger.uid, at);
    this.run({
      function: trigger.handler,
      trigger: "CLOCK",
      authMode: "FULL",
      effectiveUser: trigger.owner,
      activeUser: "",
      args: (app) => [clockEvent(app.execution, trigger.uid, at)],
    });
  }

  selection(email: string): Selection {
    const known = this.selections.get(email);
    if (known !== undefined && this.book.sheet(known.sheetId) !== undefined) return known;
    const fresh = this.firstCell();
    this.selections.set(email, fresh);
    return fresh;
  }

  select(email: string, selection: Selection): void {
    this.selections.set(email, selection);
  }

  private run({ args = () => [], ...start }: Start): Ended {
    const { clock, latencyMs = 0, program } = this.options;
    const simple = SIMPLE_TRIGGERS.some((name) => name === start.trigger);
    let app: App | undefined;
    const ended = this.runner.run({
      ...start,
      hasUi: simple || start.trigger === "menu" || start.trigger === "rpc",
      limit: simple ? SIMPLE_LIMIT : LIMIT,
      clock: clock.now,
      latency: latencyMs,
      language: this.services.language,
      strike: (call) => this.faults.next({ call, user: start.effectiveUser, function: start.function }),
      scopes: this.services.scopesOf(start.effectiveUser, program.manifest.oauthScopes),
      globals: (execution) => {
        app = this.appOf(execution);
        return { SpreadsheetApp: spreadsheetApp(app), ...this.services.globals(execution) };
      },
      args: (parse) => args(app as App, parse),
    });
    if (app !== undefined) this.services.end(app.execution);
    if (simple && ended.thrown instanceof MissingFunction) {
      this.missing.add(start.function);
      return ended;
    }
    this.executions.push(ended.record);
    if (this.executions.length > KEPT) this.executions.shift();
    this.changed();
    return ended;
  }

  private appOf(execution: Execution): App {
    const { books, owner } = this.options;
    const { activeUser } = execution;
    return {
      book: this.book,
      execution,
      nextId: books.nextId,
      owner,
      selection: activeUser === "" ? this.firstCell() : this.selection(activeUser),
      toast: (toast) => {
        if (activeUser !== "") this.services.screens.of(activeUser).toasts.push(toast);
      },
      ui: () => this.services.ui(execution),
      surfaces: SURFACES,
    };
  }

  private firstCell(): Selection {
    return { sheetId: this.book.sheets[0].id, box: { top: 0, bottom: 1, left: 0, right: 1 } };
  }
}

function messageOf(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);
}
