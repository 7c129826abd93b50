import type { ExportAnswer } from "../../../shared/service";
import { button, fromSheet, make } from "../dom";
import { count, countOf } from "../words";

const FIRST_ROWS = 5;
/** More rows than this are slow to lay out; the dashboard has them all. */
const MOST_ROWS = 1_000;

/** One answer as a small table: its first rows, and the others on demand. */
export function answerCard(answer: ExportAnswer): HTMLElement {
  const card = make(
    "section",
    { class: "card answer", "aria-label": answer.title },
    make("h3", {}, answer.title),
    make("p", { class: "quiet" }, answer.window),
  );
  if (answer.rows.length === 0) {
    card.append(make("p", { class: "empty" }, "Nothing to show yet."));
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
      ? `Show the first ${count(most)} of ${count(answer.rows.length)} rows`
      : `Show all ${countOf(most, "row")}`;
  const toggle = button(showAll(), "plain", `all-${answer.question}`, () => {
    all = !all;
    if (all) body.append(...rowsOf(answer, FIRST_ROWS, most));
    else body.replaceChildren(...rowsOf(answer, 0, FIRST_ROWS));
    toggle.textContent = all ? `Show the first ${FIRST_ROWS} rows` : showAll();
    toggle.setAttribute("aria-expanded", String(all));
  });
  toggle.setAttribute("aria-expanded", "false");
  card.append(toggle);
  return card;
}

type Column = ExportAnswer["columns"][number];

function rowsOf({ columns, rows }: ExportAnswer, from: number, to: number): HTMLElement[] {
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

/** Months are numbers that read as words. */
function kindOf(column: Column): string {
  return column.type === "integer" && column.name !== "month" ? "number" : "text";
}

const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const monthName = inUtc({ month: "long" });
const dayName = inUtc({ weekday: "short", day: "numeric", month: "short" });

function shown(value: string | number | null, column: Column): string {
  if (value === null) return "–";
  if (column.type === "date") return dayName.format(new Date(`${value}T00:00:00Z`));
  if (typeof value === "string") return value;
  if (column.name === "month") return monthName.format(new Date(Date.UTC(2000, value - 1, 1)));
  // "2,026" is not a year.
  return column.name === "year" ? String(value) : count(value);
}
