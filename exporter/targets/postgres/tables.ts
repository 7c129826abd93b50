import type { DuckDBConnection } from "@duckdb/node-api";
import type { Manifest } from "../../publish/manifest";
import type { SnapshotFiles } from "../../publish/put-snapshot";
import { literal, quoted } from "../../questions/tables";
import { CHANGES_TABLE } from "../../tables/changes-table";
import { DATA_MODEL } from "../../tables/data-model";

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it. */
  readonly type: string;
  readonly note: string | null;
  /** The kind of index it is worth; `null`: none. Only a hash takes texts of any length. */
  readonly index: "btree" | "hash" | null;
}

/** A table of the snapshot, as the database gets it. */
export interface SnapshotTable {
  readonly name: string;
  readonly note: string;
  readonly columns: readonly Column[];
  /** What DuckDB reads it from. */
  readonly source: string;
  readonly rows: number;
}

const TYPES: Readonly<Record<string, string>> = {
  BOOLEAN: "boolean",
  TINYINT: "smallint",
  SMALLINT: "smallint",
  INTEGER: "integer",
  UINTEGER: "bigint",
  BIGINT: "bigint",
  UBIGINT: "numeric",
  HUGEINT: "numeric",
  FLOAT: "real",
  DOUBLE: "double precision",
  DATE: "date",
  TIMESTAMP: "timestamp without time zone",
  "TIMESTAMP WITH TIME ZONE": "timestamp with time zone",
};

/** Columns by which rows of two tables are joined. */
const JOINED = new Set(
  DATA_MODEL.flatMap(({ name, joins }) =>
    joins.flatMap(({ to, columns: [own, other] }) => [`${name}.${own}`, `${to}.${other}`]),
  ),
);

/**
 * The tables of a snapshot, with the columns that their files have and what is known of them. A table may be one file (`leads.parquet`)
 * or a folder of parts. Held rows only when they are wanted.
 */
export async function tablesOf(
  { manifest, fileAt }: SnapshotFiles,
  held: boolean,
  duck: DuckDBConnection,
): Promise<SnapshotTable[]> {
  const tables: SnapshotTable[] = [];
  for (const [name, files] of filesByTable(manifest)) {
    if (name === "held" && !held) continue;
    const paths = await Promise.all(files.map(async ({ path }) => quoted(literal(await fileAt(path)))));
    const source = `read_parquet([${paths.join(", ")}])`;
    const { note, notes } = notesOf(name, manifest);
    const described = await duck.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const columns = described.getRowsJS().map(([column, duckdbType]): Column => {
      const type = typeOf(String(duckdbType));
      return {
        name: String(column),
        type,
        note: notes.get(String(column)) ?? null,
        index: indexOf(name, String(column), type),
      };
    });
    const rows = files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
    tables.push({ name, note, columns, source, rows });
  }
  return tables;
}

/** `answers/hq_staff.parquet` is the table `answer_hq_staff`: no question is called like one of the four tables then. */
function filesByTable({ files }: Manifest): Map<string, Manifest["files"]> {
  const tables = new Map<string, Manifest["files"]>();
  for (const file of files.filter(({ rows }) => rows !== null)) {
    const path = file.path.split("/");
    const isAnswer = path[0] === "answers";
    const table = path[isAnswer ? 1 : 0].replace(/\.parquet$/, "");
    const name = isAnswer ? `answer_${table}` : table;
    tables.set(name, [...(tables.get(name) ?? []), file]);
  }
  return tables;
}

/** DuckDB's type in PostgreSQL; of a kind that no file of ours has yet, its text. */
function typeOf(duckdbType: string): string {
  const decimal = /^DECIMAL(\(\d+,\d+\))$/.exec(duckdbType);
  return decimal === null ? (TYPES[duckdbType] ?? "text") : `numeric${decimal[1]}`;
}

/** Rows are joined by some columns, and cut out by their day. */
function indexOf(table: string, column: string, type: string): Column["index"] {
  if (table.startsWith("answer_")) return null;
  if (JOINED.has(`${table}.${column}`)) return type === "text" ? "hash" : "btree";
  return type === "date" ? "btree" : null;
}

function notesOf(table: string, { questions }: Manifest): { note: string; notes: ReadonlyMap<string, string> } {
  const known = [...DATA_MODEL, CHANGES_TABLE].find(({ name }) => name === table);
  if (known !== undefined) {
    const notes = known.columns.map(({ name, description }) => [name, `${description}.`] as const);
    return { note: `${known.description}.`, notes: new Map(notes) };
  }
  const question = questions.find((one) => `answer_${one.question}` === table);
  if (question === undefined) return { note: `${table}.`, notes: new Map() };
  return {
    note: `${question.title}. ${question.window}.`,
    notes: new Map(question.columns.map(({ name, label }) => [name, label])),
  };
}
