import * as v from "valibot";
import { type Books, handle } from "../../api/handle";
import type { Book } from "../../book/book";
import type { ExporterProcess } from "../../exporter-process";
import type { Host } from "../../host/host";
import type { Menu, MenuItem } from "../../host/services/screens";
import { moment, tomorrowAt, type WorkbenchClock } from "../../workbench-clock";
import type { PageDialog, PageEvent, PageMenu, Surroundings } from "../wire";
import { readEdit, tabsOf } from "./read-edit";
import type { Action } from "./serve-page";
import { frameHtml } from "./sidebar-frame";

export interface StageOptions {
  readonly books: Books;
  readonly book: Book;
  readonly host: Host;
  readonly clock: WorkbenchClock;
  /** Who sits in front of every window. */
  readonly person: string;
  readonly exporter: () => ExporterProcess | null;
  /** The folder of the snapshot that is current, below the page's address; `null`: nothing was published. */
  readonly dashboard: () => string | null;
  readonly send: (event: PageEvent) => void;
}

/** What the page shows and asks, played by the host: one person, whose screen all windows share. */
export interface Stage {
  readonly actions: Readonly<Record<string, Action>>;
  around(): Surroundings;
  sidebar(id: number): string | undefined;
  /** Sends what the script put on the screen since: toasts. */
  tell(): void;
}

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const Place = v.object({ tab: index, row: index, column: index, rows: index, columns: index });
const InFront = { selection: v.nullable(Place) };
const Edit = v.object({ edit: v.unknown(), after: v.string() });
const Menus = v.object({ ...InFront, run: v.string() });
const Rpc = v.object({ ...InFront, function: v.string(), args: v.array(v.unknown()) });
const Answer = v.object({ id: index, button: v.string(), text: v.string() });
const ClockMove = v.union([
  v.object({ to: v.picklist(["07:00 tomorrow", "next trigger", "daily export"]) }),
  v.object({ advance: v.pipe(v.number(), v.minValue(0), v.maxValue(366 * 24 * 60)) }),
]);
const Width = v.object({
  sheetId: index,
  column: index,
  pixels: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(2000)),
});

/** The add-on's function for the daily export. */
const DAILY = "handleDaily";

/** A question that the script asked and got no answer to; answering it runs the script again. */
interface Pending extends PageDialog {
  readonly again: ((button: string, text: string) => void) | null;
}

