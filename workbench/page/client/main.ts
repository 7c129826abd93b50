import type { Surroundings } from "../wire";
import { Charts, cellCentre } from "./charts";
import { Clipboard } from "./clipboard";
import { Controls } from "./controls";
import { Dialogs } from "./dialogs";
import { byId } from "./dom";
import { Gestures } from "./gestures";
import { takeKeys } from "./keyboard";
import { Menus } from "./menus";
import { takeEdits } from "./outgoing";
import { Parts } from "./parts";
import { popup } from "./popup";
import { SheetGrid } from "./sheet-grid";
import { Sidebar } from "./sidebar";
import { Sync } from "./sync";
import { Tabs } from "./tabs";
import { ask } from "./talk";
import { toast } from "./toast";
import { Tour } from "./tour";
import { takeTyping } from "./typing";
import { PAGE_WORDS, PART_WORDS } from "./words";

for (const [id, label] of Object.entries(PART_WORDS)) byId(id).ariaLabel = label;
byId("gone").textContent = PAGE_WORDS.gone;

const refused = (sentence: string) => toast("", sentence, 8);
const grid = new SheetGrid(byId("grid"));
const sync: Sync = new Sync(grid, {
  other: (event) => {
    if (event.kind === "toast") toast(event.title, event.text, event.seconds);
    else if (event.kind === "around") around(event.around);
    else {
      void tabs.pick(event.tab).then(() => grid.select(event));
    }
  },
  loaded: (state) => {
    document.title = PAGE_WORDS.title({ book: state.title });
    byId("title").textContent = state.title;
    tabs.show(state.tabs);
    around(state.around);
    charts?.show();
  },
  patched: (event) => {
    charts?.show();
    tour.heard(event);
  },
  refused,
  connected: (is, turnedAway) => {
    byId("gone").hidden = is;
    if (turnedAway) byId("gone").textContent = PAGE_WORDS.startedAnew;
  },
});
const clipboard = new Clipboard(grid, sync);
const gestures = new Gestures(grid, sync, clipboard);
const tour = new Tour();
const tabs = new Tabs(grid, (title) => {
  charts?.show();
  tour.picked(title);
});
const menus = new Menus(gestures, (run) => void sync.do("menu", { run, selection: cursor() }));
const dialogs = new Dialogs((id, button, text) => void sync.do("answer", { id, button, text }));
const controls = new Controls(
  (action, body) => void sync.do(action, body),
  () => tour.toggle(),
);
const sidebar = new Sidebar(
  async (name, args) => {
    const answer = await ask("rpc", { function: name, args, selection: cursor() });
    if (answer.ok) tour.called(args, answer.value);
    return answer;
  },
  () => void sync.do("close-sidebar", {}),
  (step) => parts.go(step),
);
const parts = new Parts(() => sidebar.enter());
let charts: Charts | undefined;
let menusShown = "";

function around(now: Surroundings): void {
  const text = JSON.stringify(now.menus);
  if (text !== menusShown) menus.show(now.menus);
  menusShown = text;
  controls.show(now);
  sidebar.show(now.sidebar);
  dialogs.show(now.dialog);
}

/** The selection, as the script will see it. */
function cursor() {
  const area = gestures.selected();
  if (area === undefined) return null;
  const { sheetId, top, bottom, left, right } = area;
  return { tab: sheetId, row: top, column: left, rows: bottom - top, columns: right - left };
}

await ask("open", {});
await sync.load();
await grid.ready();
const typing = takeTyping(grid, sync, refused);
takeEdits(grid, sync, clipboard, typing);
takeKeys(grid, gestures, typing);
charts = new Charts(grid);
charts.show();
byId("grid").addEventListener("contextmenu", (event) => {
  event.preventDefault();
  popup(
    [
      ...gestures.clipboardChoices(),
      null,
      ...gestures.insertChoices(),
      null,
      gestures.clear(),
      ...gestures.deleteChoices(),
      null,
      ...gestures.sortChoices(),
    ],
    event.clientX,
    event.clientY,
  );
});
byId("wait").remove();
// For tests and the console: what the grid holds, whether all edits have come back, and where on the screen a cell is.
Object.assign(window, {
  workbench: { grid, sync, cellCentre: (row: number, column: number) => cellCentre(grid, row, column) },
});
