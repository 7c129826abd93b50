import type { Comparison, Place, ProblemItem } from "../../rpc";
import { COMPARE_WORDS } from "../../words/sidebar/problems";
import { SIDEBAR_WORDS } from "../../words/sidebar/sidebar";
import { CallFailure, call } from "../call";
import { confirmPanel } from "../confirm";
import { button, fromSheet, make } from "../dom";
import { failurePanel } from "../failure";
import { redraw } from "../redraw";

/** Which row goes, and which one stays in its place. */
export type KeepOne = (keep: Place, drop: Place, who: string) => void;

/** A button that shows a row and the one it may repeat side by side, and lets a person keep one of them. */
export function compareButton(item: ProblemItem, key: string, keep: KeepOne): HTMLElement[] {
  const { twin } = item;
  if (twin === null) return [];
  const own: Place = { tab: item.tab, row: item.row, field: null, key: item.key };
  const other: Place = { tab: item.tab, row: twin.row, field: null, key: twin.key };
  const panel = make("div", { class: "both" });
  const opener = button(COMPARE_WORDS.show, "tonal", `${key} both`, () => void toggle());
  opener.setAttribute("aria-expanded", "false");

  async function toggle(): Promise<void> {
    const isOpen = opener.getAttribute("aria-expanded") === "true";
    opener.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) return redraw(panel);
    redraw(panel, make("p", { class: "busy" }, COMPARE_WORDS.reading));
    const answer = await call("compare", own, other);
    if (answer instanceof CallFailure) redraw(panel, failurePanel(answer, null));
    else redraw(panel, sideBySide(answer), choices(answer));
  }

  function choices(shown: Comparison): HTMLElement {
    const keepers = shown.rows.map(({ row, cells }, i) => {
      const lost = shown.rows[1 - i];
      const filled = shown.columns.filter((_, at) => cells[at] === "" && lost.cells[at] !== "");
      const question = {
        sentence: COMPARE_WORDS.sure({ lost: lost.row, kept: row, filled }),
        yes: COMPARE_WORDS.yes({ lost: lost.row }),
      };
      const chosen = button(COMPARE_WORDS.keep({ row }), "tonal", `${key} keep ${i}`, () => {
        panel.querySelector(".confirm")?.remove();
        const sure = confirmPanel(chosen, question, () => {
          if (i === 0) keep(own, other, item.rowName);
          else keep(other, own, item.rowName);
        });
        panel.append(sure);
        sure.focus();
      });
      return chosen;
    });
    return make("div", { class: "buttons" }, ...keepers);
  }
  return [opener, panel];
}

/** Fields from top to bottom, for a sidebar is narrow; where the rows differ the words are bold. */
function sideBySide({ columns, rows }: Comparison): HTMLElement {
  const head = make(
    "tr",
    {},
    make("td", {}),
    ...rows.map(({ row }) => make("th", { scope: "col" }, SIDEBAR_WORDS.row({ row: String(row) }))),
  );
  const lines = columns.flatMap((name, at) => {
    const said = rows.map(({ cells }) => cells[at]);
    if (said.every((text) => text === "")) return [];
    const differ = new Set(said).size > 1 ? "differ" : null;
    const cells = said.map((text) =>
      make("td", { class: differ }, fromSheet(text === "" ? COMPARE_WORDS.nothing : text)),
    );
    return [make("tr", {}, make("th", { scope: "row" }, fromSheet(name)), ...cells)];
  });
  return make("table", { class: "side-by-side" }, make("thead", {}, head), make("tbody", {}, ...lines));
}
