import * as v from "valibot";
import { batchUpdate } from "../../api/batch-update";
import type { Books } from "../../api/books";
import { Refused } from "../../person/refused";
import type { PageEvent, Surroundings } from "../wire";
import { columnWidth } from "./column-width";
import { Questions } from "./questions";
import { readEdit, tabsOf } from "./read-edit";
import type { Action } from "./serve-page";
import { frameHtml } from "./sidebar-frame";
import { type Around, DAILY, nextTrigger, surroundings } from "./surroundings";
import { tomorrowAt } from "./wall-clock";

export interface StageOptions extends Around {
  readonly books: Books;
  readonly send: (event: PageEvent) => void;
  /** How many windows show the page. */
  readonly windows: () => number;
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
const Selected = v.object({ tab: index, row: index, column: index, rows: index, columns: index });
const InFront = { selection: v.nullable(Selected) };
const Edit = v.object({ edit: v.unknown(), after: v.string() });
const Menus = v.object({ ...InFront, run: v.string() });
const Rpc = v.object({ ...InFront, function: v.string(), args: v.array(v.unknown()) });
const Answer = v.object({
  id: index,
  button: v.picklist(["CLOSE", "OK", "CANCEL", "YES", "NO"]),
  text: v.string(),
});
const ClockMove = v.union([
  v.object({ to: v.picklist(["07:00 tomorrow", "next trigger", "daily export"]) }),
  v.object({ advance: v.pipe(v.number(), v.minValue(0), v.maxValue(366 * 24 * 60)) }),
]);
const Width = v.object({
  sheetId: index,
  column: index,
  pixels: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(2000)),
});

export function openStage(options: StageOptions): Stage {
  const { books, book, host, clock, person } = options;
  const screen = () => host.services.screens.of(person);
  const questions = new Questions(book, host, person);
  let toasts = 0;
  let sidebarId = 0;
  let sidebar = host.sidebar(person);

  function tell(): void {
    const shown = host.toasts(person);
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
  function inFront<T>(at: v.InferOutput<typeof Selected> | null, work: () => T): T {
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
        const [rows, columns] = [box.bottom - row, box.right - column];
        options.send({ kind: "select", tab: sheetId, row, column, rows, columns });
      }
      tell();
    }
  }

  const actions: Record<string, Action> = {
    /** A window was opened or loaded anew: as at Google, the script's `onOpen` runs, and what it had on the screen is gone. */
    open: () => {
      const before = screen();
      host.open(person);
      // Other windows show the same screen, and nobody closed anything there.
      if (options.windows() > 0) screen().sidebar = before.sidebar;
      else questions.close();
      toasts = 0;
      tell();
    },
    edit: (body, moved) => {
      const { edit: sent, after } = v.parse(Edit, body);
      const edit = readEdit(sent);
      if (tabsOf(edit).some((tab) => moved(tab, after))) {
        throw new Refused(
          "Rows or columns moved just before your edit came in, so it was not made. Look, and do it again.",
        );
      }
      host.edit(person, edit);
      tell();
    },
    menu: (body) => {
      const { selection, run } = v.parse(Menus, body);
      inFront(selection, () => questions.choose(run));
    },
    rpc: (body) => {
      const { selection, function: name, args } = v.parse(Rpc, body);
      return inFront(selection, () => host.rpc(person, name, ...args));
    },
    answer: (body) => {
      const { id, button, text } = v.parse(Answer, body);
      inFront(null, () => questions.answer(id, { button, text }));
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
            ? tomorrowAt(7, now, book.properties.timeZone)
            : nextTrigger(host, move.to === "daily export" ? DAILY : undefined)?.next;
      await host.advance(Math.max(now, to ?? now));
      tell();
    },
    exporter: (body) => {
      const { down } = v.parse(v.object({ down: v.boolean() }), body);
      const exporter = options.exporter();
      if (exporter === null) throw new Refused("This workbench runs without an exporter.");
      if (down) return exporter.stop();
      exporter.start();
    },
    width: (body) => {
      const { sheetId, column, pixels } = v.parse(Width, body);
      batchUpdate({ book, nextId: books.nextId }, [columnWidth(sheetId, column, pixels)]);
    },
  };

  return {
    actions,
    tell,
    sidebar: (id) => (sidebar !== null && id === sidebarId ? frameHtml(sidebar.content) : undefined),
    around: () =>
      surroundings(options, {
        sidebar: sidebar === null ? null : { id: sidebarId, title: sidebar.title },
        dialog: questions.first(),
      }),
  };
}
