import type { Counts } from "../../../shared/counts";
import { count } from "../../../shared/numbers";
import { capital } from "../../../shared/sentences";
import type { ExportResult } from "../../../shared/service";
import { VERDICT_WORDS } from "../../../shared/verdict-words";
import { make } from "../dom";

const LINES: readonly (readonly [keyof Counts, string])[] = [
  ["clean", capital(VERDICT_WORDS.clean)],
  ["duplicate", "Repeats"],
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
    make("caption", {}, "Rows"),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("td", {}),
        make("th", { scope: "col", class: "number" }, "Leads"),
        make("th", { scope: "col", class: "number" }, "Companies"),
      ),
    ),
    make("tbody", {}, ...LINES.map(([key, name]) => line(name, key))),
    make("tfoot", {}, line("Read", "read")),
  );
  const wrong = [leads, companies].some((tab) => LINES.reduce((sum, [key]) => sum + tab[key], 0) !== tab.read);
  if (!wrong) return table;
  return make(
    "div",
    {},
    table,
    make("p", { class: "notice warn" }, "These rows do not add up to the rows read. Tell whoever runs the exporter."),
  );
}
