import type { RowGroup, SchemaElement } from "hyparquet";
import type { WrittenLayout } from "../parquet/file";
import type { Database } from "./duckdb";
import { parquetAt } from "./tables";

/**
 * Has DuckDB, whose reader is not ours, read the columns of files that were just written and say what each comes to. Returns the first
 * that comes to something else than was written; `null` when none does. Large dictionaries and their codes, of which none is missing, are not
 * looked into: what reads them back is not ours either, but parquet-wasm, and a million names would take DuckDB as long as all other columns.
 */
export async function differenceInSums(files: readonly WrittenLayout[], { connect }: Database): Promise<string | null> {
  const connection = await connect();
  try {
    for (const { path, schema, groups, sums } of files) {
      const columns = schema.schema.slice(1);
      const list = columns.flatMap((column, i) =>
        isReadBack(column, groups, i)
          ? ["count(*)", sums[i].sum]
          : [`count("${column.name}")`, `coalesce(sum(${measureOf(column)}), 0)`],
      );
      const read = await connection.runAndReadAll(`SELECT ${list.join(", ")} FROM ${parquetAt(path)}`);
      const [row] = read.getRows();
      for (const [i, { present, sum }] of sums.entries()) {
        const [count, total] = [Number(row[2 * i]), BigInt(String(row[2 * i + 1]))];
        // Ours are added up in 64 bits.
        if (count === present && BigInt.asIntN(64, total - sum) === 0n) continue;
        return `${path}: ${columns[i].name}, of which DuckDB reads other values`;
      }
    }
    return null;
  } finally {
    connection.closeSync();
  }
}

/** Whether parquet-wasm has read the whole of a column back: dictionaries that it compressed, and codes without levels. */
function isReadBack({ repetition_type }: SchemaElement, groups: readonly RowGroup[], index: number): boolean {
  return repetition_type === "REQUIRED" && groups.every(({ columns }) => columns[index].meta_data!.codec === "ZSTD");
}

/** What is added up of a column: the numbers, the bytes of texts, the true ones. */
function measureOf({ name, type, converted_type }: SchemaElement): string {
  if (type === "BYTE_ARRAY") return `strlen("${name}")`;
  if (type === "BOOLEAN") return `"${name}"::INTEGER`;
  if (type === "INT64") return `epoch_us("${name}")`;
  return converted_type === "DATE" ? `"${name}" - DATE '1970-01-01'` : `"${name}"`;
}
