import { createHash } from "node:crypto";

/** Everything that decides what a snapshot holds, apart from the time of day. */
export interface Content {
  /** SHA-256 of each source file. */
  sources: { leads: string; companies: string };
  /** The pairs of leads kept apart, in order. */
  apart: readonly string[];
  /** What was decided, in order, and what a notice says of rows that do not count. */
  decisions: { countries: readonly string[]; ignored: readonly string[] };
  zone: string;
  dateOrder: string;
  contractVersion: string;
  rulesVersion: string;
  questions: { name: string; text: string }[];
  /** The local day of as-of, `YYYY-MM-DD`. */
  day: string;
}

/** Equal keys: equal snapshots, until the earlier one's `valid_until`. 64 hex digits. */
export function contentKey(content: Content): string {
  const questions = content.questions.map(({ name, text }) => [name, text]).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [
    content.sources.leads,
    content.sources.companies,
    content.apart,
    content.decisions,
    content.zone,
    content.dateOrder,
    content.contractVersion,
    content.rulesVersion,
    content.day,
    questions,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
