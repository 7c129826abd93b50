import { crc32 } from "node:zlib";
import type { ColumnChunk, ColumnMetaData, Encoding, PageHeader, RowGroup } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";

/** One page of a column: its header, and what follows it in the file. */
export interface Page {
  header: PageHeader;
  body: Uint8Array;
}

/** The pages of one column of one row group, and what a footer says of them but for their places. */
export interface ColumnPages {
  pages: Page[];
  meta: Omit<
    ColumnMetaData,
    "num_values" | "total_compressed_size" | "total_uncompressed_size" | "data_page_offset" | "path_in_schema"
  >;
}

/** The bytes of a row group, piece by piece, and what a footer says of them when they stand at the start of a file. */
export interface GroupPages {
  pieces: Uint8Array[];
  group: RowGroup;
}

/**
 * A data page.
 * @param body of each row whether it has a value, in so many bytes as `levels` says, then the values
 * @param uncompressed how many bytes the values had before they were compressed; `null` when they were not
 */
export function dataPage(
  { rows, present, encoding }: { rows: number; present: number; encoding: Encoding },
  body: Uint8Array,
  levels: number,
  uncompressed: number | null = null,
): Page {
  const data_page_header_v2 = {
    num_values: rows,
    num_nulls: rows - present,
    num_rows: rows,
    encoding,
    definition_levels_byte_length: levels,
    repetition_levels_byte_length: 0,
    is_compressed: uncompressed !== null,
  };
  const values = uncompressed ?? body.length - levels;
  return page({ type: "DATA_PAGE_V2", data_page_header_v2 }, body, levels + values);
}

/** The page of a dictionary: its texts, compressed. */
export function dictionaryPage(size: number, body: Uint8Array, uncompressed: number): Page {
  const dictionary_page_header = { num_values: size, encoding: "PLAIN" as const };
  return page({ type: "DICTIONARY_PAGE", dictionary_page_header }, body, uncompressed);
}

function page(
  kind: Omit<PageHeader, "compressed_page_size" | "uncompressed_page_size" | "crc">,
  body: Uint8Array,
  uncompressed: number,
): Page {
  const sizes = { uncompressed_page_size: uncompressed, compressed_page_size: body.length };
  return { header: { ...kind, ...sizes, crc: crc32(body) | 0 }, body };
}

/** The pages in the bytes of a column. */
export function* pagesIn(bytes: Uint8Array): Generator<Page> {
  for (let at = 0; at < bytes.length; ) {
    const reader = { view: new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at), offset: 0 };
    const header = parquetHeader(reader);
    const from = at + reader.offset;
    at = from + header.compressed_page_size;
    yield { header, body: bytes.subarray(from, at) };
  }
}

/** The bytes of a column of a file. */
export function columnBytes(file: Uint8Array, { meta_data }: ColumnChunk): Uint8Array {
  const start = Number(meta_data!.dictionary_page_offset ?? meta_data!.data_page_offset);
  return file.subarray(start, start + Number(meta_data!.total_compressed_size));
}

/** The columns of a row group, one after the other. */
export function groupOf(columns: { name: string; column: ColumnPages }[], rows: number): GroupPages {
  const pieces: Uint8Array[] = [];
  let end = 0;
  const put = (piece: Uint8Array) => {
    pieces.push(piece);
    end += piece.length;
  };
  const chunks = columns.map(({ name, column: { pages, meta } }): ColumnChunk => {
    const start = end;
    let saved = 0;
    const ends = pages.map(({ header, body }) => {
      put(headerBytes(header));
      put(body);
      saved += header.uncompressed_page_size - body.length;
      return end;
    });
    const hasDictionary = pages[0].header.type === "DICTIONARY_PAGE";
    return {
      file_offset: 0n,
      meta_data: {
        ...meta,
        path_in_schema: [name],
        num_values: BigInt(rows),
        total_uncompressed_size: BigInt(end - start + saved),
        total_compressed_size: BigInt(end - start),
        ...(hasDictionary ? { dictionary_page_offset: BigInt(start) } : {}),
        data_page_offset: BigInt(hasDictionary ? ends[0] : start),
      },
    };
  });
  const total = chunks.reduce((sum, { meta_data }) => sum + meta_data!.total_uncompressed_size, 0n);
  const sizes = { total_byte_size: total, total_compressed_size: BigInt(end) };
  return { pieces, group: { columns: chunks, ...sizes, num_rows: BigInt(rows), file_offset: 0n } };
}

function headerBytes(header: PageHeader): Uint8Array {
  const writer = new ByteWriter(128);
  writePageHeader(writer, header);
  return writer.getBytes();
}
