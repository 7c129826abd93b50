import type { Answer } from "../../shared/answer";
import type { AnswerMark } from "../../shared/answer-marks";
import type { Compared } from "../../shared/compared";
import type { Counts } from "../../shared/counts";

/** Something a person should know about a run that did not stop it, with a stable code. */
export interface Notice {
  code: string;
  sentence: string;
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
  /** Cells of the answers that a reader must know more of: unfinished days and months, countries we do not know. */
  marks: AnswerMark[];
  /** The snapshots before it, and what changed since; `null`: there was none to compare with. */
  compared: Compared | null;
  notices: Notice[];
  sources: { tab: "Leads" | "Companies"; description: string }[];
}
