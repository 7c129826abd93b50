import type { AnswerValue } from "../../../shared/answer";
import type { TabName } from "../../../shared/contract";
import { HELD_CODES } from "../../../shared/problem";
import { STATUS } from "../../../shared/status";
import { wordsOf } from "../../words/problem-words";
import type { PageReport, PageRows } from "../island";
import { make } from "./dom";
import { table } from "./table";
import { rowsWith } from "./waiting";

/** Which problems the rows have, in plain words, and what each one does to its rows. */
export function problems(report: PageReport, details: PageRows | null): HTMLElement {
  const card = make("section", "card problems", make("h2", "", "Problems in the rows"));
  if (report.problems.length === 0) {
    card.append(make("p", "empty", "None: no row waits and no row has a warning."));
    return card;
  }
  card.append(
    make(
      "p",
      "window",
      "Rows that wait stay out of the answers until they are corrected; rows to check are counted. A row can have several problems.",
    ),
  );
  const held: readonly string[] = HELD_CODES;
  const columns = [
    { name: "tab", label: "Tab", type: "text" },
    { name: "words", label: "Problem", type: "text" },
    { name: "effect", label: "Effect", type: "text" },
    { name: "code", label: "Code", type: "text" },
    { name: "rows", label: "Rows", type: "count" },
  ] as const;
  const rows = report.problems.map(({ tab, code, rows }) => [
    tab,
    wordsOf(code),
    held.includes(code) ? STATUS.held : STATUS.check,
    code,
    rows,
  ]);
  const onPress = (row: readonly AnswerValue[]) =>
    details && rowsWith(row[0] as TabName, String(row[3]), Number(row[4]), details);
  card.append(table({ name: "Problems", columns, rows, onPress }).element);
  return card;
}
