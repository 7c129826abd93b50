import type { Report } from "../words/report";

/** What every command prints of a snapshot with `--json`. */
export function reportJson({ snapshot, asOf, zone, counts, answers, compared, notices }: Report) {
  return {
    snapshot,
    as_of: asOf,
    zone,
    counts,
    answers: Object.fromEntries(answers.map(({ question, rows }) => [question, rows])),
    compared,
    notices,
  };
}
