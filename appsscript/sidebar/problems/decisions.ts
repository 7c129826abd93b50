import type { ProblemList } from "../../rpc";
import { DECIDED_WORDS } from "../../words/sidebar/problems";
import { SIDEBAR_WORDS } from "../../words/sidebar/sidebar";
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
    make("summary", { "data-key": "decisions" }, DECIDED_WORDS.decisions({ decisions: decisions.length })),
    make(
      "ul",
      {},
      ...decisions.map(({ typed, means, by, at }) => {
        const back = button(SIDEBAR_WORDS.undo, "plain", `undo decision ${typed}`, () => undo(typed));
        back.setAttribute(
          "aria-label",
          SIDEBAR_WORDS.undoOf({ what: DECIDED_WORDS.alwaysMeans({ typed, means }).join("") }),
        );
        return make(
          "li",
          { class: "item" },
          make("p", {}, ...DECIDED_WORDS.alwaysMeans({ typed: fromSheet(typed), means: fromSheet(means) })),
          by === "" && at === ""
            ? null
            : make(
                "p",
                { class: "quiet" },
                ...DECIDED_WORDS.by({ who: by === "" ? null : fromSheet(by), when: at === "" ? "" : when(at) }),
              ),
          back,
        );
      }),
    ),
  );
}
