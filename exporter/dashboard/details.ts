import type { Database } from "../questions/duckdb";
import { type TableFiles, viewsOf } from "../questions/tables";
import { readCounts } from "./counts";
import { readDays } from "./days";
import type { PageDetails } from "./island";
import { readRows } from "./rows";

/**
 * What the numbers of a snapshot lead to. `changes`: the paths of its table of changes, which may come later; none in a first snapshot. `allowed`: the columns whose
 * cells may stand in the page; none: counts alone.
 */
export async function readDetails(
  { connect }: Database,
  files: TableFiles,
  changes: Promise<readonly string[]>,
  allowed: readonly string[],
): Promise<PageDetails> {
  const connection = await connect();
  try {
    await connection.run(viewsOf(files, "TEMP VIEW"));
    const days = await readDays(connection);
    const counts = await readCounts(connection, days);
    if (allowed.length === 0) return { ...counts, rows: null };
    const changed = await changes;
    if (changed.length > 0) await connection.run(viewsOf({ changes: changed }, "TEMP VIEW"));
    return { ...counts, rows: await readRows(connection, days, changed.length > 0, allowed) };
  } finally {
    connection.closeSync();
  }
}
