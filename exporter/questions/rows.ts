import type { DuckDBConnection } from "@duckdb/node-api";
import type { Answer, AnswerColumn, ColumnType } from "../../shared/answer";
import { parquetAt } from "./tables";

const INTEGERS = new Set([
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "BIGINT",
  "HUGEINT",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "UBIGINT",
]);

/** What SQL must give for a column of each type. */
export const SQL_TYPE_OF = {
  text: "text",
  number: "number",
  count: "number",
  month: "number",
  year: "number",
  day: "day",
} as const satisfies Record<ColumnType, ColumnType>;

/** Returns the type of an answer's column whose header states none; `null` when answers have no columns of that DuckDB type. */
export function sqlType(duckdbType: string): (typeof SQL_TYPE_OF)[ColumnType] | null {
  if (INTEGERS.has(duckdbType)) return "number";
  if (duckdbType === "DATE") return "day";
  return duckdbType === "VARCHAR" ? "text" : null;
}

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
