import type { Pair, ProblemItem, RemovedRow, SameCells } from "../../rpc";
import { CHANGE_WORDS, DONE_WORDS } from "../../words/sidebar/problems";
import { SIDEBAR_WORDS } from "../../words/sidebar/sidebar";
import { button, fromSheet, make } from "../dom";
import { icon } from "../icon";

/** What this person changed in this sidebar, and can take back. */
export type Change =
  | { readonly kind: "accepted"; readonly item: ProblemItem; readonly to: string }
  | { readonly kind: "accepted all"; readonly cells: SameCells }
  | { readonly kind: "removed"; readonly removed: RemovedRow; readonly who: string }
  | { readonly kind: "apart"; readonly pair: Pair; readonly who: string }
  | { readonly kind: "always"; readonly typed: string; readonly country: string };

const SHOWN = 3;

/** The last changes, newest first, each with Undo. It stays at the foot of the sidebar; Escape closes it. */
export function changesTray(
  changes: readonly Change[],
  undo: (change: Change) => Promise<unknown>,
  close: () => void,
): HTMLElement | null {
  if (changes.length === 0) return null;
  const closing = button([icon("close")], "plain", "close-changes", close);
  closing.setAttribute("aria-label", CHANGE_WORDS.close);
  const tray = make(
    "section",
    { class: "tray", "aria-label": CHANGE_WORDS.yours },
    make("header", {}, make("h2", {}, CHANGE_WORDS.yours), closing),
    make(
      "ul",
      {},
      ...changes.slice(0, SHOWN).map((change) => {
        const [doing, about] = wordsOf(change);
        const back = button(SIDEBAR_WORDS.undo, "plain", `undo-${changes.length - changes.indexOf(change)}`, () =>
          undo(change),
        );
        back.setAttribute("aria-label", SIDEBAR_WORDS.undoOf({ what: `${doing}${about}` }));
        return make("li", {}, make("span", {}, doing, fromSheet(about)), back);
      }),
    ),
  );
  tray.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return tray;
}

/** What was done, and about whom or what: that comes from the sheet. */
function wordsOf(change: Change): [doing: string, about: string] {
  switch (change.kind) {
    case "accepted":
      return [DONE_WORDS.accepted(change.item), change.to];
    case "accepted all":
      return [DONE_WORDS.acceptedAll({ cells: change.cells.keys.length }), change.cells.to];
    case "removed":
      return [DONE_WORDS.removed(change.removed), change.who];
    case "apart":
      return [DONE_WORDS.apart, change.who];
    case "always":
      return [DONE_WORDS.always(change), change.typed];
  }
}
