import { setImmediate } from "node:timers/promises";
import type { Book } from "../book/book";
import type { PersonEdit } from "../person/edit";
import { type AppliedEdit, History } from "../person/history";
import { requireAllowed } from "../person/protected";
import { carried } from "./client-values";
import { changeEvent, editEvent, openEvent } from "./events";
import type { Fires, Host, HostOptions } from "./host-options";
import { Script } from "./script";
import { SCOPES } from "./services/scopes";
import { openServices } from "./services/services";
import { SPREADSHEET_SCOPES } from "./spreadsheet/spreadsheet-app";

export type { Fires, Host, HostClock, HostOptions } from "./host-options";

/** Only so many edit events wait while the script is busy. https://developers.google.com/apps-script/guides/triggers */
const QUEUE = 2;

function bookOf({ books, bookId }: HostOptions): Book {
  const book = books.get(bookId);
  if (book === undefined) throw new Error(`There is no spreadsheet with the id ${bookId}.`);
  return book;
}

/** Runs a script on a spreadsheet as Google would. Throws a SyntaxError when its code does not parse. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { bookId, program, clock } = options;
  const book = bookOf(options);
  const project = {
    id: "local-script-project",
    timeZone: program.manifest.timeZone ?? "Etc/GMT",
    // Without a list Google finds out which ones the code needs.
    scopes: program.manifest.oauthScopes ?? [...Object.values(SCOPES), ...SPREADSHEET_SCOPES],
    pages: program.html,
  };
  const services = await openServices({ ...options.services, clock, project, container: bookId });
  let told = book.revision;
  const changed = () => {
    if (told === book.revision) return;
    told = book.revision;
    options.onChange?.();
  };
  const script = new Script(options, book, services, changed);
  const history = new History(book);

  function apply(email: string, edit: PersonEdit): AppliedEdit {
    requireAllowed(book, { email, owner: options.owner }, edit);
    const applied = history.apply(edit);
    if (applied.area !== undefined) {
      const { sheetId, ...box } = applied.area;
      script.select(email, { sheetId, box });
    }
    changed();
    return applied;
  }

  function firesOf(edit: PersonEdit): Fires {
    if (edit.kind === "sort") return options.sortFires ?? "change";
    if (edit.kind === "undo" || edit.kind === "redo") return options.undoFires ?? "edit";
    // "onEdit does not fire for cell moves": cutting and pasting is one.
    return edit.kind === "copy" && edit.cut ? "change" : "edit";
  }

  function fireEdit(email: string, applied: AppliedEdit): void {
    script.simple("onEdit", email, "LIMITED", (app) => editEvent(app, email, applied));
    script.installed("ON_EDIT", email, (app, uid) => editEvent(app, email, applied, uid));
  }

  function fireChange(email: string, applied: AppliedEdit, fires: Fires): void {
    if (fires === "nothing" || (applied.area === undefined && applied.change === "EDIT")) return;
    const type = fires === "change" && applied.change === "EDIT" ? "OTHER" : applied.change;
    script.installed("ON_CHANGE", email, (app, uid) => changeEvent(app, email, type, uid));
  }

  function editAll(email: string, edits: readonly PersonEdit[]): AppliedEdit[] {
    const all = edits.map((edit) => ({ fires: firesOf(edit), applied: apply(email, edit) }));
    const waiting = all.filter(({ fires, applied }) => fires === "edit" && applied.area !== undefined);
    for (const { applied } of waiting.slice(0, QUEUE)) fireEdit(email, applied);
    for (const { applied, fires } of all) fireChange(email, applied, fires);
    return all.map(({ applied }) => applied);
  }

  async function advance(to: number): Promise<void> {
    const { triggers } = services;
    for (;;) {
      const next = triggers.nextDue(bookId);
      if (next === null || next > to) break;
      clock.advance?.(Math.max(0, next - clock.now()));
      const [trigger] = triggers.due(clock.now(), bookId);
      // A clock that goes by itself has not come so far yet.
      if (trigger === undefined) return;
      script.timed(trigger);
      await (options.settle ?? setImmediate)();
    }
    clock.advance?.(Math.max(0, to - clock.now()));
  }

  const screen = (email: string) => services.screens.of(email);
  return {
    edit: (email, edit) => editAll(email, [edit])[0],
    editWhileBusy: editAll,
    open: (email, authMode = "LIMITED") => {
      services.screens.reopen(email);
      script.simple("onOpen", email, authMode, (app) => openEvent(app, email));
      script.installed("ON_OPEN", email, (app, uid) => openEvent(app, email, uid));
    },
    install: (email) => script.simple("onInstall", email, "FULL", (app) => openEvent(app, email)),
    menus: (email) => screen(email).menus,
    choose: (email, functionName) => void script.inFront(email, { function: functionName, trigger: "menu" }),
    rpc: (email, functionName, ...args) => {
      const sent = args.map(carried);
      const value = history.record(() =>
        script.inFront(email, {
          function: functionName,
          trigger: "rpc",
          args: (_, parse) => sent.map((text) => (text === "" ? undefined : parse(text))),
        }),
      );
      const text = carried(value);
      return text === "" ? undefined : JSON.parse(text);
    },
    sidebar: (email) => screen(email).sidebar,
    toasts: (email) => screen(email).toasts,
    dialogs: (email) => screen(email).dialogs,
    answer: (email, button, text = "") => void screen(email).answers.push({ button, text }),
    selection: (email) => script.selection(email),
    select: (email, selection) => script.select(email, selection),
    executions: script.executions,
    faults: script.faults,
    triggers: services.triggers,
    outbox: services.outbox,
    properties: services.properties,
    services,
    advance,
    close: () => services.close(),
  };
}
