import pg from "pg";
import { type AddressPlace, connectionTo } from "./address";
import { databaseFailure } from "./failure";

/** A connection on which every error is a `Failure`. */
export interface Database {
  readonly client: pg.Client;
  /** Runs a statement. `grant`: the statement with which a right that may be missing is given. */
  ask(sql: string, values?: readonly unknown[], grant?: string): Promise<Record<string, unknown>[]>;
}

/**
 * Does work on one connection, in the address's own database or another one of its server. Throws `TARGET_ADDRESS`, what kept it from
 * connecting, and what the work throws.
 */
export async function withDatabase<T>(
  place: AddressPlace,
  work: (database: Database) => Promise<T>,
  database?: string,
): Promise<T> {
  const client = new pg.Client({ ...connectionTo(place), ...(database !== undefined && { database }) });
  // The query at work is told too; without a listener a lost connection would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    return await work({ client, ask: (sql, values, grant) => ask(client, sql, values, grant) });
  } catch (error) {
    throw databaseFailure(error, client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function ask(client: pg.Client, sql: string, values: readonly unknown[] = [], grant?: string) {
  try {
    return (await client.query(sql, [...values])).rows;
  } catch (error) {
    throw databaseFailure(error, client, grant);
  }
}
