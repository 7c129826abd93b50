import type { Compared, Earlier } from "../../shared/compared";
import { measureOf } from "../../shared/compared";
import { earlierOf, rowSentences, signed } from "../../shared/compared-words";
import { shown } from "../../shared/shown";
import type { Report } from "../words/report";
import { BOLD, type Cell, CHANGE, COUNT, FIGURES_HEADER, HEADER, number, text } from "./cells";

/** The numbers a reader wants first, each beside its change, and what became of the rows. */
export function headline(report: Report): Cell[][] {
  const { counts, compared } = report;
  const line = (words: string, now: number, then: (earlier: Earlier) => number | null) =>
    figureLine(words, now, compared, then);
  const all = (of: Report["counts"], verdict: "held" | "duplicate") => of.leads[verdict] + of.companies[verdict];
  return [
    [
      text("In short", HEADER),
      text("Now", FIGURES_HEADER),
      ...earlierOf(compared).map(({ since }) => text(since, FIGURES_HEADER)),
    ],
    line("Leads", counts.leads.clean, (earlier) => earlier.counts.leads.clean),
    ...unfinished(report).map(({ words, now, then }) => line(words, now, then)),
    line("Rows waiting for correction", all(counts, "held"), (earlier) => all(earlier.counts, "held")),
    line("Rows that repeat another", all(counts, "duplicate"), (earlier) => all(earlier.counts, "duplicate")),
    ...rowSentences(compared).map((sentence) => [text(sentence)]),
  ];
}

function figureLine(
  words: string,
  now: number,
  compared: Compared | null,
  then: (earlier: Earlier) => number | null,
): Cell[] {
  const changes = earlierOf(compared).map((earlier) => {
    const before = then(earlier);
    return text(before === null ? "" : signed(now - before), CHANGE);
  });
  return [text(words), number(now, { ...COUNT, ...BOLD }), ...changes];
}

/** This month and today, as the answers have them. */
function unfinished({ answers, marks }: Report) {
  return marks.flatMap(({ question, row, column, word, sentence }) => {
    const answer = answers.find((one) => one.question === question);
    const measure = answer && measureOf(answer);
    const label = answer?.columns.find(({ name }) => name === column);
    if (sentence !== null || answer === undefined || measure === undefined || label === undefined) return [];
    const now = Number(answer.rows[row][measure.name]);
    const then = ({ answers }: Earlier) => answers.find((one) => one.question === question)?.rows[row] ?? null;
    return [{ words: `${shown(answer.rows[row][column], label)} ${word}`, now, then }];
  });
}
