import { count } from "../../../shared/numbers";
import type { ProblemList } from "../../rpc";
import { button, fromSheet, make } from "../dom";
import { when } from "../words";

/** What was decided of texts in countries' cells; each decision can be undone. */
export function decisionList(
  decisions: ProblemList["decisions"],
  undo: (typed: string) => Promise<unknown>,
): HTMLDetailsElement {
  return make(
    "details",
    { class: "decided" },
    make("summary", { "data-key": "decisions" }, `Decisions (${count(decisions.length)})`),
    make(
      "ul",
      {},
      ...decisions.map(({ typed, means, by, at }) => {
        const back = button("Undo", "plain", `undo decision ${typed}`, () => undo(typed));
        back.setAttribute("aria-label", `Undo: ${typed} always means ${means}`);
        return make(
          "li",
          { class: "item" },
          make("p", {}, fromSheet(typed), " always means ", fromSheet(means)),
          by === "" && at === ""
            ? null
            : make(
                "p",
                { class: "quiet" },
                "Decided",
                ...(by === "" ? [] : [" by ", fromSheet(by)]),
                at === "" ? "" : `, ${when(at)}`,
              ),
          back,
        );
      }),
    ),
  );
}
