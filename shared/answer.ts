/** What a column of an answer is, and so how its values are shown. Its question's header says so, or else its SQL type. */
export const COLUMN_TYPES = ["text", "number", "count", "month", "year", "day"] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface AnswerColumn {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
}

/** A day is `YYYY-MM-DD`; every other text or number is what SQL gave. */
export type AnswerValue = string | number | null;

export const CHART_KINDS = ["bar", "horizontal-bar"] as const;

/** One question answered: what the Summary tab, the dashboard, the terminal, the sidebar and `--json` all show. */
export interface Answer {
  /** The question's file name without `.sql`. */
  readonly question: string;
  readonly title: string;
  readonly columns: readonly AnswerColumn[];
  /** `x` and `y` are names of columns. */
  readonly chart: { readonly kind: (typeof CHART_KINDS)[number]; readonly x: string; readonly y: string } | null;
  /** The window and zone in words: "1 January 2026 to 22 November 2026, 13:00 (Africa/Lagos)". */
  readonly window: string;
  readonly rows: readonly Readonly<Record<string, AnswerValue>>[];
  /** Clean leads counted in the rows; `used` and the leads of `remainder` add up to the clean leads. `null` when the question states no remainder. */
  readonly used: number | null;
  /** What the rows leave out, and why. `leads: null` is a plain note (ties cut off at the end). */
  readonly remainder: readonly { readonly reason: string; readonly leads: number | null }[];
}
