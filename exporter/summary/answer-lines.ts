import type { Answer, AnswerColumn, AnswerValue } from "../../shared/answer";
import type { AnswerMark } from "../../shared/answer-marks";
import { answerChange, rowFigures } from "../../shared/compared-words";
import { count, countOf } from "../../shared/numbers";
import { capital } from "../../shared/sentences";
import { daysOf, isFigures, shown } from "../../shared/shown";
import type { Report } from "../words/report";
import {
  type Cell,
  CHANGE,
  COUNT,
  day,
  FIGURES_HEADER,
  GREY,
  HEADER,
  linked,
  number,
  PLAIN,
  TOTAL,
  text,
} from "./cells";

/** A longer answer is cut in the tab; the dashboard has every row. */
const MOST_ROWS = 500;

/** The table of an answer inside its lines: `header` is the line of the labels, and `rows` rows follow it. */
export interface AnswerLines {
  lines: Cell[][];
  header: number;
  rows: number;
  columns: number;
}

/**
 * One answer of the report: title, window, table with what changed in each row, and how it adds up to the clean leads. `width` is how many
 * columns there are for it, `dashboard` where all of it is.
 */
export function answerLines(answer: Answer, report: Report, dashboard: string, width: number): AnswerLines {
  const { compared, counts } = report;
  const columns = answer.columns.slice(0, width);
  const figures = rowFigures(compared, answer).slice(0, width - columns.length);
  const rows = answer.rows.slice(0, MOST_ROWS);
  const marks = report.marks.filter(({ question, row }) => question === answer.question && row < rows.length);
  const lines: Cell[][] = [
    [text(answer.title, { textFormat: { bold: true, fontSize: 12 } })],
    [text(answer.window, GREY)],
    [
      ...columns.map(({ label, type }) => text(label, isFigures(type) ? FIGURES_HEADER : HEADER)),
      ...figures.map(({ since }) => text(since, FIGURES_HEADER)),
    ],
    ...rows.map((row, i) => [
      ...columns.map((column) => valueCell(row[column.name] ?? null, column, wordAt(marks, i, column))),
      ...figures.map(({ changes }) => text(changes[i], CHANGE)),
    ]),
  ];
  if (rows.length === 0) lines.push([text("Nothing to show yet: no clean lead belongs here.", GREY)]);
  const more = answer.rows.length - rows.length;
  if (more > 0) lines.push([linked(`and ${countOf(more, "more row")}; all are in the dashboard: `, dashboard)]);
  const left = answer.columns.length - columns.length;
  if (left > 0) lines.push([linked(`and ${countOf(left, "more column")}; all are in the dashboard: `, dashboard)]);
  const sums = sumLines(answer, rows.length, counts.leads.clean, answerChange(compared, answer));
  const sentences = marks.flatMap(({ sentence }) => (sentence === null ? [] : [[text(sentence)]]));
  lines.push([], ...sums, ...sentences);
  return { lines, header: 2, rows: rows.length, columns: columns.length + figures.length };
}

function wordAt(marks: readonly AnswerMark[], row: number, { name }: AnswerColumn): string | undefined {
  return marks.find((mark) => mark.row === row && mark.column === name)?.word;
}

/** A number or a day is one in its cell too, in a format that looks as every other view does; all else is its words. `word`: what stands behind it. */
function valueCell(value: AnswerValue, column: AnswerColumn, word: string | undefined): Cell {
  if (typeof value === "number" && isFigures(column.type))
    return number(value, column.type === "count" ? COUNT : PLAIN, word);
  const days = column.type === "day" ? daysOf(value) : null;
  if (days !== null) return day(days, word);
  return text(word === undefined ? shown(value, column) : `${shown(value, column)} (${word})`);
}

/** The parts one under the other, a number and its words, then their sum; plain notes (ties cut off at the end) come last. */
function sumLines({ columns, rows, used, remainder }: Answer, above: number, clean: number, change: string): Cell[][] {
  const notes = remainder
    .filter(({ leads }) => leads === null)
    .map(({ reason }) => [text(`${capital(reason)}.`, GREY)]);
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
  if (change !== "") parts[0][1] += ` (${change})`;
  return [
    ...parts.map(([leads, words]) => [number(leads), text(words)]),
    [number(total, { ...COUNT, ...TOTAL }), text(verdict, TOTAL)],
    ...notes,
  ];
}
