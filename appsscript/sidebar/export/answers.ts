import type { Answer, AnswerColumn } from "../../../shared/answer";
import type { Compared } from "../../../shared/compared";
import { answerChange } from "../../../shared/compared-words";
import { isFigures, shown } from "../../../shared/shown";
import { OUTCOME_WORDS } from "../../words/sidebar/export";
import { button, fromSheet, make } from "../dom";

const FIRST_ROWS = 5;
/** More rows than this are slow to lay out; the dashboard has them all. */
const MOST_ROWS = 1_000;

/** One answer as a small table: how it changed, its first rows, and the others on demand. */
export function answerCard(answer: Answer, compared: Compared | null): HTMLElement {
  const card = make(
    "section",
    { class: "card answer", "aria-label": answer.title },
    make("h3", {}, answer.title),
    make("p", { class: "quiet" }, answer.window),
  );
  const change = answerChange(compared, answer);
  if (change !== "") card.append(make("p", {}, change));
  if (answer.rows.length === 0) {
    card.append(make("p", { class: "empty" }, OUTCOME_WORDS.nothing));
    return card;
  }
  const body = make("tbody", {}, ...rowsOf(answer, 0, FIRST_ROWS));
  const heads = answer.columns.map((column) => make("th", { scope: "col", class: kindOf(column) }, column.label));
  card.append(make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body));
  if (answer.rows.length <= FIRST_ROWS) return card;

  let all = false;
  const most = Math.min(answer.rows.length, MOST_ROWS);
  const showAll = () =>
    most < answer.rows.length
      ? OUTCOME_WORDS.showFirstOf({ rows: most, all: answer.rows.length })
      : OUTCOME_WORDS.showAll({ rows: most });
  const toggle = button(showAll(), "plain", `all-${answer.question}`, () => {
    all = !all;
    if (all) body.append(...rowsOf(answer, FIRST_ROWS, most));
    else body.replaceChildren(...rowsOf(answer, 0, FIRST_ROWS));
    toggle.textContent = all ? OUTCOME_WORDS.showFirst({ rows: FIRST_ROWS }) : showAll();
    toggle.setAttribute("aria-expanded", String(all));
  });
  toggle.setAttribute("aria-expanded", "false");
  card.append(toggle);
  return card;
}

function rowsOf({ columns, rows }: Answer, from: number, to: number): HTMLElement[] {
  return rows
    .slice(from, to)
    .map((row) =>
      make(
        "tr",
        {},
        ...columns.map((column) =>
          make("td", { class: kindOf(column) }, fromSheet(shown(row[column.name] ?? null, column))),
        ),
      ),
    );
}

function kindOf({ type }: AnswerColumn): string {
  return isFigures(type) ? "number" : "text";
}
