import type { Zone } from "../../shared/zone";
import type { RawColumn } from "../inputs/table";
import type { TextTable } from "../inputs/text-table";
import { greatest } from "../kernel/greatest";

/**
 * A column of a Parquet file, described by where its values are; nothing is copied until a row group is written.
 * All of it is plain data over shared buffers, so that any thread can write any row group.
 */
export type OutColumn = { name: string; nullable: boolean } & Values;

type Values =
  /** `texts[codes[row]]`; an empty text is null when the column is nullable. */
  | { kind: "text"; codes: Int32Array | Uint8Array; texts: TextTable }
  /** `values[codes[row]]` as INT32; 0 is null when the column is nullable. */
  | { kind: "id"; codes: Int32Array; values: Int32Array }
  /** The sheet row of each row (`row + 2`) as INT32; with `of`, the sheet row of `of[row]`. */
  | { kind: "sheet-row"; of: Int32Array | null }
  /** UTC instants (ms) as microseconds, adjusted to UTC; NaN is null when the column is nullable. */
  | { kind: "instant"; instants: Float64Array }
  /** The local date of UTC instants, likewise. */
  | { kind: "local-date"; instants: Float64Array; zone: Zone }
  /** Timestamp cells as they were read, for rows that did not become leads. */
  | ({ kind: "time-cell"; texts: TextTable } & Pick<RawColumn, "codes" | "numbers" | "numbersAre">)
  /** What `flags` says of each row as BOOLEAN: 0 null, 1 false, 2 true. */
  | { kind: "flag"; flags: Uint8Array }
  /** One text for every row, or null. */
  | { kind: "constant"; text: string | null };

/** One row group: these rows of these columns. Every part of a file has the same column names and kinds of value. */
export interface Part {
  columns: OutColumn[];
  rows: Int32Array;
}

/**
 * Rows of a row group: eight per million rows, so that threads write and DuckDB reads them side by side. Each has dictionaries of its own: with twice
 * as many rows, names that hardly repeat would take a tenth more memory, and no less time.
 */
export const PART_ROWS = 1 << 17;

/** Bytes of text in a row group at most, if it has several rows: cells may be as long as a novel. */
const PART_BYTES = 64 << 20;

/** The rows of one table as parts; at least one, so that an empty table is a file with a schema. */
export function partsOf(columns: OutColumn[], rows: Int32Array, partRows = PART_ROWS): Part[] {
  const bytesOf = rowBytes(columns, partRows);
  const parts: Part[] = [];
  for (let from = 0; from < rows.length || parts.length === 0; ) {
    let to = Math.min(from + partRows, rows.length);
    if (bytesOf !== null) to = endWithin(rows, from, to, bytesOf);
    parts.push({ columns, rows: rows.subarray(from, to) });
    from = Math.max(to, from + 1);
  }
  return parts;
}

/** The parts that have rows: a table without any is a file with columns and no row group. */
export function filled(parts: Part[]): Part[] {
  return parts.filter(({ rows }) => rows.length > 0);
}

/** The bytes of text of a row; `null` when no part of `partRows` rows can have too many. */
function rowBytes(columns: OutColumn[], partRows: number): ((row: number) => number) | null {
  const texts = columns.filter((column) => column.kind === "text" || column.kind === "time-cell");
  const longest = texts.map(({ texts }) => greatest(texts.lengths));
  if (longest.reduce((sum, length) => sum + length, 0) * partRows <= PART_BYTES * 4) return null;
  return (row) => texts.reduce((sum, { codes, texts }) => sum + (texts.lengths[codes[row]] ?? 0), 0);
}

function endWithin(rows: Int32Array, from: number, to: number, bytesOf: (row: number) => number): number {
  let bytes = 0;
  for (let at = from; at < to; at++) {
    bytes += bytesOf(rows[at]);
    if (bytes > PART_BYTES && at > from) return at;
  }
  return to;
}
