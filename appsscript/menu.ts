import { checkAll, countsInWords } from "./live/check-all";
import { inWords } from "./refusal";
import { isAddon } from "./services/script";
import { IS_COPY, isCopy, noticeCopy } from "./setup/copy";
import { putOnMarks, takeOffMarks } from "./setup/marks";
import { SETUP_VERSION, setUp } from "./setup/set-up";
import { ask, openSidebar, showMenu, tell, toast } from "./sheet/screen";
import { readStored } from "./stored";
import type { Opening } from "./views";

/** Every menu item and the function of main.ts it runs. `null` is a line. */
const ITEMS = [
  ["Export now", "menuExportNow"],
  ["Check all rows", "menuCheckAll"],
  ["Problems", "menuProblems"],
  null,
  ["Health", "menuHealth"],
  ["Settings", "menuSettings"],
  ["Clear marks", "menuClearMarks"],
  ["Set up", "menuSetUp"],
] as const;

/** Needs no permission: an add-on shows its menu before anyone has granted it one. */
export function offerMenu(mode: GoogleAppsScript.Script.AuthMode | undefined): void {
  showMenu(isAddon(mode), ITEMS);
  try {
    noticeCopy();
  } catch {
    // Before an add-on is first used in a sheet it may read nothing.
  }
}

export function setUpFromMenu(): void {
  inDialog("Set up", () => tell("Set up", setUp()));
}

export function showView(view: Opening): void {
  inDialog("Leads", () => {
    if (isReady()) openSidebar(view);
  });
}

export function checkAllFromMenu(): void {
  inDialog("Check all rows", () => {
    if (!isReady()) return;
    const refused = putOnMarks();
    const counts = countsInWords(checkAll({ wake: true }).checked.counts);
    toast([`${counts}.`, ...refused].join(" "));
  });
}

export function clearMarksFromMenu(): void {
  inDialog("Clear marks", () => {
    if (!isReady()) return;
    const question =
      "This empties the Status column and takes away its colours, its warning and the drop-downs. What people typed stays, and so does the empty column. " +
      "Nothing is checked until someone chooses Check all rows, which brings everything back.\n\nClear the marks?";
    if (!ask("Clear marks", question)) return;
    const refused = takeOffMarks();
    toast(["The marks are cleared. Check all rows brings them back.", ...refused].join(" "));
  });
}

/** Whoever uses the menu first is offered the set-up, and so is whoever does after a newer add-on came. */
function isReady(): boolean {
  const { version } = readStored();
  if (version >= SETUP_VERSION) return true;
  const isNew = isCopy() ? IS_COPY : "This sheet has not been set up yet.";
  const why = version === 0 ? isNew : "This add-on is newer than this sheet's set-up.";
  const what =
    "Set up makes the tabs Leads and Companies if they are missing, and adds a Status column, colours and drop-downs. It changes nothing anyone typed.";
  if (!ask("Set up", `${why} ${what}\n\nSet up now?`)) return false;
  tell("Set up", setUp());
  return true;
}

/** What goes wrong is said in a dialog, in words. */
function inDialog(title: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    console.error(error);
    const { sentence, wayOut } = inWords(error);
    tell(title, `${sentence}\n\n${wayOut}`);
  }
}
