import type { Answer } from "../../shared/answer";
import type { AnswerMark } from "../../shared/answer-marks";
import type { Compared } from "../../shared/compared";
import { answerChange, rowFigures } from "../../shared/compared-words";
import { count, countOf } from "../../shared/numbers";
import { isFigures, shown } from "../../shared/shown";
import { colours } from "./colour";
import { shortened } from "./shortened";
import { table } from "./table";

/** A longer answer is cut on the screen; its file has every row. */
const MOST_ROWS = 20;

/** What the report says of its answers besides their values. */
export interface AnswerContext {
  readonly compared: Compared | null;
  readonly marks: readonly AnswerMark[];
}

/** One answer: title, window, rows and their changes, and how it adds up to the clean leads. `file` is where all of its rows are. */
export function answerText(answer: Answer, { compared, marks }: AnswerContext, file: string): string {
  const { bold, dim } = colours(process.stdout);
  const figures = rowFigures(compared, answer);
  const columns = [
    ...answer.columns.map(({ label, type }) => ({
      label,
      align: isFigures(type) ? ("right" as const) : ("left" as const),
    })),
    ...figures.map(({ since }) => ({ label: since, align: "right" as const })),
  ];
  const own = marks.filter(({ question }) => question === answer.question);
  const wordAt = (row: number, name: string) => own.find((mark) => mark.row === row && mark.column === name)?.word;
  const shownRows = answer.rows.slice(0, MOST_ROWS);
  const rows = shownRows.map((row, i) => [
    ...answer.columns.map((column) => {
      const value = shortened(shown(row[column.name] ?? null, column));
      const word = wordAt(i, column.name);
      return word === undefined ? value : `${value} (${word})`;
    }),
    ...figures.map(({ changes }) => changes[i]),
  ]);
  const lines = [bold(answer.title), dim(answer.window), ""];
  lines.push(rows.length === 0 ? "  (no rows)" : table(columns, rows));
  const more = answer.rows.length - shownRows.length;
  if (more > 0) lines.push(dim(`  ... and ${countOf(more, "more row")} in ${file}`));
  const sentences = own.filter(({ row }) => row < MOST_ROWS).flatMap(({ sentence }) => sentence ?? []);
  const sums = [...sumLines(answer, answerChange(compared, answer)), ...sentences];
  if (sums.length > 0) lines.push("", ...sums.map((line) => `  ${line}`));
  return lines.join("\n");
}

/** `312 counted above + 88 (captured before 1 January 2026) = 400 clean leads`, then what else is to be said. */
function sumLines({ used, remainder }: Answer, change: string): string[] {
  const parts = remainder.filter(({ leads }) => leads !== null && leads > 0);
  const notes = remainder.filter(({ leads }) => leads === null).map(({ reason }) => `${sentence(reason)}.`);
  if (used === null) return notes;
  const total = used + remainder.reduce((sum, { leads }) => sum + (leads ?? 0), 0);
  const changed = change === "" ? "" : ` (${change})`;
  const left = [
    `${count(used)} counted above${changed}`,
    ...parts.map(({ reason, leads }) => `${count(leads!)} (${reason})`),
  ];
  return [`${left.join(" + ")} = ${countOf(total, "clean lead")}`, ...notes];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
