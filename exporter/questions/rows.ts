import type { DuckDBConnection } from "@duckdb/node-api";
import type { Answer, AnswerColumn, AnswerValue } from "../../shared/answer";
import { SQL_TYPE_OF } from "./columns";
import { jsonRows } from "./json-rows";
import { parquetAt } from "./tables";

/** The rows of an answer's Parquet file, in its order. Dates are `YYYY-MM-DD`. */
export async function readRows(
  connection: DuckDBConnection,
  path: string,
  columns: readonly Pick<AnswerColumn, "name" | "type">[],
): Promise<Answer["rows"]> {
  const casts = { number: "DOUBLE", day: "VARCHAR", text: "VARCHAR" };
  const names = columns.map(({ name }) => name);
  const list = columns
    .map(({ name, type }) => `CAST("${name}" AS ${casts[SQL_TYPE_OF[type]]}) AS "${name}"`)
    .join(", ");
  const rows: Answer["rows"][number][] = [];
  for await (const texts of jsonRows(connection, `SELECT ${list} FROM ${parquetAt(path)}`, names)) {
    for (const values of JSON.parse(`[${texts.join(",")}]`) as AnswerValue[][]) {
      rows.push(Object.fromEntries(names.map((name, i) => [name, values[i]])));
    }
  }
  return rows;
}
