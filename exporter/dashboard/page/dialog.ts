import { count, countOf } from "../../../shared/numbers";
import { wordsOf } from "../../words/problem-words";
import type { PageTable } from "../island";
import type { Behind } from "./details";
import { make } from "./dom";
import { searchableTable, table } from "./table";

/** Opens what is behind a number over the page. `change`: how the number changed, in words; '' where nothing can be said. */
export function openBehind({ name, leads, counts, rows }: Behind, change: string): void {
  const heading = `${name}: ${countOf(leads, "lead")}`;
  const parts: Node[] = counts.map((one) => tableOf(`${heading}, by ${one.columns[0].label.toLowerCase()}`, one));
  if (rows !== null) {
    const isPart = rows.rows.length < leads;
    const note = `${count(rows.rows.length)} of these ${count(leads)} rows are on this page. All of them are in leads.parquet beside it.`;
    parts.unshift(...rowsPart(heading, rows, isPart ? note : null));
  }
  if (change !== "") parts.unshift(make("p", "change", change));
  open(heading, parts);
}

/** Opens rows over the page. */
export function openRows(heading: string, rows: PageTable, note: string | null): void {
  open(heading, rowsPart(heading, rows, note));
}

function rowsPart(heading: string, { columns, rows }: PageTable, note: string | null): Node[] {
  const at = columns.findIndex(({ name }) => name === "problems" || name === "warnings");
  const inWords = rows.map((row) =>
    row.map((value, i) => (i === at && value !== null ? reasons(String(value)) : value)),
  );
  const shown = searchableTable({ name: heading, columns, rows: inWords });
  return note === null ? [shown] : [make("p", "note", note), shown];
}

/** `MISSING country; TOO_LONG title` -> `A required cell is empty (country); ...`. */
function reasons(codes: string): string {
  const parts = codes.split("; ").map((part) => {
    const [code, field] = part.split(" ");
    return field === undefined ? wordsOf(code) : `${wordsOf(code)} (${field.replaceAll("_", " ")})`;
  });
  return parts.join("; ");
}

function tableOf(name: string, { columns, rows }: PageTable): HTMLElement {
  return make(
    "section",
    "",
    make("h3", "", `By ${columns[0].label.toLowerCase()}`),
    table({ name, columns, rows }).element,
  );
}

function open(heading: string, parts: readonly Node[]): void {
  const close = make("button", "close", "Close");
  close.type = "button";
  const dialog = make("dialog", "behind", make("header", "", make("h2", "", heading), close), ...parts);
  dialog.setAttribute("aria-label", heading);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
