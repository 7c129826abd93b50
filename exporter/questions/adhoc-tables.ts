import type { AnswerColumn } from "../../shared/answer";
import { SQL_TYPE_OF } from "./columns";
import { CHANGES_COLUMNS, literal, parquetAt, quoted, TABLE_NAMES, type TableFiles } from "./tables";

/** A table that an ad-hoc statement may read: a SELECT over files. */
export interface AdHocTable {
  readonly name: string;
  readonly select: string;
  readonly paths: readonly string[];
}

/** A file that rows of a tab came from, and which ones. */
export interface SourceFile {
  readonly tab: string;
  readonly path: string;
  /** As `source_row` counts; of a file without rows the last comes before the first. */
  readonly first_row: number;
  readonly last_row: number;
}

/** What of a snapshot a statement may read. */
export interface AskedSnapshot {
  readonly snapshot: string;
  /** ISO 8601, UTC. */
  readonly asOf: string;
  readonly files: TableFiles;
  /** Of the table `changes`; none where nothing came before. */
  readonly changes: readonly string[];
  readonly answers: readonly {
    readonly question: string;
    readonly columns: readonly AnswerColumn[];
    readonly path: string;
  }[];
  readonly sources: readonly SourceFile[];
}

/** A part of a table, of one snapshot. */
interface Part {
  readonly select: string;
  readonly paths: readonly string[];
  readonly of: AskedSnapshot;
}

/**
 * The tables of a snapshot: the published ones, `changes` (empty where nothing came before), `answers` with the rows of all of them, and `source_files`.
 * `isSeries`: those of several snapshots, one below the other, with the columns `snapshot` and `as_of` in front.
 */
export function adHocTables(snapshots: readonly AskedSnapshot[], isSeries: boolean): AdHocTable[] {
  const typeOf = answerTypes(snapshots);
  const tables: Record<string, Part[]> = { changes: [], answers: [], source_files: [] };
  for (const of of snapshots) {
    for (const name of TABLE_NAMES) tables[name] = [...(tables[name] ?? []), ...published(of, of.files[name])];
    tables.changes.push(...published(of, of.changes));
    tables.answers.push(
      ...of.answers.map((answer) => ({ select: answerRows(answer, typeOf), paths: [answer.path], of })),
    );
    tables.source_files.push({ select: sourceRows(of.sources), paths: [], of });
  }
  // Where nothing came before, nothing changed.
  if (tables.changes.length === 0)
    tables.changes.push(...snapshots.map((of) => ({ select: NO_CHANGES, paths: [], of })));
  return Object.entries(tables)
    .filter(([, parts]) => parts.length > 0)
    .map(([name, parts]) => ({
      name,
      select: parts.map((part) => (isSeries ? inSeries(part) : part.select)).join(" UNION ALL BY NAME "),
      paths: parts.flatMap(({ paths }) => paths),
    }));
}

/** The columns of `changes`, and no row. */
const NO_CHANGES = `SELECT * FROM (SELECT ${CHANGES_COLUMNS.split(", ")
  .map((column) => column.split(" "))
  .map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`)
  .join(", ")}) WHERE false`;

function published(of: AskedSnapshot, paths: readonly string[]): Part[] {
  return paths.length === 0 ? [] : [{ select: `SELECT * FROM ${parquetAt(...paths)}`, paths, of }];
}

function inSeries({ select, of: { snapshot, asOf } }: Part): string {
  return `SELECT ${quoted(snapshot)} AS snapshot, CAST(${quoted(asOf)} AS TIMESTAMPTZ) AS as_of, * FROM (${select})`;
}

/** What stands before the columns of every answer. */
const OURS = ["snapshot", "as_of", "question", "place"];
const DUCKDB_TYPES = { text: "VARCHAR", number: "BIGINT", day: "DATE" };

/** The type of each column of the answers; text, where two answers have a column of one name and of two types. */
function answerTypes(snapshots: readonly AskedSnapshot[]): (column: AnswerColumn) => string {
  const types = new Map<string, Set<string>>();
  for (const { name, type } of snapshots.flatMap(({ answers }) => answers).flatMap(({ columns }) => columns)) {
    types.set(name, (types.get(name) ?? new Set()).add(DUCKDB_TYPES[SQL_TYPE_OF[type]]));
  }
  return ({ name, type }) => (types.get(name)!.size > 1 ? "VARCHAR" : DUCKDB_TYPES[SQL_TYPE_OF[type]]);
}

function answerRows(
  { question, columns, path }: AskedSnapshot["answers"][number],
  typeOf: (column: AnswerColumn) => string,
): string {
  const list = columns
    .filter(({ name }) => !OURS.includes(name))
    .map((column) => `CAST("${column.name}" AS ${typeOf(column)}) AS "${column.name}"`);
  const all = [`${quoted(question)} AS question`, "CAST(file_row_number + 1 AS INTEGER) AS place", ...list].join(", ");
  return `SELECT ${all} FROM read_parquet([${quoted(literal(path))}], file_row_number = true)`;
}

function sourceRows(sources: readonly SourceFile[]): string {
  const rows = sources.map((s) => `(${quoted(s.tab)}, ${quoted(s.path)}, ${s.first_row}, ${s.last_row})`);
  const none = "(NULL::VARCHAR, NULL::VARCHAR, NULL::INTEGER, NULL::INTEGER)";
  const values = `(VALUES ${[none, ...rows].join(", ")}) t(tab, path, first_row, last_row)`;
  return `SELECT * FROM ${values} WHERE tab IS NOT NULL`;
}
