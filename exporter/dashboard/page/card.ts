import type { AnswerValue } from "../../../shared/answer";
import { count } from "../../../shared/numbers";
import type { PageAnswer } from "../island";
import { chart, MOST_BARS } from "./chart";
import type { Behind } from "./details";
import { openBehind } from "./dialog";
import { make } from "./dom";
import { remainder } from "./remainder";
import { searchableTable, table } from "./table";

/** What is behind the number of a row of an answer; `null`: nothing is known. */
export type Find = (answer: PageAnswer, row: readonly AnswerValue[]) => Behind | null;

/** One answer: its title, its window, its chart or table, and the sum that adds up to the clean leads. */
export function card(answer: PageAnswer, clean: number, find: Find): HTMLElement {
  const head = make("header", "", make("h2", "", answer.title));
  if (answer.used !== null) {
    const total = make("p", "total", make("b", "figure", count(answer.used)), answer.used === 1 ? " lead" : " leads");
    head.append(total);
  }
  const element = make("section", "card answer", head, make("p", "window", answer.window));
  element.dataset.question = answer.question;
  element.append(...body(answer, find));
  if (answer.allRows > answer.rows.length) {
    element.append(
      make(
        "p",
        "note",
        `The first ${count(answer.rows.length)} of ${count(answer.allRows)} rows are on this page. All of them are in the file answers/${answer.question}.parquet beside it.`,
      ),
    );
  }
  element.append(remainder(answer, clean));
  return element;
}

function body(answer: PageAnswer, find: Find): Node[] {
  const { title: name, columns, rows } = answer;
  const onPress = (row: readonly AnswerValue[]) => {
    const behind = find(answer, row);
    return behind && (() => openBehind(behind));
  };
  if (rows.length === 0) return [make("p", "empty", "Nothing to show yet: no clean lead belongs here.")];
  if (!answer.chart) return [searchableTable({ name, columns, rows, onPress })];

  const { kind } = answer.chart;
  const xAt = columns.findIndex((column) => column.name === answer.chart!.x);
  const yAt = columns.findIndex((column) => column.name === answer.chart!.y);
  const points = rows.slice(0, MOST_BARS[kind]).map((row) => ({ x: row[xAt], y: Number(row[yAt]) }));
  const nodes: Node[] = [
    chart({ kind, name, x: columns[xAt], y: columns[yAt], points, onPress: (i) => onPress(rows[i]) }),
  ];
  if (points.every((point) => point.y === 0)) nodes.unshift(make("p", "empty", "No leads in this window."));
  if (points.length < rows.length) {
    nodes.push(make("p", "note", `The chart has the first ${count(points.length)} of ${count(rows.length)} rows.`));
  }
  nodes.push(
    make("details", "", make("summary", "", "Show as table"), table({ name, columns, rows, onPress }).element),
  );
  return nodes;
}
