import { daysFromCivil, MONTH_NAMES } from "../../shared/calendar";
import { count, countOf } from "../words/numbers";
import type { Answer, AnswerValue } from "../words/report";
import { type Cell, COUNT, day, GREY, HEADER, number, TOTAL, text, YEAR } from "./cells";

/** A longer answer is cut in the tab; its file has every row. */
const MOST_ROWS = 500;

/** The table of an answer inside its lines: `header` is the line of the labels, and `rows` rows follow it. */
export interface AnswerLines {
  lines: Cell[][];
  header: number;
  rows: number;
  columns: number;
}

/** One answer: title, window, table, and how it adds up to the `clean` leads. `width` is how many columns there are for it. */
export function answerLines(answer: Answer, clean: number, file: string, width: number): AnswerLines {
  const columns = answer.columns.slice(0, width);
  const shown = answer.rows.slice(0, MOST_ROWS);
  const lines: Cell[][] = [
    [text(answer.title, { textFormat: { bold: true, fontSize: 12 } })],
    [text(answer.window, GREY)],
    columns.map((column) =>
      text(column.label, { ...HEADER, horizontalAlignment: isNumber(column) ? "RIGHT" : "LEFT" }),
    ),
    ...shown.map((row) => columns.map((column) => valueCell(row[column.name] ?? null, column))),
  ];
  if (shown.length === 0) lines.push([text("Nothing to show yet: no clean lead belongs here.", GREY)]);
  const more = answer.rows.length - shown.length;
  if (more > 0) lines.push([text(`and ${countOf(more, "more row")}, all of them in ${file}`, GREY)]);
  const left = answer.columns.length - columns.length;
  if (left > 0) lines.push([text(`and ${countOf(left, "more column")}, all of them in ${file}`, GREY)]);
  lines.push([], ...sumLines(answer, shown.length, clean));
  return { lines, header: 2, rows: shown.length, columns: columns.length };
}

/** Months are names, and read from the left as all text does. */
function isNumber({ name, type }: Answer["columns"][number]): boolean {
  return type === "integer" && name !== "month";
}

function valueCell(value: AnswerValue, { name, type }: Answer["columns"][number]): Cell {
  if (value === null) return text("–");
  if (typeof value === "string") return type === "date" ? dayCell(value) : text(value);
  if (name === "month" && MONTH_NAMES[value - 1] !== undefined) return text(MONTH_NAMES[value - 1]);
  return number(value, name === "year" ? YEAR : COUNT);
}

function dayCell(iso: string): Cell {
  const [year, month, date] = iso.split("-").map(Number);
  return day(daysFromCivil(year, month, date));
}

/** The parts one under the other, a number and its words, then their sum; plain notes (ties cut off at the end) come last. */
function sumLines({ columns, rows, used, remainder }: Answer, shown: number, clean: number): Cell[][] {
  const notes = remainder
    .filter(({ leads }) => leads === null)
    .map(({ reason }) => [text(`${sentence(reason)}.`, GREY)]);
  if (used === null) return notes;
  const parts: [leads: number, words: string][] = [[used, "counted above"]];
  if (rows.length > shown) {
    const measure = columns.findLast(isNumber)?.name ?? "";
    const sum = (from: number, to: number) =>
      rows.slice(from, to).reduce((total, row) => total + (Number(row[measure]) || 0), 0);
    // Only a column of leads can be split so: an average cannot.
    if (sum(0, rows.length) === used) {
      parts[0] = [sum(0, shown), `counted in the ${count(shown)} rows above`];
      parts.push([sum(shown, rows.length), `counted in the ${count(rows.length - shown)} rows not shown here`]);
    } else parts[0] = [used, `counted in all ${count(rows.length)} rows`];
  }
  for (const { reason, leads } of remainder) if (leads !== null && leads > 0) parts.push([leads, reason]);
  const total = parts.reduce((sum, [leads]) => sum + leads, 0);
  const verdict = total === clean ? "clean leads in all" : `This does not add up to the ${count(clean)} clean leads.`;
  return [
    ...parts.map(([leads, words]) => [number(leads), text(words)]),
    [number(total, { ...COUNT, ...TOTAL }), text(verdict, TOTAL)],
    ...notes,
  ];
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
