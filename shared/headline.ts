import type { Answer } from "./answer";
import type { AnswerMark } from "./answer-marks";
import { type Compared, type Earlier, measureOf } from "./compared";
import { earlierOf, signed } from "./compared-words";
import type { Counts } from "./counts";
import { shown } from "./shown";

/** What the headline is made from. */
export interface HeadlineReport {
  readonly counts: { readonly leads: Counts; readonly companies: Counts };
  readonly answers: readonly Answer[];
  readonly marks: readonly AnswerMark[];
  readonly compared: Compared | null;
}

/** A number a reader wants first. */
export interface HeadlineFigure {
  /** What it counts: clean leads, an unfinished day or month, rows that wait, rows that repeat. */
  readonly kind: "clean" | "unfinished" | "held" | "duplicate";
  readonly words: string;
  readonly now: number;
  /** `+12`, `no change`; '' where nothing can be said. For each earlier snapshot, in the order of `earlierOf`. */
  readonly changes: readonly string[];
  /** Where an unfinished day or month stands. */
  readonly mark: AnswerMark | null;
}

/** Returns the numbers a reader wants first, each with its change. */
export function headlineFigures(report: HeadlineReport): HeadlineFigure[] {
  const { counts, compared } = report;
  const figure = (
    kind: HeadlineFigure["kind"],
    words: string,
    now: number,
    then: (earlier: Earlier) => number | null,
    mark: AnswerMark | null = null,
  ): HeadlineFigure => {
    const changes = earlierOf(compared).map((earlier) => {
      const before = then(earlier);
      return before === null ? "" : signed(now - before);
    });
    return { kind, words, now, changes, mark };
  };
  const all = (of: HeadlineReport["counts"], verdict: "held" | "duplicate") =>
    of.leads[verdict] + of.companies[verdict];
  return [
    figure("clean", "Leads", counts.leads.clean, (earlier) => earlier.counts.leads.clean),
    ...unfinished(report).map(({ words, now, then, mark }) => figure("unfinished", words, now, then, mark)),
    figure("held", "Rows waiting for correction", all(counts, "held"), (earlier) => all(earlier.counts, "held")),
    figure("duplicate", "Rows that repeat another", all(counts, "duplicate"), (earlier) =>
      all(earlier.counts, "duplicate"),
    ),
  ];
}

/** This month and today, as the answers have them. */
function unfinished({ answers, marks }: HeadlineReport) {
  return marks.flatMap((mark) => {
    const { question, row, column, word, sentence } = mark;
    const answer = answers.find((one) => one.question === question);
    const measure = answer && measureOf(answer);
    const label = answer?.columns.find(({ name }) => name === column);
    if (sentence !== null || answer === undefined || measure === undefined || label === undefined) return [];
    const now = Number(answer.rows[row][measure.name]);
    const then = ({ answers }: Earlier) => answers.find((one) => one.question === question)?.rows[row] ?? null;
    return [{ words: `${shown(answer.rows[row][column], label)} ${word}`, now, then, mark }];
  });
}
