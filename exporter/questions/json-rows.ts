import type { DuckDBConnection } from "@duckdb/node-api";

/** DuckDB's library fetches value by value, and texts slowly: rows come many in one text of JSON instead. */

/** The rows of a SELECT, numbered in their order: `place`, and `row`, the JSON made of each; unless of certain columns, a record of all. */
export function numberedRows(select: string, json = 'to_json("all columns")'): string {
  return `SELECT row_number() OVER () AS place, CAST(${json} AS VARCHAR) AS row FROM (${select}) AS "all columns"`;
}

/** Rows in one text: one of a hundred million of them is longer than a text can be. */
const TOGETHER = 100_000;

/** All rows of a SELECT, in their order, as records. */
export async function allRows<Row extends object>(connection: DuckDBConnection, select: string): Promise<Row[]> {
  const part = `place // ${TOGETHER}`;
  const read = await connection.runAndReadAll(
    `SELECT string_agg(row, ',' ORDER BY place) FROM (${numberedRows(select)}) GROUP BY ${part} ORDER BY ${part}`,
  );
  return read.getRows().flatMap(([rows]) => JSON.parse(`[${rows}]`));
}
