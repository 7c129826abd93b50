import { type Table, tableFromIPC } from "apache-arrow";
import { PART_ROWS, type Part } from "../tables/columns";
import { type GroupPages, groupOf } from "./pages";
import { parquetWasm } from "./wasm";
import { writeColumn } from "./write-column";

/** One part as a row group. */
export async function writeRowGroup({ columns, rows }: Part): Promise<GroupPages> {
  const wasm = await parquetWasm();
  return groupOf(
    columns.map((column) => ({ name: column.name, column: writeColumn(wasm, column, rows) })),
    rows.length,
  );
}

/** The Arrow table in a Parquet file of one row group; with `columns`, only those. */
export async function readRowGroup(file: Uint8Array, columns?: string[]): Promise<Table> {
  const { readParquet } = await parquetWasm();
  return tableFromIPC(readParquet(file, { batchSize: PART_ROWS, ...(columns && { columns }) }).intoIPCStream());
}
