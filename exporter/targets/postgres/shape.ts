import { Failure } from "../../words/failure";
import type { Database } from "./connect";
import { nameOf, quotedName, quotedText } from "./identifiers";
import type { Column } from "./tables";

/** A table as it should be. */
export interface WantedTable {
  readonly name: string;
  readonly note: string;
  readonly columns: readonly Column[];
  /** Whether its rows stay, and their values are cast when a column gets another type; otherwise the rows are gone by then. */
  readonly keepsRows: boolean;
}

/** What a schema holds under a name. */
interface Found {
  readonly isTable: boolean;
  readonly isOurs: boolean;
  readonly note: string | null;
  readonly columns: ReadonlyMap<string, { readonly type: string; readonly note: string | null }>;
}

export type Schema = ReadonlyMap<string, Found>;

/** The end of the comment of each of our tables: no other table is ever emptied. */
const OURS = "Made by Lead Export.";

/** Everything that has a name in a schema: tables, views, indexes. */
export async function readSchema({ ask }: Database, schema: string): Promise<Schema> {
  const rows = await ask(
    `SELECT c.relname AS name, c.relkind IN ('r', 'p') AS is_table, obj_description(c.oid, 'pg_class') AS note,
       a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, col_description(c.oid, a.attnum) AS column_note
     FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname = $1`,
    [nameOf(schema)],
  );
  const found = new Map<string, Found & { columns: Map<string, { type: string; note: string | null }> }>();
  for (const row of rows as Record<string, string | null>[]) {
    const note = row.note;
    const isTable = Boolean(row.is_table);
    const one = found.get(row.name!) ?? { isTable, isOurs: note?.endsWith(OURS) === true, note, columns: new Map() };
    if (row.column !== null) one.columns.set(row.column, { type: row.type!, note: row.column_note });
    found.set(row.name!, one);
  }
  return found;
}

/**
 * Statements that make a table as it should be, none when it is. Columns that the files have no more stay, empty: a view or a chart may
 * name them. Throws `TARGET_IN_USE` for a name that something else has.
 */
export function changesTo(found: Schema, schema: string, wanted: WantedTable): string[] {
  const { name, columns, keepsRows } = wanted;
  const table = quotedName(schema, name);
  const now = found.get(nameOf(name));
  if (now !== undefined && !(now.isTable && now.isOurs)) throw inUse(schema, name, now.isTable);
  const changes: string[] = [];
  if (now === undefined) {
    changes.push(
      `CREATE TABLE ${table} (${columns.map((column) => `${quotedName(column.name)} ${column.type}`).join(", ")})`,
    );
  }
  for (const column of columns) {
    const at = quotedName(column.name);
    const old = now?.columns.get(nameOf(column.name));
    const isNew = now === undefined || old === undefined;
    const isRetyped = old !== undefined && old.type !== column.type;
    if (now !== undefined && old === undefined) changes.push(`ALTER TABLE ${table} ADD COLUMN ${at} ${column.type}`);
    if (isRetyped && keepsRows) {
      changes.push(`ALTER TABLE ${table} ALTER COLUMN ${at} TYPE ${column.type} USING CAST(${at} AS ${column.type})`);
    } else if (isRetyped) {
      // Not ALTER TYPE: who began to read before would find the table without rows.
      changes.push(`ALTER TABLE ${table} DROP COLUMN ${at}, ADD COLUMN ${at} ${column.type}`);
    }
    if (column.note !== null && (isNew || isRetyped || old.note !== column.note)) {
      changes.push(`COMMENT ON COLUMN ${quotedName(schema, name, column.name)} IS ${quotedText(column.note)}`);
    }
    const index = `${name}_${column.name}_index`;
    if (column.index !== null && ((isRetyped && !keepsRows) || !found.has(nameOf(index)))) {
      changes.push(`CREATE INDEX ${quotedName(index)} ON ${table} USING ${column.index} (${at})`);
    }
  }
  const note = `${wanted.note} ${OURS}`;
  if (now?.note !== note) changes.push(`COMMENT ON TABLE ${table} IS ${quotedText(note)}`);
  return changes;
}

function inUse(schema: string, name: string, isTable: boolean): Failure {
  const what = isTable ? "a table" : "something";
  const sentence = `The schema ${schema} has ${what} called ${name} that Lead Export did not make.`;
  return new Failure("TARGET_IN_USE", sentence, {
    rename: `ALTER ${isTable ? "TABLE" : "VIEW"} ${quotedName(schema, name)} RENAME TO ${quotedName(`my_${name}`)}`,
  });
}
