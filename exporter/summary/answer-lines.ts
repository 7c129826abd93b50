import type { Answer, AnswerColumn, AnswerValue } from "../../shared/answer";
import { count, countOf } from "../../shared/numbers";
import { daysOf, isFigures, shown } from "../../shared/shown";
import { type Cell, COUNT, day, GREY, HEADER, number, PLAIN, TOTAL, text } from "./cells";

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
  const rows = answer.rows.slice(0, MOST_ROWS);
  const lines: Cell[][] = [
    [text(answer.title, { textFormat: { bold: true, fontSize: 12 } })],
    [text(answer.window, GREY)],
    columns.map((column) =>
      text(column.label, { ...HEADER, horizontalAlignment: isFigures(column.type) ? "RIGHT" : "LEFT" }),
    ),
    ...rows.map((row) => columns.map((column) => valueCell(row[column.name] ?? null, column))),
  ];
  if (rows.length === 0) lines.push([text("Nothing to show yet: no clean lead belongs here.", GREY)]);
  const more = answer.rows.length - rows.length;
  if (more > 0) lines.push([text(`and ${countOf(more, "more row")}, all of them in ${file}`, GREY)]);
  const left = answer.columns.length - columns.length;
  if (left > 0) lines.push([text(`and ${countOf(left, "more column")}, all of them in ${file}`, GREY)]);
  lines.push([], ...sumLines(answer, rows.length, clean));
  return { lines, header: 2, rows: rows.length, columns: columns.length };
}

/** A number or a day is one in its cell too, in a format that looks as every other view does; all else is its words. */
function valueCell(value: AnswerValue, column: AnswerColumn): Cell {
  if (typeof value === "number" && isFigures(column.type))
    return number(value, column.type === "count" ? COUNT : PLAIN);
  const days = column.type === "day" ? daysOf(value) : null;
  return days === null ? text(shown(value, column)) : day(days);
}

/** The parts one under the other, a number and its words, then their sum; plain notes (ties cut off at the end) come last. */
function sumLines({ columns, rows, used, remainder }: Answer, above: number, clean: number): Cell[][] {
  const notes = remainder
    .filter(({ leads }) => leads === null)
    .map(({ reason }) => [text(`${sentence(reason)}.`, GREY)]);
  if (used === null) return notes;
  const parts: [leads: number, words: string][] = [[used, "counted above"]];
  if (rows.length > above) {
    const measure = columns.findLast(({ type }) => isFigures(type))?.name ?? "";
    const sum = (from: number, to: number) =>
      rows.slice(from, to).reduce((total, row) => total + (Number(row[measure]) || 0), 0);
    // Only a column of leads can be split so: an average cannot.
    if (sum(0, rows.length) === used) {
      parts[0] = [sum(0, above), `counted in the ${count(above)} rows above`];
      parts.push([sum(above, rows.length), `counted in the ${count(rows.length - above)} rows not shown here`]);
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
