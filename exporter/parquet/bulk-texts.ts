import type { SchemaElement, Statistics } from "hyparquet";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import { padded, schemaMessage, textsMessage } from "./arrow";
import { footer, footerOf, MAGIC, moved } from "./footer";
import { type ColumnPages, columnBytes, dataPage, dictionaryPage, groupOf, type Page, pagesIn } from "./pages";
import type { PlacedTexts } from "./values";
import type { ParquetWasm } from "./wasm";

/** Texts in bulk are parquet-wasm's: it encodes and compresses them when they are written, and takes them apart when they are read back. */

/** Texts as one dictionary page, or one after the other as data pages; the least and the greatest of them. */
export interface WrittenTexts {
  pages: Page[];
  statistics: Statistics;
}

/** Returns the page of a dictionary of the texts of `count` codes, each once. */
export function writeDictionary(wasm: ParquetWasm, texts: PlacedTexts, codes: number, count: number): WrittenTexts {
  const { pages, statistics } = written(wasm, texts, codes, count, true);
  const [dictionary] = pages;
  // Else some of them stand in pages of their own: a dictionary was given up half-way.
  if (dictionary.header.dictionary_page_header?.num_values !== count) throw new Error("not a dictionary of all texts");
  return { pages: [dictionary], statistics };
}

/**
 * Returns pages of the texts of `count` codes, one after the other. With all lengths before them (DELTA_LENGTH_BYTE_ARRAY) they would take a
 * fifth less to compress and to read, and Spark 3.5 would read other texts.
 */
export function writePlain(wasm: ParquetWasm, texts: PlacedTexts, codes: number, count: number): WrittenTexts {
  return written(wasm, texts, codes, count, false);
}

function written(wasm: ParquetWasm, texts: PlacedTexts, codes: number, count: number, asDictionary: boolean) {
  const { Compression, EnabledStatistics, Table, writeParquet, WriterPropertiesBuilder } = wasm;
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setStatisticsEnabled(EnabledStatistics.Chunk)
    .setDictionaryEnabled(asDictionary)
    .setDictionaryPageSizeLimit(2 ** 31 - 1);
  const table = memory().withScratch((scratch) => Table.fromIPCStream(arrowTexts(texts, codes, count, scratch)));
  // This consumes its arguments: nothing is left to free.
  const file = writeParquet(table, properties.build());
  const [column] = footerOf(file).row_groups[0].columns;
  const pages = [...pagesIn(columnBytes(file, column))].map(ours);
  return { pages, statistics: column.meta_data!.statistics! };
}

/** The texts as an Arrow stream of one column. */
function arrowTexts(texts: PlacedTexts, codes: number, count: number, { take }: Scratch): Uint8Array {
  const size = kernel().textBytes(texts.address, codes, count);
  const batch = textsMessage(count, size);
  const length = STREAM.length + batch.length + padded(4 * count + 4) + padded(size);
  const stream = take(length + 16);
  const { bytes, words } = memory();
  bytes.set(STREAM, stream);
  bytes.set(batch, stream + STREAM.length);
  const ends = stream + STREAM.length + batch.length;
  words[ends >>> 2] = 0;
  kernel().joinTexts(texts.address, codes, count, ends + padded(4 * count + 4), ends + 4);
  return bytes.subarray(stream, stream + length);
}

const TEXTS = "texts";
/** What a stream of them begins with. */
const STREAM = schemaMessage([
  { name: TEXTS, nullable: false, type: "text", isDictionary: false, description: undefined },
]);
const SCHEMA: SchemaElement[] = [
  { name: "schema", num_children: 1 },
  { name: TEXTS, type: "BYTE_ARRAY", repetition_type: "REQUIRED", converted_type: "UTF8" },
];

/** A page of parquet-wasm's with our header. */
function ours({ header, body }: Page): Page {
  const { uncompressed_page_size: uncompressed, dictionary_page_header: dictionary, data_page_header: data } = header;
  if (dictionary !== undefined) return dictionaryPage(dictionary.num_values, body, uncompressed);
  const { num_values: rows, encoding } = data!;
  return dataPage({ rows, present: rows, encoding }, body, 0, uncompressed);
}

/** Texts as they were read, in the kernel's memory: text `i` lies in `bytes` between `offsets[i]` and `offsets[i + 1]` (addresses). */
export interface ReadTexts {
  offsets: number;
  bytes: number;
  size: number;
}

/** Returns the texts of a dictionary page, or of data pages. */
export function readTexts(wasm: ParquetWasm, pages: Page[], { take }: Scratch): ReadTexts {
  const asData = pages.map(({ header, body }): Page => {
    const { dictionary_page_header: dictionary, uncompressed_page_size: uncompressed } = header;
    if (dictionary === undefined) return { header, body };
    const { num_values: rows, encoding } = dictionary;
    return dataPage({ rows, present: rows, encoding }, body, 0, uncompressed);
  });
  const rows = asData.reduce((sum, { header }) => sum + header.data_page_header_v2!.num_values, 0);
  const column: ColumnPages = { pages: asData, meta: { type: "BYTE_ARRAY", codec: "ZSTD", encodings: ["PLAIN"] } };
  const { pieces, group } = groupOf([{ name: TEXTS, column }], rows);
  const end = footer(
    { version: 2, metadata_length: 0, schema: SCHEMA, num_rows: BigInt(rows), row_groups: [] },
    [moved(group, MAGIC.length)],
    [],
  );
  const file = Buffer.concat([MAGIC, ...pieces, end]);
  const table = wasm.readParquet(file, { batchSize: Math.max(1, rows) }).intoFFI();
  try {
    const { buffer } = wasm.wasmMemory();
    const { length, offsets, bytes } = arrowTextsAt(buffer, table.arrayAddr(0));
    const place = (array: Int32Array | Uint8Array) => {
      const to = take(array.byteLength);
      memory().bytes.set(new Uint8Array(buffer, array.byteOffset, array.byteLength), to);
      return to;
    };
    return { offsets: place(offsets), bytes: place(bytes), size: length };
  } finally {
    table.free();
  }
}

/** The texts of the only column of a batch, whose `ArrowArray` (Arrow's C data interface) lies at `address`: five i64, then where buffers and columns are. */
function arrowTextsAt(buffer: WebAssembly.Memory["buffer"], address: number) {
  const words = new Uint32Array(buffer);
  const [length, buffersAt, columnsAt] = [0, 40, 44];
  const column = words[words[(address + columnsAt) >>> 2] >>> 2];
  const buffers = words[(column + buffersAt) >>> 2] >>> 2;
  const size = words[(column + length) >>> 2];
  const offsets = new Int32Array(buffer, words[buffers + 1], size + 1);
  return { length: size, offsets, bytes: new Uint8Array(buffer, words[buffers + 2], offsets[size]) };
}
