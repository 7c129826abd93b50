import type { Answer, AnswerValue } from "../../shared/answer";
import type { FailedRun } from "../../shared/banner";
import type { Report } from "../words/report";

/** Rows of one answer that travel inside the page; the rest are in the answer's Parquet file beside it. */
export const MOST_ROWS = 10_000;

/** An answer as the page holds it: rows as values in column order, which is half the bytes of records. */
export interface PageAnswer extends Omit<Answer, "rows"> {
  rows: AnswerValue[][];
  /** Rows of the whole answer, of which `rows` are the first. */
  allRows: number;
}

export interface PageReport extends Omit<Report, "answers"> {
  answers: PageAnswer[];
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
  /** `null` in the page of a snapshot, which stays as it is. */
  readonly front: FrontPage | null;
}

export function pageReport(report: Report): PageReport {
  const answers = report.answers.map((answer) => ({
    ...answer,
    rows: answer.rows.slice(0, MOST_ROWS).map((row) => answer.columns.map((column) => row[column.name] ?? null)),
    allRows: answer.rows.length,
  }));
  return { ...report, answers };
}
