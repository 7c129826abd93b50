import type { AnswerValue } from "../../../shared/answer";
import { count, countOf } from "../../../shared/numbers";
import { isFigures } from "../../../shared/shown";
import { csvButton } from "./csv-button";
import { make } from "./dom";
import { cellText, type TableColumn } from "./words";

/** Rows drawn at a time: a page of ten thousand table rows is slow to lay out on a phone. */
const STEP = 200;

/** Rows a table has on paper: who needs all of them has the CSV. */
const PAPER_ROWS = 40;

export interface TableData {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly AnswerValue[])[];
  /** What a press on a row does; `null`: nothing. */
  readonly onPress?: (row: readonly AnswerValue[]) => (() => void) | null;
}

interface Table {
  element: HTMLElement;
  /** Shows only the rows whose text has every word of the query; returns how many those are. */
  search(query: string): number;
}

/** A real table: sortable by its headers, drawn in steps, with a button that gives all of its rows as CSV. */
export function table({ name, columns, rows, onPress = () => null }: TableData): Table {
  const body = make("tbody", "");
  const more = make("button", "more");
  more.type = "button";
  const cut = make("p", "cut");
  const headers = columns.map((column) => headerOf(column));
  const grid = make("table", "", make("thead", "", make("tr", "", ...headers)), body);
  const frame = make("div", "frame", grid);
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", name);

  let matching = rows;
  let sorted: { column: number; direction: 1 | -1 } | null = null;
  let ordered = rows;
  let limit = STEP;
  let texts: string[] | null = null;

  function draw(from: number): void {
    if (from === 0) body.replaceChildren();
    for (const row of ordered.slice(from, limit)) body.append(rowOf(row, columns, onPress(row)));
    const left = ordered.length - limit;
    cut.hidden = left <= 0;
    cut.textContent = `The first ${count(limit)} of ${countOf(ordered.length, "row")}. The CSV of this table has all of them.`;
    more.hidden = left <= 0;
    more.textContent = `Show ${count(Math.min(STEP, left))} more (${count(left)} left)`;
  }

  function order(): void {
    ordered = sorted ? [...matching].sort(by(sorted.column, sorted.direction)) : matching;
    limit = STEP;
    frame.scrollTop = 0;
    draw(0);
  }

  headers.forEach((header, column) => {
    header.querySelector("button")!.addEventListener("click", () => {
      const usual = columns[column].type === "text" ? 1 : -1;
      const direction = sorted?.column === column ? (sorted.direction === 1 ? -1 : 1) : usual;
      sorted = { column, direction };
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      order();
    });
  });
  more.addEventListener("click", () => {
    const from = limit;
    limit += STEP;
    draw(from);
  });
  // Paper has no button for more rows, and no end.
  addEventListener("beforeprint", () => {
    limit = PAPER_ROWS;
    draw(0);
  });
  addEventListener("afterprint", () => {
    limit = STEP;
    draw(0);
  });
  draw(0);

  return {
    element: make(
      "div",
      "table",
      frame,
      cut,
      make(
        "div",
        "tools",
        more,
        csvButton(name, columns, () => ordered),
      ),
    ),
    search(query) {
      const words = folded(query).split(/\s+/).filter(Boolean);
      texts ??= rows.map((row) => folded(row.map((value, index) => cellText(value, columns[index])).join("\n")));
      matching = rows.filter((_, index) => words.every((word) => texts![index].includes(word)));
      order();
      return matching.length;
    },
  };
}

/** A table with a search box and the count of its matches. */
export function searchableTable(data: TableData): HTMLElement {
  const inner = table(data);
  const input = make("input", "");
  input.type = "search";
  input.placeholder = "Search";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.setAttribute("aria-label", `Search: ${data.name}`);
  const matches = make("span", "matches", countOf(data.rows.length, "row"));
  matches.setAttribute("role", "status");
  const none = make("p", "empty", "No row matches this search.");
  none.hidden = true;
  input.addEventListener("input", () => {
    const found = inner.search(input.value);
    const all = countOf(data.rows.length, "row");
    matches.textContent = input.value.trim() === "" ? all : `${count(found)} of ${all}`;
    none.hidden = found > 0;
  });
  return make("div", "searchable", make("div", "search", input, matches), none, inner.element);
}

function headerOf(column: TableColumn): HTMLTableCellElement {
  const button = make("button", "", column.label);
  button.type = "button";
  const header = make("th", lookOf(column), button);
  header.scope = "col";
  return header;
}

function rowOf(
  row: readonly AnswerValue[],
  columns: readonly TableColumn[],
  press: (() => void) | null,
): HTMLTableRowElement {
  const cells = columns.map((column, index) => make("td", lookOf(column), cellText(row[index], column)));
  if (press !== null) {
    const number = cells[columns.map(({ type }) => type).lastIndexOf("count")];
    const link = make("button", "link", ...number.childNodes);
    link.type = "button";
    link.addEventListener("click", press);
    number.append(link);
  }
  return make("tr", "", ...cells);
}

/** The class by which a column's cells stand and break: `number`, `number change`, `day` or `text`. */
function lookOf({ type }: TableColumn): string {
  if (type === "change") return "number change";
  if (isFigures(type)) return "number";
  return type === "day" ? "day" : "text";
}

const collator = new Intl.Collator("en", { numeric: true });

/** Nothing sorts last, in both directions. */
function by(column: number, direction: 1 | -1): (a: readonly AnswerValue[], b: readonly AnswerValue[]) => number {
  return (rowA, rowB) => {
    const [a, b] = [rowA[column], rowB[column]];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const difference = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return direction * difference;
  };
}

/** Case and accents aside: "sao" finds "São Paulo". */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
