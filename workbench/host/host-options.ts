import type { Books } from "../api/books";
import type { PersonEdit } from "../person/edit";
import type { AppliedEdit } from "../person/history";
import type { Program } from "./program";
import type { AuthMode } from "./realm/execution";
import type { ExecutionRecord } from "./runner";
import type { ServiceFaults } from "./service-faults";
import type { HtmlPage } from "./services/html-page";
import type { Answer, Menu, Screen, Toast } from "./services/screens";
import type { Services, ServicesOptions } from "./services/services";
import type { Selection } from "./spreadsheet/app";

/** A clock that can be put forward, or one that goes by itself. */
export interface HostClock {
  /** UTC ms. */
  now(): number;
  /** Puts it forward; without it, `Host.advance` waits for nothing and fires what is due by `now`. */
  advance?(ms: number): void;
}

/** Which events a gesture fires: those of an edit, a change without a place, or none. */
export type Fires = "edit" | "change" | "nothing";

export interface HostOptions {
  readonly books: Books;
  /** The spreadsheet the script is bound to. */
  readonly bookId: string;
  readonly program: Program;
  readonly clock: HostClock;
  /** E-mail of who owns the spreadsheet. */
  readonly owner: string;
  /** Ms that each service call takes, on top of the time really spent. Default 0. */
  readonly latencyMs?: number;
  /** What sorting fires: nobody could find out what Google does. Default "change". */
  readonly sortFires?: Fires;
  /** What undo and redo fire, as above. Default "edit". */
  readonly undoFires?: Fires;
  /** What `advance` waits for after each trigger: others may need real time for what the script asked of them. Default: one turn. */
  readonly settle?: () => Promise<void>;
  /** Called after everything that changed the spreadsheet: a person's edit, an execution of the script. */
  readonly onChange?: () => void;
  /** Of the script's project: add-on or bound, seed of the jitter, what an earlier host saved, ... */
  readonly services?: Omit<ServicesOptions, "clock" | "project" | "container">;
}

/** A spreadsheet with its script, and people in front of it. */
export interface Host {
  /** Applies a person's edit, then fires the script's events as Google does. Throws `Refused` where Sheets refuses. */
  edit(email: string, edit: PersonEdit): AppliedEdit;
  /** Edits that come in while the script is still busy with an earlier one: all are applied, but only two of their events wait. */
  editWhileBusy(email: string, edits: readonly PersonEdit[]): AppliedEdit[];
  /** The person opens the spreadsheet. NONE: as an add-on that was not yet used in it. */
  open(email: string, authMode?: AuthMode): void;
  /** The person, who has the spreadsheet open, installs the script as an add-on: `onInstall` runs with all they granted. */
  install(email: string): void;
  menus(email: string): readonly Menu[];
  /** The person picks a menu item, which runs its function with full authorisation. Throws a `ScriptError` when the script throws. */
  choose(email: string, functionName: string): void;
  /** `google.script.run[functionName](...args)` of the sidebar. Throws, as a `ScriptError`, what its failure handler would get. */
  rpc(email: string, functionName: string, ...args: readonly unknown[]): unknown;
  sidebar(email: string): HtmlPage | null;
  toasts(email: string): readonly Toast[];
  dialogs(email: string): Screen["dialogs"];
  /** What the person will answer to the next alert or prompt. */
  answer(email: string, button: Answer["button"], text?: string): void;
  /** Where the person's cursor is; the script moves it with `activate`. */
  selection(email: string): Readonly<Selection>;
  select(email: string, selection: Selection): void;
  /** What ran, oldest first: the last 10,000. */
  readonly executions: readonly ExecutionRecord[];
  /** What service calls throw in place of their work: `host.faults.queue({ call: "Range.getValues", says: { phrase: "timedOut" } })`. */
  readonly faults: ServiceFaults;
  readonly triggers: Services["triggers"];
  readonly outbox: Services["outbox"];
  readonly properties: Services["properties"];
  readonly services: Services;
  /** Fires the time-driven triggers that come due until then (UTC ms), one after the other, each at its own time. */
  advance(to: number): Promise<void>;
  close(): Promise<void>;
}
