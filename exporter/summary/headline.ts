import { earlierOf, rowSentences } from "../../shared/compared-words";
import { headlineFigures } from "../../shared/headline";
import type { Report } from "../words/report";
import { BOLD, type Cell, CHANGE, COUNT, FIGURES_HEADER, HEADER, number, text } from "./cells";

/** The numbers a reader wants first, each beside its change, and what became of the rows. */
export function headline(report: Report): Cell[][] {
  const { compared } = report;
  return [
    [
      text("In short", HEADER),
      text("Now", FIGURES_HEADER),
      ...earlierOf(compared).map(({ since }) => text(since, FIGURES_HEADER)),
    ],
    ...headlineFigures(report).map(({ words, now, changes }) => [
      text(words),
      number(now, { ...COUNT, ...BOLD }),
      ...changes.map((change) => text(change, CHANGE)),
    ]),
    ...rowSentences(compared).map((sentence) => [text(sentence)]),
  ];
}
