import type { FileMetaData } from "hyparquet";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import { type ArrowField, padded, schemaMessage, textsMessage } from "./arrow";
import type { CodedTexts, WrittenDictionary } from "./dictionary";
import { footer, footerOf, MAGIC, moved } from "./footer";
import { columnBytes, dataPage, dictionaryPage, groupOf, type Page, pagesIn } from "./pages";
import type { PlacedTexts } from "./values";
import type { ParquetWasm } from "./wasm";

/**
 * A dictionary that is large is parquet-wasm's: it encodes and compresses its texts when they are written, and takes texts and codes apart when
 * they are read back.
 */

/** Returns the page of the texts of `count` codes, each once. */
export function writeLarge(wasm: ParquetWasm, texts: PlacedTexts, codes: number, count: number): WrittenDictionary {
  const { Compression, EnabledStatistics, Table, writeParquet, WriterPropertiesBuilder } = wasm;
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setStatisticsEnabled(EnabledStatistics.Chunk)
    // They differ: to have parquet-wasm look for repeats takes as long as compressing them. A page of texts one after the other reads the same.
    .setDictionaryEnabled(false)
    .setDataPageSizeLimit(ALL)
    .setWriteBatchSize(ALL);
  const table = memory().withScratch((scratch) => Table.fromIPCStream(arrowTexts(texts, codes, count, scratch)));
  // This consumes its arguments: nothing is left to free.
  const file = writeParquet(table, properties.build());
  const [column] = footerOf(file).row_groups[0].columns;
  const [{ header, body }, ...more] = pagesIn(columnBytes(file, column));
  if (more.length > 0) throw new Error("a dictionary has one page");
  return {
    dictionary: dictionaryPage(count, body, header.uncompressed_page_size),
    statistics: column.meta_data!.statistics!,
  };
}

const ALL = 2 ** 31 - 1;

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

const FIELD: ArrowField = { name: "texts", nullable: false, type: "text", isDictionary: false, description: undefined };
/** What a stream of them begins with. */
const STREAM = schemaMessage([FIELD]);
/** What a file of them says: that their codes are wanted. */
const SCHEMA: FileMetaData = {
  version: 2,
  metadata_length: 0,
  schema: [
    { name: "schema", num_children: 1 },
    { name: FIELD.name, type: "BYTE_ARRAY", repetition_type: "REQUIRED", converted_type: "UTF8" },
  ],
  num_rows: 0n,
  row_groups: [],
  key_value_metadata: [
    {
      key: "ARROW:schema",
      value: Buffer.from(schemaMessage([{ ...FIELD, isDictionary: true }])).toString("base64"),
    },
  ],
};

/** Returns the texts of a dictionary page, and `present` codes as they stand on theirs behind the levels. */
export function readLarge(
  wasm: ParquetWasm,
  dictionary: Page,
  codes: Uint8Array,
  present: number,
  { take }: Scratch,
): CodedTexts {
  const { pieces, group } = groupOf(
    [
      {
        name: FIELD.name,
        column: {
          pages: [dictionary, dataPage({ rows: present, present, encoding: "RLE_DICTIONARY" }, codes, 0)],
          meta: { type: "BYTE_ARRAY", codec: "ZSTD", encodings: ["PLAIN", "RLE_DICTIONARY"] },
        },
      },
    ],
    present,
  );
  const file = Buffer.concat([MAGIC, ...pieces, footer(SCHEMA, [moved(group, MAGIC.length)], [])]);
  const table = wasm.readParquet(file, { batchSize: present }).intoFFI();
  try {
    const { buffer } = wasm.wasmMemory();
    const place = (array: Int32Array | Uint8Array) => {
      const to = take(array.byteLength);
      memory().bytes.set(new Uint8Array(buffer, array.byteOffset, array.byteLength), to);
      return to;
    };
    const { codes, offsets, bytes } = arrowTextsAt(buffer, table.arrayAddr(0));
    return { codes: place(codes), offsets: place(offsets), bytes: place(bytes), size: offsets.length - 1 };
  } finally {
    table.free();
  }
}

/**
 * The codes and texts of the only column of a batch, whose `ArrowArray` (Arrow's C data interface) lies at `address`: five i64, then where
 * buffers, columns and the dictionary are.
 */
function arrowTextsAt(buffer: WebAssembly.Memory["buffer"], address: number) {
  const words = new Uint32Array(buffer);
  const [length, buffersAt, columnsAt, dictionaryAt] = [0, 40, 44, 48];
  const column = words[words[(address + columnsAt) >>> 2] >>> 2];
  const texts = words[(column + dictionaryAt) >>> 2];
  const buffersOf = (array: number) => {
    const at = words[(array + buffersAt) >>> 2] >>> 2;
    // Before them is what would say which are null.
    return [words[at + 1], words[at + 2]];
  };
  const [codes] = buffersOf(column);
  const [ends, bytes] = buffersOf(texts);
  const offsets = new Int32Array(buffer, ends, words[(texts + length) >>> 2] + 1);
  return {
    codes: new Int32Array(buffer, codes, words[(column + length) >>> 2]),
    offsets,
    bytes: new Uint8Array(buffer, bytes, offsets.at(-1)),
  };
}
