import { count } from "../../../shared/numbers";
import type { ProblemCode } from "../../../shared/problem";
import type { ProblemList } from "../../rpc";
import { LIST_WORDS } from "../../words/sidebar/problems";
import { button, make } from "../dom";
import { icon } from "../icon";
import { EFFECTS, type Effect, effectOf, kindWords } from "./kinds";

/** What is shown, closed up: `All kinds (44)`, `Unknown country (7)`. */
export function kindsInWords({ kinds, total }: ProblemList, chosen: ProblemCode | null): string {
  if (chosen === null) return LIST_WORDS.kind({ kind: null, rows: total });
  const rows = kinds.find(({ code }) => code === chosen)?.rows ?? 0;
  return LIST_WORDS.kind({ kind: kindWords(chosen), rows });
}

/** The kinds of problems with their counts, as filters. `chosen` is `null` for all of them. */
export function chips(
  list: ProblemList,
  chosen: ProblemCode | null,
  choose: (code: ProblemCode | null) => void,
): HTMLElement {
  const chip = (label: string, rows: number, code: ProblemCode | null, effect: Effect | null) => {
    const picture = effect === null ? null : icon(EFFECTS[effect].icon);
    const element = button(
      [picture, make("span", {}, label), make("b", {}, count(rows))],
      "chip",
      `chip-${code ?? "all"}`,
      () => choose(code),
    );
    if (effect !== null) element.classList.add(effect);
    element.setAttribute("aria-pressed", String(code === chosen));
    return element;
  };
  const groups = (["held", "fill", "repeat", "check"] as const).map((effect) => {
    const kinds = list.kinds.filter(({ code }) => effectOf(code) === effect);
    if (kinds.length === 0) return null;
    return make(
      "div",
      { class: "group", role: "group", "aria-label": EFFECTS[effect].heading },
      make("p", { class: "quiet" }, EFFECTS[effect].heading),
      make("div", { class: "chips" }, ...kinds.map(({ code, rows }) => chip(kindWords(code), rows, code, effect))),
    );
  });
  return make(
    "div",
    { class: "filters", role: "group", "aria-label": LIST_WORDS.kinds },
    make("div", { class: "chips" }, chip(LIST_WORDS.all, list.total, null, null)),
    ...groups,
  );
}
