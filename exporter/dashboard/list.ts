import type { DuckDBConnection } from "@duckdb/node-api";
import type { AnswerColumn, AnswerValue, ColumnType } from "../../shared/answer";
import { numberedRows } from "../questions/json-rows";
import type { PageTable } from "./island";

/** A list of the page, as it is asked of the tables. */
export interface Wanted {
  readonly columns: readonly (readonly [name: string, label: string, type: ColumnType, sql: string])[];
  readonly from: string;
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

/** Rows of these columns that fit into so many bytes of JSON at most: more need not be looked at. */
export function mostThatFit(columns: Wanted["columns"], room: number): number {
  // With a comma behind each value but the last, and behind the row, and its brackets.
  const shortest = columns.reduce((sum, [, , type]) => sum + (SHORTEST[type] ?? 1) + 1, 2);
  return Math.floor(room / shortest);
}

/** Reads the first rows of a list, as many as fit into so many bytes of JSON. */
export async function readList(connection: DuckDBConnection, room: number, wanted: Wanted): Promise<List> {
  const { columns, from, order } = wanted;
  const most = mostThatFit(columns, room);
  const values = columns.map(([name, , , sql]) => `${sql} AS "${name}"`).join(", ");
  const first = numberedRows(
    `SELECT ${values} FROM ${from} ORDER BY ${order} LIMIT ${most}`,
    columns.map(([name]) => name),
  );
  const read = await connection.runAndReadAll(
    `SELECT string_agg(row, ',' ORDER BY place) FILTER (bytes <= ${room}), max(bytes) FILTER (bytes <= ${room}), count(*)
    FROM (SELECT place, row, sum(strlen(row) + 1) OVER (ORDER BY place) AS bytes FROM (${first}))`,
  );
  const [[text, bytes, found]] = read.getRows();
  const rows: AnswerValue[][] = JSON.parse(`[${text ?? ""}]`);
  const isAll = rows.length === Number(found) && rows.length < most;
  const allRows = wanted.all ?? (isAll ? rows.length : null);
  return { list: { columns: columnsOf(wanted), rows, allRows }, bytes: Number(bytes ?? 0) };
}

/** The columns of a list as the page shows them. */
export function columnsOf({ columns }: Wanted): AnswerColumn[] {
  return columns.map(([name, label, type]) => ({ name, label, type }));
}
