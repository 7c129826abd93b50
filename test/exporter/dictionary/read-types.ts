import { DuckDBInstance } from "@duckdb/node-api";

/** DuckDB's types -> those of a Table Schema. */
const TYPES: Record<string, string> = {
  VARCHAR: "string",
  INTEGER: "integer",
  BIGINT: "integer",
  BOOLEAN: "boolean",
  DATE: "date",
  "TIMESTAMP WITH TIME ZONE": "datetime",
};

/** The columns of a Parquet file as DuckDB reads them, each with the type that a Table Schema should state. */
export async function readTypes(path: string): Promise<[name: string, type: string | undefined][]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const read = await connection.runAndReadAll(`DESCRIBE FROM read_parquet('${path.replaceAll("'", "''")}')`);
  return read
    .getRowObjectsJson()
    .map(({ column_name, column_type }) => [String(column_name), TYPES[String(column_type)]]);
}
