import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoted } from "./tables";

/** Loads DuckDB when it is first needed: its native code alone is fifty megabytes. */
export const loadDuckDB = () => import("./duckdb-library");

export interface Database {
  connection: DuckDBConnection;
  /** One more, for what is asked at the same time; it has temporary tables of its own. */
  connect(): Promise<DuckDBConnection>;
  /**
   * From now on it spills beyond 512 MB: 10,000,000 leads and companies then need 350 MB less at their peak and hardly more time; 1,000,000 never
   * reach the limit. It spills below `staging`, which has room for the tables and goes with what a killed run leaves. `threads`: that share out a
   * statement, where it is not all cores. Sharing takes time of its own: on one thread a million leads need a tenth less of it.
   */
  workBelow(staging: string, threads?: number): Promise<void>;
  /** What it spilled is removed. A second call does nothing. */
  close(): void;
}

/** An empty database in memory that does not spill: DuckDB would put its files where the user happens to be. */
export async function openDatabase(): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDB();
  const instance = await DuckDBInstance.create(":memory:", { temp_directory: "" });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  let folder: string | null = null;
  let isOpen = true;
  return {
    connection,
    connect: () => instance.connect(),
    async workBelow(staging, threads = availableParallelism()) {
      folder = mkdtempSync(join(staging, "spill-"));
      await connection.run(
        `SET temp_directory = ${quoted(folder)}; SET memory_limit = '512MB'; SET threads = ${threads}`,
      );
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      connection.closeSync();
      instance.closeSync();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}
