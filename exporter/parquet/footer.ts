import { type FileMetaData, type KeyValue, parquetMetadata, type RowGroup } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";

/** `PAR1`, at both ends of every Parquet file. */
export const MAGIC = Buffer.from("PAR1");

/** What the footer of a Parquet file says. */
export function footerOf(file: Uint8Array): FileMetaData {
  const length = new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(file.length - 8, true);
  return parquetMetadata(new Uint8Array(file.subarray(file.length - 8 - length)).buffer);
}

/** Where the pages of a row group begin and end in their file. */
export function extent(group: RowGroup): { start: number; end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { meta_data } of group.columns) {
    const first = Number(meta_data!.dictionary_page_offset ?? meta_data!.data_page_offset);
    start = Math.min(start, first);
    end = Math.max(end, first + Number(meta_data!.total_compressed_size));
  }
  return { start, end };
}

/** The row group as it reads when its pages are moved by `shift` bytes. */
export function moved(group: RowGroup, shift: number): RowGroup {
  const by = BigInt(shift);
  return {
    ...group,
    ...(group.file_offset === undefined ? {} : { file_offset: group.file_offset + by }),
    columns: group.columns.map(({ meta_data, file_offset }) => ({
      file_offset,
      meta_data: {
        ...meta_data!,
        data_page_offset: meta_data!.data_page_offset + by,
        ...(meta_data!.dictionary_page_offset === undefined
          ? {}
          : { dictionary_page_offset: meta_data!.dictionary_page_offset + by }),
      },
    })),
  };
}

/** The end of a Parquet file: footer, its length, `PAR1`. All row groups must have the schema of `schema`. */
export function footer(schema: FileMetaData, groups: RowGroup[], keyValues: KeyValue[]): Uint8Array {
  const writer = new ByteWriter();
  const pairs = [...(schema.key_value_metadata ?? []).filter(({ key }) => key === "ARROW:schema"), ...keyValues];
  const metadata = {
    ...schema,
    num_rows: groups.reduce((sum, group) => sum + group.num_rows, 0n),
    row_groups: groups,
    // An empty list would be written as one of bytes.
    ...(pairs.length === 0 ? {} : { key_value_metadata: pairs }),
  };
  // Least and greatest texts stay as they were written: cut again, they would still be called exact.
  writeMetadata(writer, metadata, Number.POSITIVE_INFINITY);
  writer.appendBytes(MAGIC);
  return writer.getBytes();
}
