import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const instance = await DuckDBInstance.create(":memory:");

/** The rows of a SELECT over a snapshot's files, named as tables (`leads`, `companies`, `held`, `duplicates`). */
export async function select(folder: string, sql: string): Promise<unknown[][]> {
  // Temporary views belong to their connection: tests ask about several snapshots at a time.
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (const name of ["leads", "companies", "held", "duplicates"]) {
      const path = join(folder, `${name}.parquet`).replaceAll("'", "''");
      await connection.run(`CREATE TEMP VIEW ${name} AS SELECT * FROM read_parquet('${path}')`);
    }
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
  }
}

/** Everything a snapshot holds. */
export async function everything(folder: string): Promise<Record<string, unknown[][]>> {
  return {
    leads: await select(folder, "SELECT * FROM leads ORDER BY source_row"),
    companies: await select(folder, "SELECT * FROM companies ORDER BY source_row"),
    held: await select(folder, "SELECT * FROM held ORDER BY tab, source_row"),
    duplicates: await select(folder, "SELECT * FROM duplicates ORDER BY tab, source_row"),
  };
}
