import type { ColumnChunk, ColumnMetaData, RowGroup } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";

/** The pages of one column of one row group, as they stand in a file. */
export interface Pages {
  dictionary: Uint8Array;
  data: Uint8Array;
  meta: ColumnMetaData;
}

/** A row group on its own: its pages, and what a footer says of them when they stand at the start of `body`. */
export interface GroupPages {
  body: Uint8Array;
  group: RowGroup;
}

/** The pages of a column of `file`. */
export function pagesOf(file: Uint8Array, { meta_data }: ColumnChunk): Pages {
  const meta = meta_data!;
  const data = Number(meta.data_page_offset);
  const start = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  return { dictionary: file.subarray(start, data), data: file.subarray(data, end), meta };
}

/**
 * The column of texts that `codes`, a column of numbers, stands for: row `i` is the text that came `codes[i]`th (from 0) in `texts`.
 * A Parquet dictionary counts from 0 in order of appearance; where the codes appear in that order too, the data pages of both columns
 * are the same, and the texts' dictionary page is all that is missing.
 */
export function textsByCode(texts: Pages, codes: Pages): Pages {
  const { distinct, uncompressed } = dictionaryHeader(texts);
  const own = dictionaryHeader(codes);
  if (distinct !== own.distinct) throw new Error(`${distinct} texts for ${own.distinct} codes`);
  return {
    dictionary: texts.dictionary,
    data: codes.data,
    meta: {
      ...codes.meta,
      type: texts.meta.type,
      total_compressed_size: BigInt(texts.dictionary.length + codes.data.length),
      total_uncompressed_size: codes.meta.total_uncompressed_size + BigInt(uncompressed - own.uncompressed),
      // The texts were written once each: they say what is least and greatest, the codes how many are null.
      statistics: { ...texts.meta.statistics!, null_count: codes.meta.statistics!.null_count! },
    },
  };
}

function dictionaryHeader({ dictionary, meta }: Pages): { distinct: number; uncompressed: number } {
  if (meta.encodings.includes("PLAIN") && meta.encoding_stats!.some((pages) => isPlainData(pages))) {
    throw new Error("a dictionary was given up half-way");
  }
  const reader = { view: new DataView(dictionary.buffer, dictionary.byteOffset, dictionary.length), offset: 0 };
  const header = parquetHeader(reader);
  return {
    distinct: header.dictionary_page_header!.num_values,
    uncompressed: reader.offset + header.uncompressed_page_size,
  };
}

function isPlainData({ page_type, encoding }: NonNullable<ColumnMetaData["encoding_stats"]>[number]): boolean {
  return page_type !== "DICTIONARY_PAGE" && encoding === "PLAIN";
}

/** The columns of a row group, one after the other. Page indexes, whose places would change, are left behind. */
export function groupOf(columns: Pages[], { num_rows }: RowGroup): GroupPages {
  const body = new Uint8Array(columns.reduce((sum, { dictionary, data }) => sum + dictionary.length + data.length, 0));
  let at = 0;
  const chunks = columns.map(({ dictionary, data, meta }): ColumnChunk => {
    body.set(dictionary, at);
    body.set(data, at + dictionary.length);
    const { dictionary_page_offset: _, ...rest } = meta;
    const placed = {
      ...rest,
      ...(dictionary.length === 0 ? {} : { dictionary_page_offset: BigInt(at) }),
      data_page_offset: BigInt(at + dictionary.length),
    };
    at += dictionary.length + data.length;
    return { file_offset: 0n, meta_data: placed };
  });
  const uncompressed = columns.reduce((sum, { meta }) => sum + meta.total_uncompressed_size, 0n);
  const group = {
    columns: chunks,
    total_byte_size: uncompressed,
    num_rows,
    file_offset: 0n,
    total_compressed_size: BigInt(at),
  };
  return { body, group };
}
