import type { DuckDBConnection } from "@duckdb/node-api";
import type { AnswerColumn, ColumnType } from "../../shared/answer";
import { numberedRows } from "../questions/json-rows";
import type { PageTable } from "./island";
import { tableOf } from "./render";

/** A list of the page, as it is asked of the tables. */
export interface Wanted {
  readonly columns: readonly (readonly [name: string, label: string, type: ColumnType, sql: string])[];
  /** Rows among which so many first ones are. */
  readonly from: (most: number) => string | Promise<string>;
  /** Rows of the table that these are the first of; counts are of none. */
  readonly all?: number;
  readonly order: string;
}

/** A list as it was read, and how many bytes of JSON its rows take. */
export interface List {
  readonly list: PageTable;
  readonly bytes: number;
}

/** Bytes of JSON that a value has at least: days are never missing, texts may be empty. */
const SHORTEST: Partial<Record<ColumnType, number>> = { day: 12, text: 2 };
/** And that most have: of so few rows a list is full, mostly, and the others need not be looked at. */
const USUAL: typeof SHORTEST = { ...SHORTEST, text: 8 };

/** Rows of these columns that fit into so many bytes of JSON, at most. */
export function mostThatFit(columns: Wanted["columns"], room: number, bytesOf = SHORTEST): number {
  // With a comma behind each value but the last, and behind the row, and its brackets.
  const shortest = columns.reduce((sum, [, , type]) => sum + (bytesOf[type] ?? 1) + 1, 2);
  return Math.floor(room / shortest);
}

/** Reads the first rows of a list, as many as fit into so many bytes of JSON. */
export async function readList(connection: DuckDBConnection, room: number, wanted: Wanted): Promise<List> {
  const { columns } = wanted;
  const first = (most: number) => firstRows(connection, room, wanted, most);
  const usual = await first(mostThatFit(columns, room, USUAL));
  const { json, rows, bytes, isAll } = usual.isFull || usual.isAll ? usual : await first(mostThatFit(columns, room));
  return { list: tableOf(columnsOf(wanted), json, wanted.all ?? (isAll ? rows : null)), bytes };
}

async function firstRows(connection: DuckDBConnection, room: number, wanted: Wanted, most: number) {
  const { columns, from, order } = wanted;
  const values = columns.map(([, , , sql]) => sql).join(", ");
  const first = `SELECT * FROM ${await from(most)} ORDER BY ${order} LIMIT ${most}`;
  const read = await connection.runAndReadAll(
    `SELECT string_agg(row, ',' ORDER BY place) FILTER (bytes <= ${room}),
      count(*) FILTER (bytes <= ${room}), max(bytes) FILTER (bytes <= ${room}), count(*)
    FROM (
      SELECT place, row, sum(strlen(row) + 1) OVER (ROWS UNBOUNDED PRECEDING) AS bytes
      FROM (${numberedRows(first, `json_array(${values})`)})
    )`,
  );
  const [[json, ...counted]] = read.getRows();
  const [rows, bytes, found] = counted.map(Number);
  const isFull = rows < found;
  return { json: `[${json ?? ""}]`, rows, bytes, isFull, isAll: !isFull && rows < most };
}

/** The columns of a list as the page shows them. */
export function columnsOf({ columns }: Wanted): AnswerColumn[] {
  return columns.map(([name, label, type]) => ({ name, label, type }));
}
