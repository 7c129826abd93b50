import { answerChange, leadsChange } from "../../shared/compared-words";
import { countOf } from "../../shared/numbers";
import { snapshotKey } from "../publish/layout";
import type { RunResult } from "../run/result";
import { addressOf } from "../stores/address";
import type { Report } from "../words/report";
import { figureParts, rowParts } from "./report";
import { shortened } from "./shortened";
import { table } from "./table";

/** What a run found, on one screen: the accounting, the problems, the notices, what each answer comes to, and what changed. */
export function runText(report: Report): string {
  return `${[...figureParts(report), ...totals(report), ...rowParts(report)].join("\n\n")}\n`;
}

/** Each answer with how many leads it counts, and how that changed. */
function totals({ answers, compared }: Report): string[] {
  if (answers.length === 0) return [];
  const rows = answers.map((answer) => [
    shortened(answer.title),
    answer.used === null ? countOf(answer.rows.length, "row") : countOf(answer.used, "lead"),
    answerChange(compared, answer),
  ]);
  const columns = [{ align: "left" }, { align: "right" }, { align: "left" }] as const;
  return [
    table(
      columns.map((column) => ({ label: "", ...column })),
      rows,
    ),
  ];
}

/** What a person wants to know of a run, in one line. */
export function resultLine({ report, reason, current }: RunResult, out: string): string {
  const { leads, companies } = report.counts;
  const change = leadsChange(report.compared, leads.clean);
  const changed = change === "" ? "" : ` (${change})`;
  const waiting = leads.held + companies.held;
  const waits = waiting === 0 ? "no row waits" : `${countOf(waiting, "row waits", "rows wait")}`;
  // A dry run leaves none behind.
  const dashboard =
    current === null ? "" : ` Dashboard: ${addressOf(out, snapshotKey(report.snapshot, "dashboard.html"))}`;
  const what = reason === null ? "Published" : reason.replace(/\.$/, "");
  return `${what}: ${countOf(leads.clean, "lead")}${changed}, ${waits} for correction.${dashboard}\n`;
}
