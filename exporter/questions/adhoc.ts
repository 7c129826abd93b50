import type { DuckDBResult } from "@duckdb/node-api";
import { Failure } from "../words/failure";
import type { AdHocTable } from "./adhoc-tables";
import { loadDuckDB, openDatabase } from "./duckdb";
import { literal, quoted } from "./tables";

const COMMENTS = /--.*|\/\*[\s\S]*?\*\//g;
/** For the better sentence only: of some of these DuckDB says no more than that a view is no table. */
const WRITES = /^\s*(alter|create|delete|drop|insert|merge|truncate|update)\b/i;
const READS_ONLY = "Snapshots never change: sql only reads.";

/** DuckDB says first what it was doing, then the kind of the error; a person needs neither. */
const EXTRACTING = /^Failed to extract statements: /;
const KIND_OF_ERROR = /^[A-Z][A-Za-z -]* Error: /;

/** A column of what an ad-hoc statement gives. */
export interface AdHocColumn {
  name: string;
  type: string;
}

/** Rows ready for JSON, some at a time: instants are ISO 8601, whole numbers beyond 2^53 are text. */
export type Batches = AsyncIterable<unknown[][]>;

/** What an ad-hoc statement gave; its rows are ours only one batch at a time. */
export interface AdHocResult {
  columns: AdHocColumn[];
  rowCount: number;
  batches: Batches;
}

/**
 * Runs one reading statement (SELECT, WITH, VALUES, DESCRIBE, ...) over tables and gives what came of it to `take`. It can read
 * their files and nothing else, and write nothing. Returns what `take` does. Throws `SQL_NOT_READING` and `SQL_ERROR` (exit 2), both
 * before `take` has anything.
 */
export async function adHoc<T>(
  tables: readonly AdHocTable[],
  sql: string,
  take: (result: AdHocResult) => Promise<T>,
): Promise<T> {
  if (sql.replace(COMMENTS, "").replace(/[\s;]/g, "") === "") throw notReading("The statement is empty.");
  if (WRITES.test(sql)) throw notReading(READS_ONLY);
  const { StatementType } = await loadDuckDB();
  const { connection, close } = await openDatabase();
  try {
    for (const { name, select } of tables) await connection.run(`CREATE VIEW ${name} AS ${select}`);
    const all = tables.flatMap(({ paths }) => paths);
    const paths = all.flatMap((path) => [quoted(path), quoted(literal(path))]).join(", ");
    await connection.run(`SET allowed_paths = [${paths}]`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    const statements = await asked(() => connection.extractStatements(sql));
    if (statements.count !== 1) throw notReading("There is more than one statement.");
    const prepared = await asked(() => statements.prepare(0));
    // EXPLAIN is refused with the rest: EXPLAIN ANALYZE COPY writes, and the files themselves are within reach.
    if (prepared.statementType !== StatementType.SELECT) throw notReading(READS_ONLY);
    // Not stream(): there a row that cannot be computed looks like the end of the rows.
    const result = await asked(() => prepared.run());
    const types = result.columnTypes().map(String);
    const columns = result.deduplicatedColumnNames().map((name, i) => ({ name, type: types[i] }));
    return await take({ columns, rowCount: result.rowCount, batches: batchesOf(result, types) });
  } finally {
    close();
  }
}

async function* batchesOf(result: DuckDBResult, types: readonly string[]): Batches {
  for await (const rows of result.yieldRowsJson()) yield rows.map((row) => row.map((cell, i) => plain(cell, types[i])));
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).trim().replace(EXTRACTING, "");
    if (message.startsWith("Permission Error")) throw notReading("The statement reaches beyond the snapshot's tables.");
    throw new Failure("SQL_ERROR", `The statement cannot be run: ${message.replace(KIND_OF_ERROR, "")}`, {
      cause: error,
    });
  }
}

function notReading(what: string): Failure {
  return new Failure("SQL_NOT_READING", what);
}

function plain(value: unknown, type: string): unknown {
  if (typeof value !== "string") return value;
  if (type === "BIGINT" || type === "HUGEINT" || type === "UBIGINT") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  // DuckDB writes UTC instants as `2026-11-22 12:00:00+00`.
  return type === "TIMESTAMP WITH TIME ZONE" ? value.replace(" ", "T").replace(/\+00$/, "Z") : value;
}
