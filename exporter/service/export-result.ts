import type { ProblemCode } from "../../shared/problem";
import { type Figures, figuresOf } from "../publish/guard";
import { outcomeOf } from "../publish/last-run";
import { pageAddress } from "../publish/layout";
import { type RunResult, troubleOf } from "../run/result";
import type { Failure } from "../words/failure";
import type { RunEnd, RunError } from "./run-messages";

/** What came of a run that published, or found nothing changed. `site`: the address under which the site is served. */
export function endOf(run: RunResult, site: string | null): RunEnd {
  const { published, report } = run;
  const trouble = troubleOf(run);
  const { snapshot, answers, compared } = report;
  const dashboard = site === null ? null : `${site}/${pageAddress(snapshot)}`;
  return {
    state: published ? "published" : "unchanged",
    result: { ...counted(report), changes: null, compared, snapshot, answers, dashboard },
    error: trouble === undefined ? null : errorOf(trouble),
  };
}

/** What came of a run that published nothing. Of one the guard stopped, the figures a person must see to release it. */
export function endOfFailure(failure: Failure): RunEnd {
  const figures = figuresOf(failure);
  return {
    state: outcomeOf(failure),
    result:
      figures === null
        ? null
        : {
            ...counted(figures),
            changes: figures.changes,
            compared: null,
            snapshot: null,
            answers: [],
            dashboard: null,
          },
    error: errorOf(failure),
  };
}

function counted({ asOf, zone, counts, problems, notices }: Omit<Figures, "changes">) {
  const coded = problems.map((problem) => ({ ...problem, code: problem.code as ProblemCode }));
  return { asOf, zone, counts, problems: coded, notices };
}

/** For whoever pressed a button: they have no command line, and no files of the service. */
function errorOf(failure: Failure): RunError {
  return { code: failure.code, sentence: failure.message, wayOut: failure.wayOutFor("sheet") };
}
