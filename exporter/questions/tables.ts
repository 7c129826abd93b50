import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { CHANGES_TABLE } from "../tables/changes-table";
import { type ColumnKind, dataModel, type ModelColumn, type TableName } from "../tables/data-model";

/** The files of a snapshot, as questions see them: a table may have several. */
export type TableFiles = Record<TableName, readonly string[]>;

const SQL_TYPES: Record<ColumnKind, string> = {
  text: "VARCHAR",
  integer: "INTEGER",
  instant: "TIMESTAMPTZ",
  date: "DATE",
  boolean: "BOOLEAN",
};

/** The columns of the files, in DuckDB's types. */
export function tableColumns(leads: TabContract, companies: TabContract): Record<TableName, string> {
  const listed = dataModel(leads, companies).map(({ name, columns }) => [name, columnList(columns)]);
  return Object.fromEntries(listed);
}

function columnList(columns: readonly ModelColumn[]): string {
  return columns.map(({ name, kind }) => `${name} ${SQL_TYPES[kind]}`).join(", ");
}

/** Of the table `changes`, where a snapshot has none. */
export const CHANGES_COLUMNS = columnList(CHANGES_TABLE.columns);

/** The columns questions may count on. Questions are checked on empty tables of this shape before any is answered. */
export const TABLE_COLUMNS = tableColumns(LEADS, COMPANIES);

export const TABLE_NAMES = Object.keys(TABLE_COLUMNS) as TableName[];

/** A text as an SQL string. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Parquet files as DuckDB reads them, as one table. DuckDB takes a path for a pattern: in a folder called `Leads [2026]` it would read the files of
 * other folders, or none, so each sign of a pattern is written as the set of itself.
 */
export function parquetAt(...paths: readonly string[]): string {
  return `read_parquet([${paths.map((path) => quoted(literal(path))).join(", ")}])`;
}

/** Has all connections see files as tables, or one alone. */
export function viewsOf(files: Readonly<Record<string, readonly string[]>>, view: "VIEW" | "TEMP VIEW"): string {
  const views = Object.entries(files).map(
    ([name, paths]) => `CREATE ${view} ${name} AS SELECT * FROM ${parquetAt(...paths)}`,
  );
  return views.join("; ");
}

/** The pattern that only `path` matches. */
export function literal(path: string): string {
  return path.replace(/[*?[]/g, (sign) => `[${sign}]`);
}
