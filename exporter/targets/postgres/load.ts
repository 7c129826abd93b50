import { createHash } from "node:crypto";
import type { PostgresSettings } from "../../config/target-settings";
import type { Manifest } from "../../publish/manifest";
import type { SnapshotFiles } from "../../publish/put-snapshot";
import { openDatabase } from "../../questions/duckdb";
import { Failure } from "../../words/failure";
import { type Database, withDatabase } from "./connect";
import { copyRows } from "./copy";
import { addToHistory, historyOf } from "./history";
import { quotedName } from "./identifiers";
import { changesTo, readSchema, type Schema, type WantedTable } from "./shape";
import { currentLoad, recordLoad, SNAPSHOTS, SNAPSHOTS_TABLE } from "./snapshots-table";
import { type SnapshotTable, tablesOf } from "./tables";

/** Changes with what a load makes of a snapshot: then the same snapshot is loaded again. */
const LOADER_VERSION = 1;

/**
 * Brings a schema to a snapshot in one transaction: readers see the old rows until all new ones are there. Rows are deleted and
 * copied anew; a swap of views or TRUNCATE would show some readers half of each. Returns whether there was anything to do.
 */
export async function loadSnapshot(
  settings: PostgresSettings,
  snapshot: SnapshotFiles,
  onProgress: (fraction: number) => void,
): Promise<boolean> {
  const duck = await openDatabase();
  try {
    const tables = await tablesOf(snapshot, settings.held, duck.connection);
    return await withDatabase(settings, async (database) => {
      await begin(database, settings.schema);
      const copy = (table: SnapshotTable, onRows: (rows: number) => void) =>
        copyRows(database, duck.connection, settings.schema, table, onRows);
      const isLoaded = await bringUp(database, settings, snapshot.manifest, tables, copy, onProgress);
      await database.ask("COMMIT");
      if (isLoaded) await tidyUp(database, settings.schema, tables);
      return isLoaded;
    });
  } finally {
    duck.close();
  }
}

/** One load of a schema at a time, and no waiting without end for a reader that locks a table. */
export async function begin({ ask }: Database, schema: string): Promise<void> {
  // Who has waited for another load must see what that one left.
  await ask("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
  await ask("SET LOCAL lock_timeout = '30s'");
  // As DuckDB writes them; the server's own settings may be others.
  await ask("SET LOCAL TimeZone = 'UTC'");
  await ask("SET LOCAL DateStyle = 'ISO, YMD'");
  await ask("SET LOCAL statement_timeout = 0");
  const key = createHash("sha256").update(`lead-export ${schema}`).digest().readBigInt64BE();
  await ask("SELECT pg_advisory_xact_lock($1)", [key]);
}

async function bringUp(
  database: Database,
  { schema, keep }: PostgresSettings,
  manifest: Manifest,
  tables: readonly SnapshotTable[],
  copy: (table: SnapshotTable, onRows: (rows: number) => void) => Promise<void>,
  onProgress: (fraction: number) => void,
): Promise<boolean> {
  const { ask } = database;
  await ensureSchema(database, schema);
  const found = await readSchema(database, schema);
  const wanted: WantedTable[] = [
    SNAPSHOTS_TABLE,
    ...tables.map((table) => ({ ...table, keepsRows: false })),
    ...(keep > 1 ? tables.map(historyOf) : []),
  ];
  const changes = wanted.map((table) => ({ name: table.name, sql: changesTo(found, schema, table) }));
  const loaded = fingerprint(manifest, tables, keep);
  if (changes.every(({ sql }) => sql.length === 0) && (await currentLoad(database, schema)) === loaded) return false;

  for (const name of toEmpty(found, tables)) {
    await ask(`DELETE FROM ${quotedName(schema, name)}`, [], ownership(database, schema, name));
  }
  for (const { name, sql } of changes) {
    for (const change of sql) await ask(change, [], ownership(database, schema, name));
  }
  const all = tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const table of tables) {
    await copy(table, (rows) => {
      done += rows;
      onProgress(done / all);
    });
    if (keep > 1) await addToHistory(database, schema, table, manifest.snapshot);
  }
  const kept = await recordLoad(database, schema, manifest, loaded, keep);
  for (const name of ours(found).filter(isHistory)) {
    await ask(`DELETE FROM ${quotedName(schema, name)} WHERE snapshot <> ALL ($1)`, [kept]);
  }
  return true;
}

/** Makes the schema where it is missing. Throws `TARGET_FORBIDDEN`. */
async function ensureSchema({ ask, client }: Database, schema: string): Promise<void> {
  const [found] = await ask(
    `SELECT has_schema_privilege(oid, 'USAGE') AND has_schema_privilege(oid, 'CREATE') AS allowed
     FROM pg_catalog.pg_namespace WHERE nspname = $1`,
    [schema],
  );
  const user = quotedName(client.user!);
  if (found === undefined) {
    await ask(
      `CREATE SCHEMA ${quotedName(schema)}`,
      [],
      `GRANT CREATE ON DATABASE ${quotedName(client.database!)} TO ${user};`,
    );
  } else if (found.allowed !== true) {
    const sentence = `The database user ${client.user} may not make tables in the schema ${schema}.`;
    throw new Failure("TARGET_FORBIDDEN", sentence, {
      grant: `GRANT USAGE, CREATE ON SCHEMA ${quotedName(schema)} TO ${user};`,
    });
  }
}

/** A table belongs to who made it, and only its owner may change it. */
export function ownership({ client }: Database, schema: string, table: string): string {
  return `ALTER TABLE ${quotedName(schema, table)} OWNER TO ${quotedName(client.user!)};`;
}

/**
 * Every table of ours that holds the current snapshot: also those that get no rows any more, because a question is gone or held rows
 * are not wanted. Then those of earlier snapshots go too.
 */
function toEmpty(found: Schema, tables: readonly SnapshotTable[]): string[] {
  const isHeldWanted = tables.some(({ name }) => name === "held");
  return ours(found).filter((name) => {
    if (name === SNAPSHOTS) return false;
    return isHistory(name) ? name === "history_held" && !isHeldWanted : true;
  });
}

/** The names of our tables, as the database keeps them. */
export function ours(found: Schema): string[] {
  return [...found].filter(([, { isTable, isOurs }]) => isTable && isOurs).map(([name]) => name);
}

export const isHistory = (name: string) => name.startsWith("history_");

function fingerprint({ snapshot, content_key }: Manifest, tables: readonly SnapshotTable[], keep: number): string {
  const shapes = tables.map(({ name, rows, columns }) => [name, rows, columns.map(({ name, type }) => [name, type])]);
  const loaded = JSON.stringify([LOADER_VERSION, snapshot, content_key, keep, shapes]);
  return createHash("sha256").update(loaded).digest("hex");
}

/**
 * Gives the room of the deleted rows free at once, for the next load to use: without it each load before the server's own cleaning would
 * make the tables larger. Nobody is held up, so nothing is cut off at the end. What is loaded is loaded, whatever comes of this.
 */
async function tidyUp({ ask }: Database, schema: string, tables: readonly SnapshotTable[]): Promise<void> {
  for (const { name } of tables) {
    await ask(`VACUUM (ANALYZE, TRUNCATE false, SKIP_LOCKED) ${quotedName(schema, name)}`).catch(() => {});
  }
}
