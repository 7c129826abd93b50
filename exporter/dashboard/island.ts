import type { Answer, AnswerColumn, AnswerValue } from "../../shared/answer";
import type { FailedRun } from "../../shared/banner";
import type { Compared, Earlier } from "../../shared/compared";
import type { Report } from "../words/report";

// What a page holds as data. A page stays below 3 MB, whatever the tables: it must open at once, on a phone too.

/** Bytes of JSON that the rows of all answers, and what they were, may take; the rest are in the answers' Parquet files beside the page. */
const ANSWER_BYTES = 1_500_000;

/** An answer as the page holds it: rows as values in column order, which is half the bytes of records. */
export interface PageAnswer extends Omit<Answer, "rows"> {
  rows: AnswerValue[][];
  /** Rows of the whole answer, of which `rows` are the first. */
  allRows: number;
}

export interface PageReport extends Omit<Report, "answers"> {
  answers: PageAnswer[];
}

/** Rows behind the numbers. */
export interface PageTable {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly AnswerValue[][];
  /** Rows of the whole table, of which `rows` are some; `null`: more than these, and nobody counted them. */
  readonly allRows: number | null;
}

/** What a number leads to: counts always, and rows of the columns that may stand in the page. */
export interface PageDetails {
  /** day, country, leads. */
  readonly byCountry: PageTable;
  /** company, country, isStaff (1 or 0), leads; without rows where there are too many. */
  readonly byCompany: PageTable;
  /** `null`: none may stand here. */
  readonly rows: PageRows | null;
}

export interface PageRows {
  /** Clean leads, newest first. */
  readonly leads: PageTable;
  readonly held: PageTable;
  readonly duplicates: PageTable;
  /** What changed since the snapshot before; not there in a first snapshot, and in pages of earlier versions. */
  readonly changes?: PageTable;
}

/** What the page at a fixed address says besides its report: how the latest run ended, and where the pages of other days are. */
export interface FrontPage {
  /** `null`: the latest run went well. */
  readonly trouble: FailedRun | null;
  /** Newest first. `asOf`: ISO 8601, UTC; `href`: relative. */
  readonly others: readonly { readonly asOf: string; readonly href: string }[];
}

/** All that a page holds. */
export interface PageContent {
  /** `null`: nothing is published yet. */
  readonly report: PageReport | null;
  readonly details: PageDetails | null;
  /** `null` in the page of a snapshot, which stays as it is. */
  readonly front: FrontPage | null;
}

export function pageReport(report: Report): PageReport {
  const fitting = roomFor(ANSWER_BYTES);
  const answers = report.answers.map((answer) => {
    const before = earlierRows(report.compared, answer.question);
    const rows = answer.rows.map((row) => answer.columns.map((column) => row[column.name] ?? null));
    const shown =
      before.length === 0 ? rows : rows.map((row, i) => [...row, ...before.map((values) => values[i] ?? null)]);
    return { ...answer, rows: rows.slice(0, fitting(shown)), allRows: rows.length };
  });
  return { ...report, answers, compared: report.compared && cutComparison(report.compared, answers) };
}

function earlierRows(compared: Compared | null, question: string): (readonly (number | null)[])[] {
  return [compared?.last, compared?.weekAgo].flatMap((earlier) =>
    (earlier?.answers ?? []).filter((one) => one.question === question).map(({ rows }) => rows),
  );
}

/** What the rows of answers were, as far as these are in the page. */
function cutComparison({ last, weekAgo }: Compared, answers: readonly PageAnswer[]): Compared {
  const kept = new Map(answers.map(({ question, rows }) => [question, rows.length]));
  const cut = <Of extends Earlier>(earlier: Of): Of => ({
    ...earlier,
    answers: earlier.answers.map((one) => ({ ...one, rows: one.rows.slice(0, kept.get(one.question)) })),
  });
  return { last: last && cut(last), weekAgo: weekAgo && cut(weekAgo) };
}

const ENCODER = new TextEncoder();

/** Room for so many bytes of JSON: says of one list after the other how many of its first rows fit, all together. */
function roomFor(bytes: number): (rows: readonly (readonly AnswerValue[])[]) => number {
  let left = bytes;
  return (rows) => {
    // Of a list that fits the rows are not measured one by one.
    const whole = rows.length === 0 ? 0 : bytesOf(rows) - 1;
    if (whole <= left) {
      left -= whole;
      return rows.length;
    }
    const first = rows.findIndex((row) => {
      left -= bytesOf(row) + 1;
      return left < 0;
    });
    left = 0;
    return first;
  };
}

function bytesOf(value: unknown): number {
  return ENCODER.encode(JSON.stringify(value)).length;
}
