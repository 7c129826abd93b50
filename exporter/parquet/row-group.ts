import { tableFromIPC, tableToIPC } from "apache-arrow";
import { arrowTable } from "./arrow";
import { PART_ROWS, type Part } from "./columns";
import { parquetWasm } from "./wasm";

/** Columns whose values all differ, or nearly: a dictionary would be built and thrown away. */
const NO_DICTIONARY = ["source_row", "winner_row", "operator_timestamp"];

/** One part as a Parquet file of one row group: ZSTD, statistics per column. */
export async function writeRowGroup(part: Part): Promise<Uint8Array> {
  const { Compression, EnabledStatistics, Table, writeParquet, WriterPropertiesBuilder } = await parquetWasm();
  let properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setStatisticsEnabled(EnabledStatistics.Chunk)
    .setMaxRowGroupSize(PART_ROWS);
  for (const column of NO_DICTIONARY) properties = properties.setColumnDictionaryEnabled(column, false);
  // Both calls consume their argument: nothing is left to free.
  return writeParquet(Table.fromIPCStream(tableToIPC(arrowTable(part), "stream")), properties.build());
}

/** The Arrow table in a Parquet file of one row group. */
export async function readRowGroup(file: Uint8Array) {
  const { readParquet } = await parquetWasm();
  return tableFromIPC(readParquet(file, { batchSize: PART_ROWS }).intoIPCStream());
}
