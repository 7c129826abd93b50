import { checkAll } from "./live/check-all";
import { inWords } from "./refusal";
import { isAddon } from "./services/script";
import { isCopy, noticeCopy } from "./setup/copy";
import { putOnMarks, takeOffMarks } from "./setup/marks";
import { SETUP_VERSION, setUp } from "./setup/set-up";
import { ask, openSidebar, showMenu, tell, toast } from "./sheet/screen";
import { readStored } from "./stored";
import type { Opening } from "./views";
import { CHECK_WORDS } from "./words/check";
import { ADD_ON, MENU, MENU_WORDS } from "./words/menu";

/** Every menu item and the function of main.ts it runs. `null` is a line. */
const ITEMS = [
  [MENU.exportNow, "menuExportNow"],
  [MENU.checkAll, "menuCheckAll"],
  [MENU.problems, "menuProblems"],
  null,
  [MENU.health, "menuHealth"],
  [MENU.settings, "menuSettings"],
  [MENU.clearMarks, "menuClearMarks"],
  [MENU.setUp, "menuSetUp"],
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
  inDialog(MENU.setUp, () => tell(MENU.setUp, setUp()));
}

export function showView(view: Opening): void {
  inDialog(ADD_ON, () => {
    if (isReady()) openSidebar(view);
  });
}

export function checkAllFromMenu(): void {
  inDialog(MENU.checkAll, () => {
    if (!isReady()) return;
    const refused = putOnMarks();
    const counts = CHECK_WORDS.counts(checkAll({ wake: true }).checked.counts);
    toast([`${counts}.`, ...refused].join(" "));
  });
}

export function clearMarksFromMenu(): void {
  inDialog(MENU.clearMarks, () => {
    if (!isReady()) return;
    if (!ask(MENU.clearMarks, MENU_WORDS.clearMarks)) return;
    const refused = takeOffMarks();
    toast([MENU_WORDS.marksCleared, ...refused].join(" "));
  });
}

/** Whoever uses the menu first is offered the set-up, and so is whoever does after a newer add-on came. */
function isReady(): boolean {
  const { version } = readStored();
  if (version >= SETUP_VERSION) return true;
  const isNew = (isCopy() ? CHECK_WORDS.copy : CHECK_WORDS.notSetUp).sentence;
  const why = version === 0 ? isNew : MENU_WORDS.setUpIsOlder;
  if (!ask(MENU.setUp, MENU_WORDS.setUp({ why }))) return false;
  tell(MENU.setUp, setUp());
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
