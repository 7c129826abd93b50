import type { AnswerColumn, AnswerValue } from "../../../shared/answer";
import { shown } from "../../../shared/shown";
import type { PageAnswer, PageDetails, PageTable } from "../island";
import { localYear } from "./words";

/** What a number of an answer leads to. */
export interface Behind {
  readonly name: string;
  readonly leads: number;
  /** The same leads counted by something else. */
  readonly counts: readonly PageTable[];
  /** The rows themselves, all or some of them; `null`: they may not stand in this page. */
  readonly rows: PageTable | null;
}

type Row = readonly AnswerValue[];
/** What is behind the number of a row of an answer; `null`: nothing is known. */
export type Find = (answer: PageAnswer, row: Row) => Behind | null;

/** By what leads are found: the day and the month they were captured, their country, their company. */
const DIMENSIONS = ["month", "day", "country", "company"] as const;
type Dimension = (typeof DIMENSIONS)[number];

/** Finds what is behind the numbers of answers: `null` where the leads known of a row are not exactly as many as it says. */
export function finder(details: PageDetails, asOf: string, zone: string): Find {
  const year = localYear(asOf, zone);
  const { byCountry, byCompany, rows } = details;
  const index = new Map<string, Map<string, Row[]>>();
  const found = (table: PageTable, dimension: Dimension, value: string): Row[] => {
    const id = `${dimension} ${[byCountry, byCompany].indexOf(table)}`;
    if (!index.has(id)) index.set(id, grouped(table, dimension));
    return index.get(id)!.get(value) ?? [];
  };
  return (answer, row) => {
    const dimension = dimensionOf(answer);
    const at = answer.columns.findIndex(({ name, type }) => name === answer.chart?.y || type === "count");
    if (dimension === null || at === -1 || typeof row[at] !== "number" || row[at] === 0) return null;
    const { column, place } = dimension;
    const value = dimension.name === "month" ? monthOf(year, row[place]) : String(row[place]);
    const name = shown(row[place], column);
    const isOf = (leads: Row[]) => sum(leads) === row[at];
    if (dimension.name === "company") {
      const all = found(byCompany, "company", value);
      const staff = all.filter((lead) => lead[2] === 1);
      const behind = [all, staff].find(isOf);
      if (behind === undefined) return null;
      const isStaff = !isOf(all);
      const matching = rowsOf(rows?.leads, { company: value, ...(isStaff && { staff: 1 }) });
      return { name, leads: row[at], counts: [tally(byCompany, behind, "country")], rows: matching };
    }
    const behind = found(byCountry, dimension.name, value);
    if (!isOf(behind)) return null;
    const by = dimension.name === "country" ? (["month"] as const) : (["country"] as const);
    const counts = by.map((other) => tally(byCountry, behind, other));
    if (dimension.name === "country") {
      const companies = found(byCompany, "country", value);
      if (companies.length > 0) counts.push(tally(byCompany, companies, "company"));
    }
    if (dimension.name === "month") counts.push(tally(byCountry, behind, "day"));
    return { name, leads: row[at], counts, rows: rowsOf(rows?.leads, { [dimension.name]: value }) };
  };
}

/** The one column of an answer by which its leads are found; `null`: none, or several. */
function dimensionOf({ columns }: PageAnswer): { name: Dimension; column: AnswerColumn; place: number } | null {
  const found = columns.flatMap((column, place) => {
    const name = DIMENSIONS.find((one) => one === column.type || (column.type === "text" && one === column.name));
    return name === undefined ? [] : [{ name, column, place }];
  });
  return found.length === 1 ? found[0] : null;
}

function grouped(table: PageTable, dimension: Dimension): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  const keyOf = keyFor(table, dimension)!;
  for (const row of table.rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** What a row of a table is in a dimension; `null` where the table does not say. */
function keyFor({ columns }: PageTable, dimension: string): ((row: Row) => string) | null {
  const at = columns.findIndex(({ name }) => name === (dimension === "month" ? "day" : dimension));
  if (at === -1) return null;
  return dimension === "month" ? (row) => String(row[at]).slice(0, 7) : (row) => String(row[at]);
}

/** Counts by something else, most first; days and months in their order. */
function tally(table: PageTable, rows: readonly Row[], by: Dimension): PageTable {
  const keyOf = keyFor(table, by)!;
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + Number(row.at(-1)));
  const isTime = by === "day" || by === "month";
  const counted = [...sums].sort(([a, m], [b, n]) => (isTime ? (a < b ? 1 : -1) : n - m || (a < b ? -1 : 1)));
  const label = { day: "Day", month: "Month", country: "Country", company: "Company" }[by];
  return {
    columns: [
      { name: by, label, type: by === "day" ? "day" : "text" },
      { name: "leads", label: "Leads", type: "count" },
    ],
    rows: counted,
    allRows: counted.length,
  };
}

function rowsOf(table: PageTable | undefined, wanted: Record<string, AnswerValue>): PageTable | null {
  if (table === undefined) return null;
  const tests = Object.entries(wanted).map(([name, value]) => ({ keyOf: keyFor(table, name), value: String(value) }));
  if (tests.some(({ keyOf }) => keyOf === null)) return null;
  return { ...table, rows: table.rows.filter((row) => tests.every(({ keyOf, value }) => keyOf!(row) === value)) };
}

function monthOf(year: number, value: AnswerValue): string {
  return `${year}-${String(value).padStart(2, "0")}`;
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, row) => total + Number(row.at(-1)), 0);
}
