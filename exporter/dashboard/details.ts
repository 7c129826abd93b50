import type { DuckDBConnection } from "@duckdb/node-api";
import type { AnswerColumn, AnswerValue, ColumnType } from "../../shared/answer";
import { COMPANIES, LEADS } from "../../shared/contract";
import type { Database } from "../questions/duckdb";
import { parquetAt, type TableFiles } from "../questions/tables";
import { type PageDetails, type PageRows, type PageTable, type Room, roomFor } from "./island";

/** Bytes of JSON that counts, and rows, may take. */
const COUNT_BYTES = 700_000;
const ROW_BYTES = 700_000;
/** More are not looked at: they would not fit. */
const MOST_ROWS = 20_000;
/** Of a cell: one that is too long waits for a correction, and is as long as it is. */
const MOST_CHARACTERS = 200;

/** The columns of people's rows that a page may be allowed to hold, with their labels. */
export const ROW_COLUMNS = new Map(
  [...LEADS.fields, ...COMPANIES.fields].map(({ name, header }) => [name as string, header]),
);

/**
 * What the numbers of a snapshot lead to. `changes`: the paths of its table of changes, none in a first snapshot. `allowed`: the columns whose
 * cells may stand in the page; none: counts alone.
 */
export async function readDetails(
  { connect }: Database,
  files: TableFiles,
  changes: readonly string[],
  allowed: readonly string[],
): Promise<PageDetails> {
  const connection = await connect();
  try {
    const tables = { ...files, ...(changes.length > 0 && { changes }) };
    for (const [name, paths] of Object.entries(tables)) {
      await connection.run(`CREATE TEMP VIEW ${name} AS SELECT * FROM ${parquetAt(...paths)}`);
    }
    const counts = roomFor(COUNT_BYTES);
    const byCountry = await tableOf(connection, counts, BY_COUNTRY);
    const byCompany = await tableOf(connection, counts, BY_COMPANY);
    return {
      byCountry,
      // A part of the companies would look like all of them.
      byCompany: byCompany.allRows === null ? { ...byCompany, rows: [] } : byCompany,
      rows: allowed.length === 0 ? null : await rowsOf(connection, changes.length > 0, allowed),
    };
  } finally {
    connection.closeSync();
  }
}

interface Wanted {
  readonly columns: readonly (readonly [name: string, label: string, type: ColumnType, sql: string])[];
  readonly from: string;
  /** The table whose rows these are; counts are of none. */
  readonly table?: string;
  readonly order: string;
  readonly most: number;
}

const BY_COUNTRY: Wanted = {
  columns: [
    ["day", "Day", "day", "CAST(captured_date AS VARCHAR)"],
    ["country", "Country", "text", "country"],
    ["leads", "Leads", "count", "count(*)"],
  ],
  from: "leads GROUP BY captured_date, country",
  order: "captured_date DESC, country",
  // `["2026-11-22","Togo",1]` is among the shortest.
  most: COUNT_BYTES / 20,
};

/** A company is named as in the answers: by the first of the spellings its clean rows have. */
const BY_COMPANY: Wanted = {
  columns: [
    ["company", "Company", "text", "company"],
    ["country", "Country", "text", "country"],
    ["staff", "At the HQ", "number", "staff"],
    ["leads", "Leads", "count", "leads"],
  ],
  from: `(
    SELECT c.company, l.country, l.staff, l.leads
    FROM (SELECT company_id, country, CAST(coalesce(at_hq, false) AS INTEGER) AS staff, count(*) AS leads FROM leads
      WHERE company_id IS NOT NULL GROUP BY ALL) l
    JOIN (SELECT company_id, min(company) AS company FROM companies GROUP BY company_id) c ON c.company_id = l.company_id
  )`,
  order: "company, leads DESC, country, staff",
  most: COUNT_BYTES / 10,
};

/** What a clean row has instead of what was typed. A company is named as in the answers. */
const READ_AS = new Map<string, Wanted["columns"][number]>([
  ["company", ["company", "Company", "text", "coalesce(known, company)"]],
  ["operator_timestamp", ["day", "Day", "day", "CAST(captured_date AS VARCHAR)"]],
]);

