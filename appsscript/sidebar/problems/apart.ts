import type { Pair, ProblemList } from "../../rpc";
import { DECIDED_WORDS } from "../../words/sidebar/problems";
import { button, fromSheet, make } from "../dom";
import { when } from "../words";
import { both } from "./item";

/** The pairs that were found to be two leads; each can be forgotten. */
export function apartList(apart: ProblemList["apart"], forget: (pair: Pair) => Promise<unknown>): HTMLDetailsElement {
  return make(
    "details",
    { class: "decided" },
    make("summary", { "data-key": "decided" }, DECIDED_WORDS.apart({ pairs: apart.length })),
    make(
      "ul",
      {},
      ...apart.map(({ pair, by, at }) =>
        make(
          "li",
          { class: "item" },
          both(pair),
          make("p", { class: "quiet" }, ...DECIDED_WORDS.by({ who: fromSheet(by), when: when(at) })),
          button(DECIDED_WORDS.forget, "plain", `forget ${JSON.stringify(pair)}`, () => forget(pair)),
        ),
      ),
    ),
  );
}
