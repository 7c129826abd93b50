import type { PostgresSettings } from "../../config/target-settings";
import { type IsOfPerson, KEY_FIELDS, NAMES } from "../../inputs/person";
import type { Manifest } from "../../publish/manifest";
import { Failure } from "../../words/failure";
import type { Forgetting } from "../target";
import { type Database, withDatabase } from "./connect";
import { NUL_SIGN, quotedName } from "./identifiers";
import { begin, isHistory, ours, ownership } from "./load";
import { readSchema, type Schema } from "./shape";
import { manifestText, SNAPSHOTS } from "./snapshots-table";

/** One of our tables that names people, and those of its columns by which a person is known. */
interface Named {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What stands in these columns, in some row or other. */
type Key = readonly (string | null)[];

const KEYS_AT_ONCE = 10_000;

/**
 * Removes the rows of a person from every table of ours in a schema, those of earlier snapshots too, in one transaction; snapshots that others took the
 * place of get their names. Returns how many rows, by table. Throws `NOT_FORGOTTEN`.
 */
export async function forgetInSchema(
  settings: PostgresSettings,
  isTheirs: IsOfPerson,
  { isDry, replaced }: Forgetting,
): Promise<Record<string, number>> {
  const { schema } = settings;
  return withDatabase(settings, async (database) => {
    await begin(database, schema);
    const found = await readSchema(database, schema);
    const removed: Record<string, number> = {};
    for (const table of tablesWithNames(found)) {
      let rows = 0;
      for (const key of await theirKeys(database, schema, table, isTheirs)) {
        rows += await (isDry ? countRows : deleteRows)(database, schema, table, key);
      }
      if (rows > 0) removed[table.name] = rows;
    }
    if (isDry) return removed;
    if (found.has(SNAPSHOTS)) await takeNewNames(database, schema, found, replaced);
    await prove(database, schema, found, isTheirs);
    await database.ask("COMMIT");
    // Deleted rows lie in the table's files until they are cleaned; the server does so by itself, later.
    for (const name of Object.keys(removed)) {
      await database.ask(`VACUUM (SKIP_LOCKED) ${quotedName(schema, name)}`).catch(() => {});
    }
    return removed;
  });
}

function tablesWithNames(found: Schema): Named[] {
  return ours(found).flatMap((name) => {
    const columns = KEY_FIELDS.filter((field) => found.get(name)!.columns.has(field));
    return NAMES.every((field) => columns.includes(field)) ? [{ name, columns }] : [];
  });
}

async function theirKeys({ ask }: Database, schema: string, table: Named, isTheirs: IsOfPerson): Promise<Key[]> {
  const list = table.columns.map((column) => quotedName(column)).join(", ");
  await ask(`DECLARE keys NO SCROLL CURSOR FOR SELECT DISTINCT ${list} FROM ${quotedName(schema, table.name)}`);
  const theirs: Key[] = [];
  for (;;) {
    const rows = (await ask(`FETCH ${KEYS_AT_ONCE} FROM keys`)) as Record<string, string | null>[];
    for (const row of rows) {
      if (isTheirs((field) => asTyped(row[field]))) theirs.push(table.columns.map((column) => row[column]));
    }
    if (rows.length < KEYS_AT_ONCE) break;
  }
  await ask("CLOSE keys");
  return theirs;
}

/** A cell as it was before the database, which keeps no NUL, got it. */
function asTyped(text: string | null | undefined): string | null | undefined {
  return text?.replaceAll(NUL_SIGN, "\0") ?? text;
}

async function countRows({ ask }: Database, schema: string, table: Named, key: Key): Promise<number> {
  const sql = `SELECT count(*)::int AS rows FROM ${quotedName(schema, table.name)} WHERE ${isKey(table)}`;
  return Number((await ask(sql, key))[0].rows);
}

async function deleteRows(database: Database, schema: string, table: Named, key: Key): Promise<number> {
  const sql = `DELETE FROM ${quotedName(schema, table.name)} WHERE ${isKey(table)} RETURNING 1`;
  return (await database.ask(sql, key, ownership(database, schema, table.name))).length;
}

function isKey({ columns }: Named): string {
  return columns.map((column, i) => `${quotedName(column)} IS NOT DISTINCT FROM $${i + 1}::text`).join(" AND ");
}

/** Where the new one is there already, what the old one was is a second copy. */
async function takeNewNames(
  { ask }: Database,
  schema: string,
  found: Schema,
  replaced: ReadonlyMap<string, Manifest>,
): Promise<void> {
  const snapshots = quotedName(schema, SNAPSHOTS);
  const there = new Set((await ask(`SELECT snapshot FROM ${snapshots}`)).map(({ snapshot }) => String(snapshot)));
  for (const [old, manifest] of replaced) {
    if (!there.has(old)) continue;
    const isThere = there.has(manifest.snapshot);
    for (const name of [SNAPSHOTS, ...ours(found).filter(isHistory)]) {
      const table = quotedName(schema, name);
      if (isThere) await ask(`DELETE FROM ${table} WHERE snapshot = $1`, [old]);
      else await ask(`UPDATE ${table} SET snapshot = $2 WHERE snapshot = $1`, [old, manifest.snapshot]);
    }
    if (!isThere) {
      const values = [manifest.snapshot, manifestText(manifest)];
      await ask(`UPDATE ${snapshots} SET manifest = $2 WHERE snapshot = $1`, values);
    }
    there.add(manifest.snapshot);
  }
}

async function prove(database: Database, schema: string, found: Schema, isTheirs: IsOfPerson): Promise<void> {
  for (const table of tablesWithNames(found)) {
    if ((await theirKeys(database, schema, table, isTheirs)).length === 0) continue;
    throw new Failure("NOT_FORGOTTEN", `Rows of the person are still read back from the table ${table.name}.`, {
      way: "left",
    });
  }
}
