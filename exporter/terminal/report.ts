import { rowSentences } from "../../shared/compared-words";
import { instantInWords } from "../../shared/instant-words";
import type { Figures } from "../publish/guard";
import { snapshotAddress, snapshotKey } from "../publish/layout";
import { answerPath } from "../questions/answer-path";
import { addressOf } from "../stores/address";
import type { Report } from "../words/report";
import { loadZone } from "../words/zone";
import { accounting } from "./accounting";
import { answerText } from "./answer";
import { changesText } from "./changes";
import { colours } from "./colour";
import { printable } from "./printable";
import { problemKinds } from "./problem-kinds";

/** What a snapshot says, for a terminal: the accounting, the problems, the notices, the answers and where the files are. */
export function reportText(report: Report, out: string): string {
  const at = (path: string) => addressOf(out, snapshotKey(report.snapshot, path));
  const parts = figureParts(report);
  for (const answer of report.answers) {
    parts.push(answerText(answer, report, at(answerPath(answer.question))));
  }
  parts.push(
    ...rowParts(report),
    `Snapshot   ${snapshotAddress(out, report.snapshot)}\nDashboard  ${at("dashboard.html")}`,
  );
  return `${parts.join("\n\n")}\n`;
}

/** What became of the rows since the snapshot before; empty when there was none. */
export function rowParts({ compared }: Pick<Report, "compared">): string[] {
  const sentences = rowSentences(compared);
  return sentences.length === 0 ? [] : [sentences.join("\n")];
}

/** The accounting, the problems, the notices and what changed, for a run the guard stopped. */
export function figuresText(figures: Figures): string {
  const changes = figures.changes === null ? "" : changesText(figures.changes);
  return `${[...figureParts(figures), ...(changes === "" ? [] : [changes])].join("\n\n")}\n`;
}

/** As of when, the accounting, the problems and the notices. */
export function figureParts(report: Omit<Figures, "changes">): string[] {
  const { bold } = colours(process.stdout);
  const parts = [
    `As of ${instantInWords(Date.parse(report.asOf), loadZone(report.zone))}`,
    accounting([
      { tab: "Leads", counts: report.counts.leads },
      { tab: "Companies", counts: report.counts.companies },
    ]),
  ];
  if (report.problems.length > 0) parts.push(`${bold("Problems in the rows")}\n\n${problemKinds(report.problems)}`);
  if (report.notices.length > 0) parts.push(noticeLines(report.notices));
  return parts;
}

/** Notices, one a line. */
export function noticeLines(notices: { sentence: string }[]): string {
  return notices.map(({ sentence }) => `Note: ${printable(sentence)}`).join("\n");
}
