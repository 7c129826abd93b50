import { count } from "../../../shared/numbers";
import type { Pair, ProblemItem, RemovedRow, SameCells } from "../../rpc";
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
  closing.setAttribute("aria-label", "Close the list of your changes");
  const tray = make(
    "section",
    { class: "tray", "aria-label": "Your changes" },
    make("header", {}, make("h2", {}, "Your changes"), closing),
    make(
      "ul",
      {},
      ...changes.slice(0, SHOWN).map((change) => {
        const [doing, about] = wordsOf(change);
        const back = button("Undo", "plain", `undo-${changes.length - changes.indexOf(change)}`, () => undo(change));
        back.setAttribute("aria-label", `Undo: ${doing}${about}`);
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
      return [`${change.item.cell} says `, change.to];
    case "accepted all":
      return [`${count(change.cells.keys.length)} cells say `, change.cells.to];
    case "removed":
      return [`Row ${change.removed.row} is deleted: `, change.who];
    case "apart":
      return ["Not a duplicate: ", change.who];
    case "always":
      return [`Always ${change.country}: `, change.typed];
  }
}
