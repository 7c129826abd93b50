import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";

/** Loads DuckDB when it is first needed: its native code alone is fifty megabytes. */
export const loadDuckDB = () => import("./duckdb-library");

export interface Database {
  connection: DuckDBConnection;
  close(): void;
}

/** An empty database in memory that never spills: DuckDB would put its files where the user happens to be. */
export function openDatabase(): Promise<Database> {
  return open({ temp_directory: "" }, () => {});
}

/**
 * An empty database that spills beyond 512 MB: 10,000,000 leads and companies then need 350 MB less at their peak and hardly more time;
 * 1,000,000 never reach the limit. It spills below `staging`, which has room for the tables and goes with what a killed run leaves.
 */
export function openSpillingDatabase(staging: string): Promise<Database> {
  const folder = mkdtempSync(join(staging, "spill-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return open({ temp_directory: folder, memory_limit: "512MB" }, remove);
}

async function open(settings: Record<string, string>, closed: () => void): Promise<Database> {
  try {
    const { DuckDBInstance } = await loadDuckDB();
    const instance = await DuckDBInstance.create(":memory:", settings);
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return {
      connection,
      close() {
        connection.closeSync();
        instance.closeSync();
        closed();
      },
    };
  } catch (error) {
    closed();
    throw error;
  }
}
