import type { ProblemList } from "../../rpc";
import { LIST_WORDS } from "../../words/sidebar/problems";
import { make } from "../dom";
import { icon } from "../icon";

/** What became of the rows, as a sum. */
export function sums({ counts }: ProblemList): HTMLElement {
  return make("p", { class: "sums" }, LIST_WORDS.sums(counts));
}

/** In place of a list: there is nothing to correct. */
export function allGood(rows: number): HTMLElement {
  return make(
    "div",
    { class: "all-good" },
    icon("good"),
    make("h2", {}, rows === 0 ? LIST_WORDS.noLeads : LIST_WORDS.allGood),
    make("p", { class: "quiet" }, rows === 0 ? LIST_WORDS.noLeadsHint : LIST_WORDS.allGoodHint),
  );
}
