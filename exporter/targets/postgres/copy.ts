import { once } from "node:events";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Client } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { quoted } from "../../questions/tables";
import { Failure } from "../../words/failure";
import type { Database } from "./connect";
import { NUL_SIGN, quotedName } from "./identifiers";
import type { Column, SnapshotTable } from "./tables";

/**
 * Copies the rows of a file into a table, which has columns of the same names. Each row is one line of CSV that DuckDB makes: texts
 * quoted, so that an empty one is not null. Throws `TARGET_COUNT_DIFFERS` when the database took another number of rows.
 */
export async function copyRows(
  { client }: Database,
  duck: DuckDBConnection,
  schema: string,
  { name, columns, source, rows }: SnapshotTable,
  onRows: (rows: number) => void,
): Promise<void> {
  const list = columns.map((column) => quotedName(column.name)).join(", ");
  const stream = openCopy(client, `COPY ${quotedName(schema, name)} (${list}) FROM STDIN (FORMAT csv)`);
  const ended = new Promise<void>((resolve, reject) => {
    stream.once("finish", resolve);
    stream.on("error", reject);
  });
  ended.catch(() => {});
  try {
    const result = await duck.stream(`SELECT concat(${columns.map(cellOf).join(", ',', ")}) FROM ${source}`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      const lines = `${chunk.getColumnValues(0).join("\n")}\n`;
      if (!stream.write(lines)) await Promise.race([once(stream, "drain"), ended]);
      onRows(chunk.rowCount);
    }
    stream.end();
  } catch (error) {
    stream.destroy(error as Error);
    await ended.catch(() => {});
    throw error;
  }
  await ended;
  if (stream.rowCount === rows) return;
  throw new Failure(
    "TARGET_COUNT_DIFFERS",
    `The file of ${name} has ${rows} rows, and the database took ${stream.rowCount}: nothing of it was kept.`,
  );
}

/**
 * The server may refuse a row while others are on their way. The library then forgets its connection and crashes over them; kept, they go
 * to a server that passes over what comes after its refusal.
 */
function openCopy(client: Client, sql: string): CopyStreamQuery {
  const stream: CopyStreamQuery & { connection?: unknown; handleError?(error: unknown): void } = copyFrom(sql);
  const { handleError } = stream;
  stream.handleError = (error) => {
    const { connection } = stream;
    handleError!.call(stream, error);
    stream.connection = connection;
  };
  return client.query(stream);
}

/** A value in CSV; a null is nothing between the commas, which `concat` makes of it. */
function cellOf({ name, type }: Column): string {
  const value = `"${name.replaceAll('"', '""')}"`;
  if (type !== "text") return value;
  return `'"' || replace(replace(CAST(${value} AS VARCHAR), '"', '""'), chr(0), ${quoted(NUL_SIGN)}) || '"'`;
}
