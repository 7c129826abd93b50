import type { DuckDBConnection } from "@duckdb/node-api";
import type { Answer, AnswerColumn, AnswerValue } from "../../shared/answer";
import { SQL_TYPE_OF } from "./columns";
import { allRows } from "./json-rows";
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
  return allRows<Record<string, AnswerValue>>(connection, `SELECT ${list} FROM ${parquetAt(path)}`);
}
