import type { Table } from "apache-arrow";
import type { RowGroup } from "hyparquet";
import { checkOf } from "../kernel/check";
import { memory } from "../kernel/kernel";
import { PART_ROWS, type Part } from "../tables/columns";
import { groupOf } from "./pages";
import type { ColumnSum } from "./values";
import { parquetWasm } from "./wasm";
import { writeColumn } from "./write-column";

export interface WrittenGroup {
  /** In the memory of all threads; given back once it is in its file. */
  body: Uint8Array;
  /** Of `body`. */
  check: bigint;
  /** What a footer says of it when it stands at the start of a file. */
  group: RowGroup;
  /** Of each column. */
  sums: ColumnSum[];
}

/** One part as a row group. */
export async function writeRowGroup({ columns, rows }: Part): Promise<WrittenGroup> {
  const wasm = await parquetWasm();
  return memory().withScratch((scratch) => {
    const written = columns.map((column) => ({ name: column.name, column: writeColumn(wasm, column, rows, scratch) }));
    const { pieces, group } = groupOf(written, rows.length);
    const body = memory().uint8(Number(group.total_compressed_size));
    let at = 0;
    for (const piece of pieces) {
      body.set(piece, at);
      at += piece.length;
    }
    return { body, check: checkOf(body), group, sums: written.map(({ column }) => column.sum) };
  });
}

/** The Arrow table in a Parquet file of one row group; with `columns`, only those. A run that has nothing to compare with needs none. */
export async function readRowGroup(file: Uint8Array, columns?: string[]): Promise<Table> {
  const { tableFromIPC } = await import("apache-arrow");
  const { readParquet } = await parquetWasm();
  return tableFromIPC(readParquet(file, { batchSize: PART_ROWS, ...(columns && { columns }) }).intoIPCStream());
}
