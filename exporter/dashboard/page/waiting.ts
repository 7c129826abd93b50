import type { TabName } from "../../../shared/contract";
import { count, countOf } from "../../../shared/numbers";
import { wordsOf } from "../../words/problem-words";
import type { PageDetails, PageTable } from "../island";
import { openRows } from "./dialog";

type Rows = NonNullable<PageDetails["rows"]>;

/** The rows of a tab that wait for a correction, with their reason and the cell it is in. */
export function openHeld(tab: TabName, held: PageTable, all: number): void {
  open(
    `${tab}: ${countOf(all, "row")} to be corrected`,
    of(held, "tab", (value) => value === tab),
    all,
    "held",
  );
}

export function openRepeats(tab: TabName, duplicates: PageTable, all: number): void {
  const table = of(duplicates, "tab", (value) => value === tab);
  open(`${tab}: ${countOf(all, "row")} listed already`, table, all, "duplicates");
}

/** The rows that have a problem; `null` where none of them is in the page. */
export function rowsWith(tab: TabName, code: string, all: number, { leads, held }: Rows): (() => void) | null {
  const has = (value: string) => value.split(/[ ;]+/).includes(code);
  const waiting = of(
    of(held, "tab", (value) => value === tab),
    "problems",
    has,
  );
  const name = `${tab}: ${wordsOf(code)}`;
  if (waiting.rows.length > 0) return () => open(name, waiting, all, "held");
  const warned = of(leads, "warnings", has);
  if (tab !== "Leads" || warned.rows.length === 0) return null;
  return () => open(name, warned, all, "leads");
}

function of(table: PageTable, column: string, isMeant: (value: string) => boolean): PageTable {
  const at = table.columns.findIndex(({ name }) => name === column);
  return { ...table, rows: table.rows.filter((row) => isMeant(String(row[at] ?? ""))) };
}

function open(heading: string, table: PageTable, all: number, file: string): void {
  const there = table.rows.length;
  const note = `${count(there)} of these ${count(all)} rows are on this page. All of them are in ${file}.parquet beside it.`;
  openRows(heading, table, there < all ? note : null);
}
