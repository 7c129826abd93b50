import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * The rows of a SELECT in their order, some at a time, each as the JSON of an array of the named columns: DuckDB's library fetches
 * values one by one, and texts slowly.
 */
export async function* jsonRows(
  connection: DuckDBConnection,
  select: string,
  names: readonly string[],
): AsyncGenerator<string[]> {
  const list = names.map((name) => `"${name}"`).join(", ");
  const result = await connection.run(`SELECT CAST(json_array(${list}) AS VARCHAR) FROM (${select})`);
  for await (const chunk of result) yield chunk.getColumnValues(0) as string[];
}
