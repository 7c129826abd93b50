import { type Data, Dictionary, Field, makeData, type Table, tableFromIPC, tableToIPC } from "apache-arrow";
import type { FileMetaData } from "hyparquet";
import { PART_ROWS, type Part } from "../tables/columns";
import { columnData, type NamedData, tableOf } from "./arrow";
import { footerOf } from "./footer";
import { type GroupPages, groupOf, pagesOf, textsByCode } from "./pages";
import { parquetWasm } from "./wasm";

/** Columns whose values all differ, or nearly: a dictionary would be built and thrown away. */
const NO_DICTIONARY = ["source_row", "winner_row", "operator_timestamp"];

/**
 * One part as a row group: ZSTD, statistics per column.
 * parquet-wasm makes a dictionary of texts by hashing the bytes of every row, which is most of its time, though here they come as
 * codes. So it writes the codes as a column of numbers, and each column's distinct texts on their own, and the two are joined.
 */
export async function writeRowGroup(part: Part): Promise<GroupPages> {
  const columns = part.columns.map((column) => ({ name: column.name, data: columnData(column, part.rows) }));
  const numbers = await writeFile(
    columns.map(({ name, data }, i) => ({
      data: isCoded(data) ? codesOf(data) : data,
      field: new Field(name, isCoded(data) ? data.type.indices : data.type, part.columns[i].nullable),
    })),
  );
  const [group] = footerOf(numbers).row_groups;
  const pages = columns.map(async ({ name, data }, i) => {
    const own = pagesOf(numbers, group.columns[i]);
    return isCoded(data) ? textsByCode(await textPages(name, data.dictionary!.data[0]), own) : own;
  });
  return groupOf(await Promise.all(pages), group);
}

/**
 * The footer of a file with the columns of a part and no rows: the schema that its row groups share. Parquet's own schema has no room
 * for `descriptions` (by column): they are the `description` of the fields in its `ARROW:schema`.
 */
export async function schemaOf(part: Part, descriptions: ReadonlyMap<string, string>): Promise<FileMetaData> {
  const none = new Int32Array(0);
  const columns = part.columns.map((column) => {
    const data = columnData(column, none);
    const description = descriptions.get(column.name);
    const metadata = new Map(description === undefined ? [] : [["description", description]]);
    return { data, field: new Field(column.name, data.type, column.nullable, metadata) };
  });
  return footerOf(await writeFile(columns));
}

/** The Arrow table in a Parquet file of one row group; with `columns`, only those. */
export async function readRowGroup(file: Uint8Array, columns?: string[]): Promise<Table> {
  const { readParquet } = await parquetWasm();
  return tableFromIPC(readParquet(file, { batchSize: PART_ROWS, ...(columns && { columns }) }).intoIPCStream());
}

type Coded = Data<Dictionary>;

function isCoded(data: Data): data is Coded {
  return data.type instanceof Dictionary && data.dictionary!.length > 0;
}

/** The codes of a coded column, as numbers. They appear in order: 0 is the first, and a new one is one more than the last. */
function codesOf({ type, length, nullCount, nullBitmap, values }: Coded): Data {
  return makeData({ type: type.indices, length, nullCount, nullBitmap, data: values });
}

async function textPages(name: string, texts: Data) {
  const file = await writeFile([{ data: texts, field: new Field(name, texts.type, false) }]);
  return pagesOf(file, footerOf(file).row_groups[0].columns[0]);
}

async function writeFile(columns: NamedData[]): Promise<Uint8Array> {
  const { Compression, EnabledStatistics, Table, writeParquet, WriterPropertiesBuilder } = await parquetWasm();
  let properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setStatisticsEnabled(EnabledStatistics.Chunk)
    .setMaxRowGroupSize(PART_ROWS)
    // Codes are only codes while the dictionary lasts.
    .setDictionaryPageSizeLimit(2 ** 31 - 1);
  for (const column of NO_DICTIONARY) properties = properties.setColumnDictionaryEnabled(column, false);
  // Both calls consume their argument: nothing is left to free.
  return writeParquet(Table.fromIPCStream(tableToIPC(tableOf(columns), "stream")), properties.build());
}
