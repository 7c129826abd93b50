import { type Table, tableFromIPC } from "apache-arrow";
import { PART_ROWS, type Part } from "../tables/columns";
import { type GroupPages, groupOf } from "./pages";
import type { ColumnSum } from "./values";
import { parquetWasm } from "./wasm";
import { writeColumn } from "./write-column";

export interface WrittenGroup extends GroupPages {
  /** Of each column. */
  sums: ColumnSum[];
}

/** One part as a row group. */
export async function writeRowGroup({ columns, rows }: Part): Promise<WrittenGroup> {
  const wasm = await parquetWasm();
  const written = columns.map((column) => ({ name: column.name, column: writeColumn(wasm, column, rows) }));
  return { ...groupOf(written, rows.length), sums: written.map(({ column }) => column.sum) };
}

/** The Arrow table in a Parquet file of one row group; with `columns`, only those. */
export async function readRowGroup(file: Uint8Array, columns?: string[]): Promise<Table> {
  const { readParquet } = await parquetWasm();
  return tableFromIPC(readParquet(file, { batchSize: PART_ROWS, ...(columns && { columns }) }).intoIPCStream());
}
