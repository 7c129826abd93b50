import { countOf } from "../../../shared/numbers";
import type { ProblemList } from "../../rpc";
import { byVerdict } from "../../words/counts";
import { make } from "../dom";
import { icon } from "../icon";

/** What became of the rows, as a sum. */
export function sums({ counts }: ProblemList): HTMLElement {
  return make("p", { class: "sums" }, `Leads: ${countOf(counts.read, "row")}, ${byVerdict(counts)}`);
}

/** In place of a list: there is nothing to correct. */
export function allGood(rows: number): HTMLElement {
  return make(
    "div",
    { class: "all-good" },
    icon("good"),
    make("h2", {}, rows === 0 ? "No leads yet" : "Nothing to correct"),
    make(
      "p",
      { class: "quiet" },
      rows === 0 ? "Type the first one; it is checked as you type." : "Every row is ready for the export.",
    ),
  );
}
