import type { Answer } from "../../shared/answer";
import { count, countOf } from "../../shared/numbers";
import { isFigures, shown } from "../../shared/shown";
import { colours } from "./colour";
import { shortened } from "./shortened";
import { table } from "./table";

/** A longer answer is cut on the screen; its file has every row. */
const MOST_ROWS = 20;

/** One answer: title, window, rows, and how it adds up to the clean leads. `file` is where all of its rows are. */
export function answerText(answer: Answer, file: string): string {
  const { bold, dim } = colours(process.stdout);
  const columns = answer.columns.map(({ label, type }) => ({
    label,
    align: isFigures(type) ? ("right" as const) : ("left" as const),
  }));
  const shownRows = answer.rows.slice(0, MOST_ROWS);
  const rows = shownRows.map((row) =>
    answer.columns.map((column) => shortened(shown(row[column.name] ?? null, column))),
  );
  const lines = [bold(answer.title), dim(answer.window), ""];
  lines.push(rows.length === 0 ? "  (no rows)" : table(columns, rows));
  const more = answer.rows.length - shownRows.length;
  if (more > 0) lines.push(dim(`  ... and ${countOf(more, "more row")} in ${file}`));
  const sums = sumLines(answer);
  if (sums.length > 0) lines.push("", ...sums.map((line) => `  ${line}`));
  return lines.join("\n");
}

/** `312 counted above + 88 (captured before 1 January 2026) = 400 clean leads`, then what else is to be said. */
function sumLines({ used, remainder }: Answer): string[] {
  const parts = remainder.filter(({ leads }) => leads !== null && leads > 0);
  const notes = remainder.filter(({ leads }) => leads === null).map(({ reason }) => `${sentence(reason)}.`);
  if (used === null) return notes;
  const total = used + remainder.reduce((sum, { leads }) => sum + (leads ?? 0), 0);
  const left = [`${count(used)} counted above`, ...parts.map(({ reason, leads }) => `${count(leads!)} (${reason})`)];
  return [`${left.join(" + ")} = ${countOf(total, "clean lead")}`, ...notes];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
