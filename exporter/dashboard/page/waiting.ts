import type { RowChange } from "../../../shared/compared";
import type { TabName } from "../../../shared/contract";
import { count, countOf } from "../../../shared/numbers";
import { wordsOf } from "../../words/problem-words";
import type { PageRows, PageTable } from "../island";
import { openRows } from "./dialog";

/** The rows of a tab, or of both (`null`), that wait for a correction, with their reason and the cell it is in. */
export function openHeld(tab: TabName | null, held: PageTable, all: number): void {
  open(`${named(tab)}${countOf(all, "row")} to be corrected`, ofTab(held, tab), all, "held");
}

export function openRepeats(tab: TabName | null, duplicates: PageTable, all: number): void {
  open(`${named(tab)}${countOf(all, "row")} listed already`, ofTab(duplicates, tab), all, "duplicates");
}

/** All clean leads. */
export function openLeads(leads: PageTable, all: number): void {
  open(countOf(all, "lead"), leads, all, "leads");
}

/** The rows of a tab to which one thing happened. `heading`: `Leads since yesterday: 31 new`. */
export function openChanges(heading: string, tab: TabName, change: RowChange, changes: PageTable, all: number): void {
  const table = of(ofTab(changes, tab), "change", (value) => value === change);
  open(heading, without(table, ["change", ...NOTHING_TO_SAY[change]]), all, "changes");
}

/** Columns in which such a change has nothing. */
const NOTHING_TO_SAY: Readonly<Record<RowChange, readonly string[]>> = {
  new: ["row_before", "before"],
  gone: ["source_row", "before"],
  changed: ["row_before"],
  held: ["row_before", "before"],
  repeat: ["row_before", "before"],
};

/** The rows that have a problem; `null` where none of them is in the page. */
export function rowsWith(tab: TabName, code: string, all: number, { leads, held }: PageRows): (() => void) | null {
  const has = (value: string) => value.split(/[ ;]+/).includes(code);
  const waiting = of(ofTab(held, tab), "problems", has);
  const name = `${tab}: ${wordsOf(code)}`;
  if (waiting.rows.length > 0) return () => open(name, waiting, all, "held");
  const warned = of(leads, "warnings", has);
  if (tab !== "Leads" || warned.rows.length === 0) return null;
  return () => open(name, warned, all, "leads");
}

const named = (tab: TabName | null) => (tab === null ? "" : `${tab}: `);

function ofTab(table: PageTable, tab: TabName | null): PageTable {
  // The heading says it.
  return tab === null
    ? table
    : without(
        of(table, "tab", (value) => value === tab),
        ["tab"],
      );
}

function without({ columns, rows, allRows }: PageTable, names: readonly string[]): PageTable {
  const kept = columns.map(({ name }) => !names.includes(name));
  return {
    columns: columns.filter((_, i) => kept[i]),
    rows: rows.map((row) => row.filter((_, i) => kept[i])),
    allRows,
  };
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
