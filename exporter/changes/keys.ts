import type { DuckDBConnection } from "@duckdb/node-api";
import type { Field, TabContract } from "../../shared/contract";
import { readCountry } from "../../shared/country";
import type { DecidedCountries } from "../../shared/decisions";
import { readText } from "../../shared/reading";

type Kind = "text" | "country";

/** Makes room for what each text means by today's rules: its key, null where it cannot be read. */
export async function openKeys(connection: DuckDBConnection): Promise<void> {
  await connection.run("CREATE TEMP TABLE keys (kind VARCHAR, text VARCHAR, key VARCHAR)");
}

/** Has the rules read the texts of the unique key in a table, each once. Its columns are the fields, with `prefix` in front. */
export async function addKeys(
  connection: DuckDBConnection,
  contract: TabContract,
  table: string,
  prefix: string,
  decided: DecidedCountries,
): Promise<void> {
  for (const kind of ["text", "country"] as const) {
    const fields = keyFields(contract).filter(({ type }) => type === kind);
    if (fields.length === 0) continue;
    const texts = fields.map(({ name }) => `SELECT ${prefix}${name} AS text FROM ${table}`).join(" UNION ALL ");
    const known = `SELECT text FROM keys WHERE kind = '${kind}'`;
    const read = await connection.runAndReadAll(
      `SELECT DISTINCT text FROM (${texts}) WHERE text IS NOT NULL AND text NOT IN (${known})`,
    );
    const appender = await connection.createAppender("keys");
    for (const [text] of read.getRows() as [string][]) {
      const key = keyIn(kind, text, decided);
      appender.appendVarchar(kind);
      appender.appendVarchar(text);
      if (key === null) appender.appendNull();
      else appender.appendVarchar(key);
      appender.endRow();
    }
    appender.closeSync();
  }
}

/** The keys of the rows `row` in SQL, as columns `key_<field>`, and the joins that find them. */
export function keysOf(contract: TabContract, row: string, prefix: string): { columns: string; joins: string } {
  const fields = keyFields(contract);
  const columns = fields.map(({ name, required }) => {
    const found = `k_${name}.key`;
    const key = required ? found : `CASE WHEN ${row}.${prefix}${name} IS NULL THEN '' ELSE ${found} END`;
    return `${key} AS key_${name}`;
  });
  const joins = fields.map(({ name, type }) => {
    return `LEFT JOIN keys k_${name} ON k_${name}.kind = '${type}' AND k_${name}.text = ${row}.${prefix}${name}`;
  });
  return { columns: columns.join(", "), joins: joins.join(" ") };
}

function keyIn(kind: Kind, text: string, decided: DecidedCountries): string | null {
  const { problem, key } = kind === "text" ? readText(text) : readCountry(text, decided);
  return problem === null ? key : null;
}

function keyFields({ fields, uniqueKey }: TabContract): Field[] {
  return uniqueKey.map((name) => fields.find((field) => field.name === name)!);
}
