import type { DuckDBConnection } from "@duckdb/node-api";
import type { Answer, AnswerValue } from "../words/report";
import { parquetAt } from "./tables";

type AnswerType = Answer["columns"][number]["type"];

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

/** The type an answer's column has for a DuckDB type; `null` when answers have no such columns. */
export function answerType(duckdbType: string): AnswerType | null {
  if (INTEGERS.has(duckdbType)) return "integer";
  if (duckdbType === "DATE") return "date";
  return duckdbType === "VARCHAR" ? "text" : null;
}

/** The rows of an answer's Parquet file, in its order. Dates are `YYYY-MM-DD`. */
export async function readRows(
  connection: DuckDBConnection,
  path: string,
  columns: { name: string; type: AnswerType }[],
): Promise<Record<string, AnswerValue>[]> {
  const casts = { integer: "DOUBLE", date: "VARCHAR", text: "VARCHAR" };
  const list = columns.map(({ name, type }) => `CAST("${name}" AS ${casts[type]}) AS "${name}"`).join(", ");
  const reader = await connection.runAndReadAll(`SELECT ${list} FROM ${parquetAt(path)}`);
  return reader.getRowObjectsJS() as Record<string, AnswerValue>[];
}
