import type { DuckDBConnection } from "@duckdb/node-api";
import type { AnswerColumn, AnswerValue, ColumnType } from "../../shared/answer";
import { jsonRows } from "../questions/json-rows";
import type { PageTable, Room } from "./island";

/** A list of the page, as it is asked of the tables. */
export interface Wanted {
  readonly columns: readonly (readonly [name: string, label: string, type: ColumnType, sql: string])[];
  readonly from: string;
  /** The table whose rows these are; counts are of none. */
  readonly table?: string;
  readonly order: string;
  readonly most: number;
}

/** Reads the rows of a list for which there is room. */
export async function readList(connection: DuckDBConnection, room: Room, wanted: Wanted): Promise<PageTable> {
  const { table, most } = wanted;
  const { rows, isAll } = room.isFull ? { rows: [], isAll: false } : await firstRows(connection, wanted, room);
  return {
    columns: columnsOf(wanted),
    rows,
    allRows: isAll && rows.length < most ? rows.length : await countOf(connection, table),
  };
}

/** The columns of a list as the page shows them. */
export function columnsOf({ columns }: Wanted): AnswerColumn[] {
  return columns.map(([name, label, type]) => ({ name, label, type }));
}

async function firstRows(connection: DuckDBConnection, { columns, from, order, most }: Wanted, room: Room) {
  const list = columns.map(([name, , , sql]) => `${sql} AS "${name}"`).join(", ");
  const select = `SELECT ${list} FROM ${from} ORDER BY ${order} LIMIT ${most}`;
  const names = columns.map(([name]) => name);
  const rows: string[] = [];
  for await (const some of jsonRows(connection, select, names)) {
    rows.push(...some.filter((row) => room.fits(Buffer.byteLength(row))));
    if (room.isFull) break;
  }
  return { rows: JSON.parse(`[${rows.join(",")}]`) as AnswerValue[][], isAll: !room.isFull };
}

async function countOf(connection: DuckDBConnection, table: string | undefined): Promise<number | null> {
  if (table === undefined) return null;
  return Number((await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).value(0, 0));
}
