import { count } from "../../../shared/numbers";
import type { Pair, ProblemList } from "../../rpc";
import { button, fromSheet, make } from "../dom";
import { when } from "../words";
import { both } from "./item";

/** The pairs that were found to be two leads; each can be forgotten. */
export function apartList(apart: ProblemList["apart"], forget: (pair: Pair) => Promise<unknown>): HTMLDetailsElement {
  return make(
    "details",
    { class: "decided" },
    make("summary", { "data-key": "decided" }, `Not duplicates (${count(apart.length)})`),
    make(
      "ul",
      {},
      ...apart.map(({ pair, by, at }) =>
        make(
          "li",
          { class: "item" },
          both(pair),
          make("p", { class: "quiet" }, "Decided by ", fromSheet(by), `, ${when(at)}`),
          button("Forget", "plain", `forget ${JSON.stringify(pair)}`, () => forget(pair)),
        ),
      ),
    ),
  );
}
