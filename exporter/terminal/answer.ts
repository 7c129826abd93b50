import { daysFromCivil, longDate, MONTH_NAMES, weekday } from "../../shared/calendar";
import { count, countOf } from "../words/numbers";
import type { Answer, AnswerValue } from "../words/report";
import { colours } from "./colour";
import { shortened } from "./shortened";
import { table } from "./table";

/** A longer answer is cut on the screen; its file has every row. */
const MOST_ROWS = 20;

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** One answer: title, window, rows, and how it adds up to the clean leads. `file` is where all of its rows are. */
export function answerText(answer: Answer, file: string): string {
  const { bold, dim } = colours(process.stdout);
  const columns = answer.columns.map(({ label, type }) => ({
    label,
    align: type === "integer" ? ("right" as const) : ("left" as const),
  }));
  // Names of months read from the left, whatever stands for them in the file.
  answer.columns.forEach(({ name }, i) => {
    if (name === "month") columns[i].align = "left";
  });
  const shownRows = answer.rows.slice(0, MOST_ROWS);
  const rows = shownRows.map((row) => answer.columns.map((column) => shown(row[column.name] ?? null, column)));
  const lines = [bold(answer.title), dim(answer.window), ""];
  lines.push(rows.length === 0 ? "  (no rows)" : table(columns, rows));
  const more = answer.rows.length - shownRows.length;
  if (more > 0) lines.push(dim(`  ... and ${countOf(more, "more row")} in ${file}`));
  const sums = sumLines(answer);
  if (sums.length > 0) lines.push("", ...sums.map((line) => `  ${line}`));
  return lines.join("\n");
}

/** A value as a person reads it: months by name, days with their weekday, numbers with separators. */
function shown(value: AnswerValue, { name, type }: Answer["columns"][number]): string {
  if (value === null) return "–";
  if (type === "date") return dayText(String(value));
  if (typeof value === "string") return shortened(value);
  if (name === "month") return MONTH_NAMES[value - 1] ?? String(value);
  // "2,026" is not a year.
  return name === "year" ? String(value) : count(value);
}

function dayText(iso: string): string {
  const [year, month, day] = iso.split("-").map(Number);
  const days = daysFromCivil(year, month, day);
  return `${WEEKDAYS[weekday(days)]} ${longDate(days)}`;
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
