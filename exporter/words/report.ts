/** Rows of one tab by verdict. `read = blank + clean + duplicate + held`, always. */
export interface Counts {
  read: number;
  blank: number;
  clean: number;
  duplicate: number;
  held: number;
}

/** Something a person should know about a run that did not stop it, with a stable code. */
export interface Notice {
  code: string;
  sentence: string;
}

export type AnswerValue = string | number | null;

/** One question answered: what the Summary tab, the dashboard, the terminal and `--json` all show. */
export interface Answer {
  /** The question's file name without `.sql`. */
  question: string;
  title: string;
  columns: { name: string; label: string; type: "text" | "integer" | "date" }[];
  chart: { kind: "bar" | "horizontal-bar"; x: string; y: string } | null;
  /** The window and zone in words: "1 January 2026 to 22 November 2026, 13:00 (Africa/Lagos)". */
  window: string;
  rows: Record<string, AnswerValue>[];
  /** Clean leads counted in the rows; `used` and the leads of `remainder` add up to the clean leads. `null` when the question states no remainder. */
  used: number | null;
  /** What the rows leave out, and why. `leads: null` is a plain note (ties cut off at the end). */
  remainder: { reason: string; leads: number | null }[];
}

/** Everything a published snapshot says, apart from its files. */
export interface Report {
  snapshot: string;
  /** ISO 8601 UTC instant the run took as now. */
  asOf: string;
  zone: string;
  counts: { leads: Counts; companies: Counts };
  /** How many rows carry each held code or warning, per tab, most first. */
  problems: { tab: "Leads" | "Companies"; code: string; rows: number }[];
  answers: Answer[];
  notices: Notice[];
  sources: { tab: "Leads" | "Companies"; description: string }[];
}
