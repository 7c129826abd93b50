import type { DuckDBConnection } from "@duckdb/node-api";
import { ROW_CHANGES, type RowChanges } from "../../shared/compared";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import type { Database } from "../questions/duckdb";
import { parquetAt, quoted, type TableFiles } from "../questions/tables";
import { CHANGES_TABLE } from "../tables/changes-table";
import { explain } from "./explain";
import { openKeys } from "./keys";

/** The tables of two snapshots, as files. */
export interface BeforeAndNow {
  readonly before: Pick<TableFiles, "leads" | "companies">;
  readonly now: TableFiles;
}

/** How many rows of each tab each change has, and of all in the table. */
export interface Changed {
  readonly leads: RowChanges;
  readonly companies: RowChanges;
  readonly rows: number;
}

/**
 * Writes what changed in the clean rows to `path`, as the table `changes`. Only rows whose key is written another way on either side are read by the
 * rules: of a million that stay as they are no more than a join is to be paid.
 * @param decided what people decided that countries mean today
 */
export async function rowChanges(
  { before, now }: BeforeAndNow,
  decided: DecidedCountries,
  path: string,
  { connect }: Database,
): Promise<Changed> {
  const connection = await connect();
  try {
    await openKeys(connection);
    for (const [contract, then, files] of [
      [LEADS, before.leads, now.leads],
      [COMPANIES, before.companies, now.companies],
    ] as const) {
      await findDifferent(connection, contract, then, files);
      await explain(connection, contract, now, decided);
    }
    const parts = [LEADS, COMPANIES].map(({ tab }, i) => `SELECT *, ${i} AS place FROM changes_${tab}`);
    const columns = CHANGES_TABLE.columns.map(({ name }) => name).join(", ");
    const order = `place, list_position([${ROW_CHANGES.map(quoted).join(", ")}], change), coalesce(source_row, row_before), row_before`;
    const all = `SELECT ${columns} FROM (${parts.join(" UNION ALL BY NAME ")}) ORDER BY ${order}`;
    await connection.run(`COPY (${all}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`);
    const [leads, companies] = [await countsOf(connection, LEADS), await countsOf(connection, COMPANIES)];
    const rows = [leads, companies].flatMap((counts) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
    return { leads, companies, rows };
  } finally {
    connection.closeSync();
  }
}

/**
 * Finds the rows whose key the other side has not, written so, and those that it has with other values: `row_before` and `was_<field>` of
 * the published row, `source_row` and `<field>` of the row now.
 */
async function findDifferent(
  connection: DuckDBConnection,
  { tab, fields, uniqueKey }: TabContract,
  before: readonly string[],
  now: readonly string[],
): Promise<void> {
  const same = uniqueKey.map((name) => `b.${name} IS NOT DISTINCT FROM n.${name}`).join(" AND ");
  const others = fields.filter(({ name }) => !uniqueKey.includes(name));
  const differ = others.map(({ name }) => `b.${name} IS DISTINCT FROM n.${name}`);
  const values = fields.flatMap(({ name }) => [`b.${name} AS was_${name}`, `n.${name} AS ${name}`]).join(", ");
  await connection.run(
    `CREATE TEMP TABLE different_${tab} AS SELECT b.source_row AS row_before, n.source_row AS source_row, ${values}
     FROM ${parquetAt(...before)} b FULL JOIN ${parquetAt(...now)} n ON ${same}
     WHERE ${["b.source_row IS NULL", "n.source_row IS NULL", ...differ].join(" OR ")}`,
  );
}

async function countsOf(connection: DuckDBConnection, { tab }: TabContract): Promise<RowChanges> {
  const read = await connection.runAndReadAll(`SELECT change, count(*)::INTEGER FROM changes_${tab} GROUP BY change`);
  const found = new Map(read.getRows().map(([change, count]) => [String(change), Number(count)]));
  return Object.fromEntries(ROW_CHANGES.map((change) => [change, found.get(change) ?? 0])) as RowChanges;
}