export function openStage(options: StageOptions): Stage {
  const { books, book, host, clock, person } = options;
  const screen = () => host.services.screens.of(person);
  let toasts = 0;
  let sidebarId = 0;
  let sidebar = host.sidebar(person);
  const dialogs: Pending[] = [];
  let dialogId = 0;

  /** The clock trigger that runs next, of one function or of all. */
  const nextOf = (handler?: string) =>
    host.triggers
      .all()
      .filter((trigger) => trigger.next !== null && (handler === undefined || trigger.handler === handler))
      .sort((one, other) => one.next! - other.next!)[0];
  const zone = () => book.properties.timeZone as string;

  function tell(): void {
    const shown = host.toasts(person);
    if (shown.length < toasts) toasts = 0;
    for (; toasts < shown.length; toasts++) {
      const { title, message, seconds } = shown[toasts];
      options.send({ kind: "toast", title, text: message, seconds: seconds ?? 0 });
    }
    if (sidebar !== host.sidebar(person)) {
      sidebar = host.sidebar(person);
      sidebarId++;
    }
  }

  /** Runs something for the person, with the cursor where the window has it; a cursor that the script moved goes back to the window. */
  function inFront<T>(at: v.InferOutput<typeof Place> | null, work: () => T): T {
    if (at !== null && book.sheet(at.tab) !== undefined) {
      const box = { top: at.row, bottom: at.row + at.rows, left: at.column, right: at.column + at.columns };
      host.select(person, { sheetId: at.tab, box });
    }
    const before = JSON.stringify(host.selection(person));
    try {
      return work();
    } finally {
      const { sheetId, box } = host.selection(person);
      if (JSON.stringify(host.selection(person)) !== before) {
        const { top: row, left: column } = box;
        options.send({
          kind: "select",
          tab: sheetId,
          row,
          column,
          rows: box.bottom - row,
          columns: box.right - column,
        });
      }
      tell();
    }
  }

  /**
   * Runs a menu's function. The script cannot wait for a person here: an alert that only informs is shown afterwards, and a question
   * counts as closed at first; when it is answered, the function runs again with all answers so far.
   */
  function choose(run: string, answers: readonly { button: string; text: string }[]): void {
    const before = screen().asked.length;
    for (const { button, text } of answers) host.answer(person, button as "OK", text);
    host.choose(person, run);
    const questions = screen().asked.slice(before);
    questions.forEach(({ kind, title, text, buttons }, at) => {
      if (at < answers.length) return;
      const isQuestion = kind === "prompt" || buttons !== "OK";
      dialogs.push({
        id: ++dialogId,
        kind,
        title,
        text,
        buttons: buttons.split("_"),
        again: isQuestion ? (button, text) => choose(run, [...answersSoFar(questions, at), { button, text }]) : null,
      });
    });
  }

  const actions: Record<string, Action> = {
    edit: (body, moved) => {
      const { edit: sent, after } = v.parse(Edit, body);
      const edit = readEdit(sent);
      if (tabsOf(edit).some((tab) => moved(tab, after))) {
        throw new Error(
          "Rows or columns moved just before your edit came in, so it was not made. Look, and do it again.",
        );
      }
      host.edit(person, edit);
      tell();
    },
    menu: (body) => {
      const { selection, run } = v.parse(Menus, body);
      inFront(selection, () => choose(run, []));
    },
    rpc: (body) => {
      const { selection, function: name, args } = v.parse(Rpc, body);
      return inFront(selection, () => host.rpc(person, name, ...args));
    },
    answer: (body) => {
      const { id, button, text } = v.parse(Answer, body);
      const at = dialogs.findIndex((dialog) => dialog.id === id);
      if (at < 0) return;
      const [dialog] = dialogs.splice(at, 1);
      // Closing a question is what the script was already told.
      if (button !== "CLOSE") inFront(null, () => dialog.again?.(button, text));
    },
    "close-sidebar": () => {
      screen().sidebar = null;
      tell();
    },
    clock: async (body) => {
      const move = v.parse(ClockMove, body);
      const now = clock.now();
      const to =
        "advance" in move
          ? now + move.advance * 60_000
          : move.to === "07:00 tomorrow"
            ? tomorrowAt(7, now, zone())
            : nextOf(move.to === "daily export" ? DAILY : undefined)?.next;
      await host.advance(Math.max(now, to ?? now));
      tell();
    },
    exporter: (body) => {
      const { down } = v.parse(v.object({ down: v.boolean() }), body);
      const exporter = options.exporter();
      if (exporter === null) throw new Error("This workbench runs without an exporter.");
      if (down) return exporter.stop();
      exporter.start();
    },
    width: (body) => {
      const { sheetId, column, pixels } = v.parse(Width, body);
      const range = { sheetId, dimension: "COLUMNS", startIndex: column, endIndex: column + 1 };
      const request = { updateDimensionProperties: { range, properties: { pixelSize: pixels }, fields: "pixelSize" } };
      handle(books, {
        method: "POST",
        path: `/v4/spreadsheets/${book.id}:batchUpdate`,
        query: new URLSearchParams(),
        body: { requests: [request] },
      });
    },
  };

  return {
    actions,
    tell,
    sidebar: (id) => (sidebar !== null && id === sidebarId ? frameHtml(sidebar.content) : undefined),
    around: () => {
      const first = nextOf();
      const daily = nextOf(DAILY);
      const dialog = dialogs[0];
      return {
        clock: moment(clock.now(), zone()),
        zone: zone(),
        nextTrigger: first === undefined ? null : `${first.handler}, ${moment(first.next!, zone())}`,
        daily: daily === undefined ? null : moment(daily.next!, zone()),
        exporter: options.exporter()?.state ?? null,
        dashboard: options.dashboard(),
        menus: host.menus(person).map(menuOf),
        outbox: host.outbox.mails.map(({ at, to, subject, body }) => ({
          at: moment(at, zone()),
          to: to.join(", "),
          subject,
          body,
        })),
        sidebar: sidebar === null ? null : { id: sidebarId, title: sidebar.title },
        dialog:
          dialog === undefined
            ? null
            : { id: dialog.id, kind: dialog.kind, title: dialog.title, text: dialog.text, buttons: dialog.buttons },
        failures: host.executions
          .filter(({ error }) => error !== undefined)
          .slice(-20)
          .map((run) => ({ at: moment(run.startedAt, zone()), function: run.function, message: run.error as string })),
      };
    },
  };
}

function answersSoFar(questions: readonly { answer: { button: string; text: string } }[], at: number) {
  return questions.slice(0, at).map(({ answer: { button, text } }) => ({ button, text }));
}

function menuOf({ caption, items }: Menu): PageMenu {
  return { title: caption, items: items.map(itemOf) };
}

function itemOf(item: MenuItem): PageMenu["items"][number] {
  if (item.kind === "separator") return null;
  return item.kind === "menu" ? menuOf(item) : { title: item.caption, run: item.handler };
}
