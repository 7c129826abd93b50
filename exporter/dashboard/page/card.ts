import type { AnswerValue } from "../../../shared/answer";
import { answerChange, differenceWords, type RowDifferences, rowDifferences } from "../../../shared/compared-words";
import { count } from "../../../shared/numbers";
import type { PageAnswer, PageReport } from "../island";
import { chart, MOST_BARS } from "./chart";
import { answerOf } from "./data";
import type { Find } from "./details";
import { openBehind } from "./dialog";
import { make } from "./dom";
import { remainder } from "./remainder";
import { searchableTable, table } from "./table";
import type { TableColumn } from "./words";

/** One answer: its title and total, how that changed, its window, its chart or table, and the sum that adds up to the clean leads. */
export function card(answer: PageAnswer, report: PageReport, find: Find): HTMLElement {
  const { compared, counts } = report;
  const head = make("header", "", make("h2", "", answer.title));
  const element = make("section", "card answer", head);
  element.dataset.question = answer.question;
  if (answer.used !== null) {
    const total = make("p", "total", make("b", "figure", count(answer.used)), answer.used === 1 ? " lead" : " leads");
    head.append(total);
    const words = answerChange(compared, answer);
    element.append(make("p", "change", words === "" ? "No earlier answer to compare with." : words));
  }
  element.append(make("p", "window", answer.window), ...body(answer, report, find));
  if (answer.allRows > answer.rows.length) {
    element.append(
      make(
        "p",
        "note",
        `The first ${count(answer.rows.length)} of ${count(answer.allRows)} rows are on this page. All of them are in the file answers/${answer.question}.parquet beside it.`,
      ),
    );
  }
  element.append(remainder(answer, counts.leads.clean));
  return element;
}

function body(answer: PageAnswer, { compared, marks }: PageReport, find: Find): Node[] {
  const { title: name, question } = answer;
  if (answer.rows.length === 0) return [make("p", "empty", "Nothing to show yet: no clean lead belongs here.")];
  const differences = rowDifferences(compared, answerOf(answer));
  const columns: TableColumn[] = [
    ...answer.columns,
    ...differences.map(({ since }) => ({ name: since, label: since, type: "change" as const })),
  ];
  const rows = answer.rows.map((row, i) => [...row, ...differences.map(({ changes }) => changes[i])]);
  const onPress = (row: readonly AnswerValue[]) => {
    const behind = find(answer, row);
    return behind && (() => openBehind(behind, changeWords(differences, row.slice(answer.columns.length))));
  };
  if (!answer.chart) return [searchableTable({ name, columns, rows, onPress })];

  const { kind } = answer.chart;
  const xAt = columns.findIndex((column) => column.name === answer.chart!.x);
  const yAt = columns.findIndex((column) => column.name === answer.chart!.y);
  const own = marks.filter((mark) => mark.question === question);
  const points = rows.slice(0, MOST_BARS[kind]).map((row, i) => ({
    x: row[xAt],
    y: Number(row[yAt]),
    mark: own.find((mark) => mark.row === i && mark.column === columns[xAt].name)?.word ?? "",
    change: differences.length === 0 ? "" : differenceWords(differences[0].changes[i]),
    spoken: changeWords(differences, row.slice(answer.columns.length)),
  }));
  const nodes: Node[] = [
    chart({ kind, name, x: answer.columns[xAt], y: answer.columns[yAt], points, onPress: (i) => onPress(rows[i]) }),
  ];
  if (points.every((point) => point.y === 0)) nodes.unshift(make("p", "empty", "No leads in this window."));
  if (points.length < rows.length) {
    nodes.push(make("p", "note", `The chart has the first ${count(points.length)} of ${count(rows.length)} rows.`));
  }
  if (points.some(({ change }) => change !== "")) {
    nodes.push(make("p", "note", `Beside a number: its change ${differences[0].since}.`));
  }
  for (const { sentence } of own) if (sentence !== null) nodes.push(make("p", "note", sentence));
  nodes.push(
    make("details", "", make("summary", "", "Show as table"), table({ name, columns, rows, onPress }).element),
  );
  return nodes;
}

/** `+2 since yesterday, new since a week ago`; '' where it is the same, or nothing can be said. */
function changeWords(differences: readonly RowDifferences[], changes: readonly AnswerValue[]): string {
  const parts = differences.flatMap(({ since }, i) => {
    const words = differenceWords(changes[i] as number | "new" | null);
    return words === "" ? [] : [`${words} ${since}`];
  });
  return parts.join(", ");
}
