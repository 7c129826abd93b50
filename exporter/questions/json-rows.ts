import type { DuckDBConnection } from "@duckdb/node-api";

/** DuckDB's library fetches value by value, and texts slowly: rows come many in one text of JSON instead. */

/** The rows of a SELECT, numbered in their order: `place`, and `row`, the JSON of an array of the named columns. */
export function numberedRows(select: string, names: readonly string[]): string {
  const list = names.map((name) => `"${name}"`).join(", ");
  return `SELECT row_number() OVER () AS place, CAST(json_array(${list}) AS VARCHAR) AS row FROM (${select})`;
}

/** Rows in one text: one of a hundred million of them is longer than a text can be. */
const TOGETHER = 100_000;

/** All rows of a SELECT, in their order, each an array of the named columns. */
export async function allRows<Row extends readonly unknown[]>(
  connection: DuckDBConnection,
  select: string,
  names: readonly string[],
): Promise<Row[]> {
  const part = `place // ${TOGETHER}`;
  const read = await connection.runAndReadAll(
    `SELECT string_agg(row, ',' ORDER BY place) FROM (${numberedRows(select, names)}) GROUP BY ${part} ORDER BY ${part}`,
  );
  return read.getRows().flatMap(([rows]) => JSON.parse(`[${rows}]`));
}
