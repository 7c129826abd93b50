import type { ProblemCode } from "../../shared/problem";
import type { ExportResult, ServiceError } from "../../shared/service";
import { type Figures, figuresOf } from "../publish/guard";
import type { RunResult } from "../run/result";
import { EXIT, type Failure } from "../words/failure";
import type { Report } from "../words/report";
import type { RunEnd } from "./run-messages";

/** What came of a run that published, or found nothing changed. `site`: the address under which the snapshots are served. */
export function endOf({ published, report, untold }: RunResult, site: string | null): RunEnd {
  const { snapshot, answers } = report;
  const dashboard = site === null ? null : `${site}/snapshots/${encodeURIComponent(snapshot)}/dashboard.html`;
  return {
    state: published ? "published" : "unchanged",
    result: { ...counted(report), snapshot, answers: answers.map(answerOf), dashboard },
    error: untold === undefined ? null : errorOf(untold),
  };
}

/** What came of a run that published nothing. Of one the guard stopped, the figures a person must see to release it. */
export function endOfFailure(failure: Failure): RunEnd {
  const figures = figuresOf(failure);
  return {
    state: failure.exit === EXIT.guard ? "stopped" : "failed",
    result: figures === null ? null : { ...counted(figures), snapshot: null, answers: [], dashboard: null },
    error: errorOf(failure),
  };
}

function counted({
  asOf,
  zone,
  counts,
  problems,
  notices,
}: Figures): Omit<ExportResult, "snapshot" | "answers" | "dashboard"> {
  return {
    asOf,
    zone,
    counts,
    problems: problems.map((problem) => ({ ...problem, code: problem.code as ProblemCode })),
    notices,
  };
}

function answerOf({
  question,
  title,
  window,
  columns,
  rows,
}: Report["answers"][number]): ExportResult["answers"][number] {
  return { question, title, window, columns, rows };
}

const THEIRS = "Tell whoever runs the service: it is for them to put right.";

/** Ways out that differ from those of the command line. */
const WAYS_OUT: Record<string, string> = {
  UNEXPECTED: "Export again; if it fails again, whoever runs the service finds more in its log.",
  LOCKED: "Export again when it has ended; if it does not end, tell whoever runs the service.",
  TAB_MISSING: "Rename the tab, or tell whoever runs the service which tab to read.",
};
const OF_COMMAND_LINE = /(^|\s)(--[a-z]|lead-export |gcloud |LEAD_EXPORT_)/;

/** Whoever pressed a button has no command line, and no files of the service. */
function errorOf({ code, exit, message, wayOut }: Failure): ServiceError {
  if (exit === EXIT.guard) {
    return {
      code,
      sentence: message,
      wayOut: "Look at the workbook; if this is right, release the export and say why.",
    };
  }
  return { code, sentence: message, wayOut: WAYS_OUT[code] ?? (OF_COMMAND_LINE.test(wayOut) ? THEIRS : wayOut) };
}
