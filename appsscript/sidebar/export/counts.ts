import { COMPANIES, LEADS } from "../../../shared/contract";
import type { Counts } from "../../../shared/counts";
import { count } from "../../../shared/numbers";
import { capital } from "../../../shared/sentences";
import type { ExportResult } from "../../../shared/service";
import { VERDICT_WORDS } from "../../../shared/verdict-words";
import { OUTCOME_WORDS } from "../../words/sidebar/export";
import { make } from "../dom";

const LINES: readonly (readonly [keyof Counts, string])[] = [
  ["clean", capital(VERDICT_WORDS.clean)],
  ["duplicate", OUTCOME_WORDS.repeats],
  ["held", capital(VERDICT_WORDS.held)],
  ["blank", capital(VERDICT_WORDS.blank)],
];

/** What became of the rows of both tabs, as a sum that shows whether it adds up. */
export function countsTable({ leads, companies }: ExportResult["counts"]): HTMLElement {
  const cell = (value: number) => make("td", { class: "number" }, count(value));
  const line = (name: string, key: keyof Counts) =>
    make("tr", {}, make("th", { scope: "row" }, name), cell(leads[key]), cell(companies[key]));
  const table = make(
    "table",
    { class: "counts" },
    make("caption", {}, OUTCOME_WORDS.rows),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("td", {}),
        make("th", { scope: "col", class: "number" }, LEADS.tab),
        make("th", { scope: "col", class: "number" }, COMPANIES.tab),
      ),
    ),
    make("tbody", {}, ...LINES.map(([key, name]) => line(name, key))),
    make("tfoot", {}, line(OUTCOME_WORDS.read, "read")),
  );
  const wrong = [leads, companies].some((tab) => LINES.reduce((sum, [key]) => sum + tab[key], 0) !== tab.read);
  if (!wrong) return table;
  return make("div", {}, table, make("p", { class: "notice warn" }, OUTCOME_WORDS.sumWrong));
}
