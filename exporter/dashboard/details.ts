import type { Database } from "../questions/duckdb";
import { parquetAt, type TableFiles } from "../questions/tables";
import { readCounts } from "./counts";
import type { PageDetails } from "./island";
import { readRows } from "./rows";

/**
 * What the numbers of a snapshot lead to. `changes`: the paths of its table of changes, none in a first snapshot. `allowed`: the columns whose
 * cells may stand in the page; none: counts alone.
 */
export async function readDetails(
  { connect }: Database,
  files: TableFiles,
  changes: readonly string[],
  allowed: readonly string[],
): Promise<PageDetails> {
  const connection = await connect();
  try {
    const tables = { ...files, ...(changes.length > 0 && { changes }) };
    for (const [name, paths] of Object.entries(tables)) {
      await connection.run(`CREATE TEMP VIEW ${name} AS SELECT * FROM ${parquetAt(...paths)}`);
    }
    const counts = await readCounts(connection);
    if (allowed.length === 0) return { ...counts, rows: null };
    return { ...counts, rows: await readRows(connection, counts.byCountry, changes.length > 0, allowed) };
  } finally {
    connection.closeSync();
  }
}
