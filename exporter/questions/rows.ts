import type { DuckDBConnection } from "@duckdb/node-api";
import type { Answer, AnswerColumn } from "../../shared/answer";
import { SQL_TYPE_OF } from "./columns";
import { parquetAt } from "./tables";

/** The rows of an answer's Parquet file, in its order. Dates are `YYYY-MM-DD`. */
export async function readRows(
  connection: DuckDBConnection,
  path: string,
  columns: readonly Pick<AnswerColumn, "name" | "type">[],
): Promise<Answer["rows"]> {
  const casts = { number: "DOUBLE", day: "VARCHAR", text: "VARCHAR" };
  const list = columns
    .map(({ name, type }) => `CAST("${name}" AS ${casts[SQL_TYPE_OF[type]]}) AS "${name}"`)
    .join(", ");
  const reader = await connection.runAndReadAll(`SELECT ${list} FROM ${parquetAt(path)}`);
  return reader.getRowObjectsJS() as Answer["rows"];
}
