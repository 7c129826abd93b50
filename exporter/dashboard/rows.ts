import type { DuckDBConnection } from "@duckdb/node-api";
import { COMPANIES, LEADS } from "../../shared/contract";
import { quoted } from "../questions/tables";
import { type Days, sinceWhen } from "./days";
import type { PageRows, PageTable } from "./island";
import { readList, type Wanted } from "./list";
import { namesOf } from "./names";

/** Bytes of JSON that rows may take. */
const BYTES = 700_000;
/** Of a cell: one that is too long waits for a correction, and is as long as it is. */
const MOST_CHARACTERS = 200;

const NEWEST_FIRST = "operator_timestamp DESC, source_row";

/** The columns of people's rows that a page may be allowed to hold, with their labels. */
export const ROW_COLUMNS = new Map(
  [...LEADS.fields, ...COMPANIES.fields].map(({ name, header }) => [name as string, header]),
);

/** What a clean row has instead of what was typed. A company is named as in the answers. */
const READ_AS = new Map<string, Wanted["columns"][number]>([
  ["company", ["company", "Company", "text", "coalesce(known, company)"]],
  ["operator_timestamp", ["day", "Day", "day", "CAST(captured_date AS VARCHAR)"]],
]);

/** So many of the newest leads, with the names of their companies. */
function newestLeads(most: number, days: Days): string {
  const since = sinceWhen(days, most);
  // Of the others not even the cells are read. Where a clock is put back at midnight, the day before goes on.
  return `(
    WITH newest AS MATERIALIZED (
      SELECT * FROM leads ${since === null ? "" : `WHERE captured_date >= DATE '${since}' - 1`}
      ORDER BY ${NEWEST_FIRST} LIMIT ${most}
    )
    SELECT newest.*, named.company AS known FROM newest LEFT JOIN ${namesOf("newest")} named USING (company_id)
  )`;
}

/** Rows of both tabs in their order; where there are more than `most`, those alone that can be among the first. */
async function firstOf(
  connection: DuckDBConnection,
  table: "held" | "duplicates",
  all: number,
  most: number,
): Promise<string> {
  if (all <= most) return table;
  const last = await connection.runAndReadAll(
    `SELECT tab, list_max(min(source_row, ${most})) FROM ${table} GROUP BY tab`,
  );
  const first = last.getRows().map(([tab, row]) => `(tab = ${quoted(String(tab))} AND source_row <= ${row})`);
  return `(SELECT * FROM ${table} WHERE ${first.join(" OR ")})`;
}

/** How many rows tables have. */
async function countsOf(connection: DuckDBConnection, tables: readonly string[]): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const read = await connection.runAndReadAll(`SELECT ${counts.join(", ")}`);
  return Object.fromEntries(tables.map((table, i) => [table, Number(read.value(i, 0))]));
}

/** Reads the rows of people that a page may hold. */
export async function readRows(
  connection: DuckDBConnection,
  days: Days,
  hasChanges: boolean,
  allowed: readonly string[],
): Promise<PageRows> {
  const cells = (names: readonly string[]): Wanted["columns"] =>
    names
      .filter((name) => allowed.includes(name))
      .map((name) => [name, ROW_COLUMNS.get(name)!, "text", `left("${name}", ${MOST_CHARACTERS})`]);
  const ofLeads = LEADS.fields.map(({ name }) => name);
  const typed = [...ROW_COLUMNS.keys()];
  const row: Wanted["columns"][number] = ["source_row", "Row", "number", "source_row"];
  const tab: Wanted["columns"][number] = ["tab", "Tab", "text", "tab"];
  const all = await countsOf(connection, ["leads", "held", "duplicates", ...(hasChanges ? ["changes"] : [])]);
  // Each list has its share of what those before it left: thousands of rows that wait leave some for the leads.
  let left = BYTES;
  let lists = hasChanges ? 4 : 3;
  const inItsShare = async (
    columns: Wanted["columns"],
    all: number,
    order: string,
    from: Wanted["from"],
  ): Promise<PageTable> => {
    const room = Math.floor(left / lists--);
    const { list, bytes } = await readList(connection, room, { columns, all, order, from });
    left -= bytes;
    return list;
  };
  /** Rows that did not become leads or companies, and what is said of them. */
  const leftOut = (table: "held" | "duplicates", said: Wanted["columns"][number]) =>
    inItsShare([tab, row, said, ...cells(typed)], all[table], "tab DESC, source_row", (most) =>
      firstOf(connection, table, all[table], most),
    );
  const changes = (): Promise<PageTable> =>
    inItsShare(
      [
        tab,
        ["change", "Change", "text", "change"],
        row,
        ["row_before", "Row before", "number", "row_before"],
        ["before", "Before", "text", beforeText(typed.filter((name) => allowed.includes(name)))],
        ...cells(typed).map((column) => TIMED.get(column[0]) ?? column),
      ],
      all.changes,
      "tab DESC, coalesce(source_row, row_before), change",
      () => "changes",
    );
  const leads: Wanted["columns"] = [
    row,
    ...cells(ofLeads).map((column) => READ_AS.get(column[0]) ?? column),
    // Staff are known by both.
    ...(["company", "country"].every((name) => allowed.includes(name))
      ? ([["staff", "At the HQ", "number", "CAST(coalesce(at_hq, false) AS INTEGER)"]] as const)
      : []),
    ["warnings", "To check", "text", "replace(warnings, ' ', '; ')"],
  ];
  return {
    held: await leftOut("held", ["problems", "Why", "text", "problems"]),
    duplicates: await leftOut("duplicates", ["winner_row", "Repeats row", "number", "winner_row"]),
    ...(hasChanges && { changes: await changes() }),
    leads: await inItsShare(leads, all.leads, NEWEST_FIRST, (most) => newestLeads(most, days)),
  };
}

/** Among the changes it is an instant. */
const TIMED = new Map<string, Wanted["columns"][number]>([
  [
    "operator_timestamp",
    ["operator_timestamp", "Timestamp", "text", "strftime(operator_timestamp, '%Y-%m-%d %H:%M UTC')"],
  ],
]);

/** What the fields that changed held before: `Title: CTO; Country: Ghana`. */
function beforeText(names: readonly string[]): string {
  const parts = names.map((name) => {
    const held = `left(coalesce(json_extract_string(before, '$.${name}'), '–'), ${MOST_CHARACTERS})`;
    return `CASE WHEN json_exists(before, '$.${name}') THEN ${quoted(`${ROW_COLUMNS.get(name)}: `)} || ${held} END`;
  });
  return `concat_ws('; ', ${parts.join(", ")})`;
}