/** Of the others not even the cells are read. */
const NEWEST = `(
    WITH newest AS MATERIALIZED (
      SELECT * FROM leads WHERE operator_timestamp >=
        (SELECT min(instant) FROM (SELECT operator_timestamp AS instant FROM leads ORDER BY instant DESC LIMIT ${MOST_ROWS}))
    )
    SELECT * FROM newest
    LEFT JOIN (
      SELECT company_id AS id, min(company) AS known FROM companies
      WHERE company_id IN (SELECT company_id FROM newest) GROUP BY company_id
    ) ON id = company_id
  )`;

async function rowsOf(
  connection: DuckDBConnection,
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
  const leads: Wanted = {
    columns: [
      row,
      ...cells(ofLeads).map((column) => READ_AS.get(column[0]) ?? column),
      // Staff are known by both.
      ...(["company", "country"].every((name) => allowed.includes(name))
        ? ([["staff", "At the HQ", "number", "CAST(coalesce(at_hq, false) AS INTEGER)"]] as const)
        : []),
      ["warnings", "To check", "text", "replace(warnings, ' ', '; ')"],
    ],
    from: NEWEST,
    table: "leads",
    order: "operator_timestamp DESC, source_row",
    most: MOST_ROWS,
  };
  const held: Wanted = {
    columns: [tab, row, ["problems", "Why", "text", "problems"], ...cells(typed)],
    from: "held",
    table: "held",
    order: "tab DESC, source_row",
    most: MOST_ROWS,
  };
  const duplicates: Wanted = {
    columns: [tab, row, ["winner_row", "Repeats row", "number", "winner_row"], ...cells(typed)],
    from: "duplicates",
    table: "duplicates",
    order: "tab DESC, source_row",
    most: MOST_ROWS,
  };
  const changes: Wanted = {
    columns: [
      tab,
      ["change", "Change", "text", "change"],
      row,
      ["row_before", "Row before", "number", "row_before"],
      ["before", "Before", "text", beforeText(typed.filter((name) => allowed.includes(name)))],
      ...cells(typed).map((column) => TIMED.get(column[0]) ?? column),
    ],
    from: "changes",
    table: "changes",
    order: "tab DESC, coalesce(source_row, row_before), change",
    most: MOST_ROWS,
  };
  // Each list has its share of what those before it left: thousands of rows that wait leave some for the leads.
  let left = ROW_BYTES;
  let lists = hasChanges ? 4 : 3;
  const inItsShare = async (wanted: Wanted) => {
    const room = roomFor(left / lists--);
    const table = await tableOf(connection, room, wanted);
    left -= room.used;
    return table;
  };
  return {
    held: await inItsShare(held),
    duplicates: await inItsShare(duplicates),
    ...(hasChanges && { changes: await inItsShare(changes) }),
    leads: await inItsShare(leads),
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
    return `CASE WHEN json_exists(before, '$.${name}') THEN '${ROW_COLUMNS.get(name)!.replaceAll("'", "''")}: ' || ${held} END`;
  });
  return `concat_ws('; ', ${parts.join(", ")})`;
}

async function tableOf(
  connection: DuckDBConnection,
  room: Room,
  { columns, from, table, order, most }: Wanted,
): Promise<PageTable> {
  const list = columns.map(([name, , , sql]) => `${sql} AS "${name}"`).join(", ");
  const select = `SELECT ${list} FROM ${from} ORDER BY ${order} LIMIT ${most}`;
  const { rows, isAll } = room.isFull ? { rows: [], isAll: false } : await firstRows(connection, select, room);
  return {
    columns: columns.map(([name, label, type]): AnswerColumn => ({ name, label, type })),
    rows,
    allRows: isAll && rows.length < most ? rows.length : await countOf(connection, table),
  };
}

/** The rows for which there is room; the others are not even made JavaScript of. */
async function firstRows(connection: DuckDBConnection, select: string, room: Room) {
  const result = await connection.run(select);
  const rows: AnswerValue[][] = [];
  for await (const some of result.yieldRowsJs()) {
    rows.push(...some.map((row) => row.map(plain)).filter(room.fits));
    if (room.isFull) break;
  }
  return { rows, isAll: !room.isFull };
}

async function countOf(connection: DuckDBConnection, table: string | undefined): Promise<number | null> {
  if (table === undefined) return null;
  return Number((await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).value(0, 0));
}

function plain(value: unknown): AnswerValue {
  return typeof value === "bigint" ? Number(value) : (value as AnswerValue);
}
