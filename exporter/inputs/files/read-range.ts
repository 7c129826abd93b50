import { Columns, type Header, type OtherRows } from "./columns";
import { CsvReader } from "./csv";
import { RangeFile } from "./range-file";
import { type Range, type SharedFile, takeRange } from "./ranges";
import { type OnProgress, readText } from "./reader";

/** The rows of a range. Plain data: they go from one thread to another. */
export interface RangeRows extends OtherRows {
  /** Where the first row begins, and where the first begins that was not whole: of a range that is what it should be, the first of the next. */
  readonly start: number;
  readonly end: number;
  /** Line breaks in between. */
  readonly lines: number;
}

export const CHUNK = 256 * 1024;

/** Reads a range; returns where its first row begins that is not whole. */
export async function readRange(
  shared: SharedFile,
  range: Range,
  reader: CsvReader,
  chunkBytes: number,
  onProgress?: OnProgress,
): Promise<number> {
  const file = new RangeFile(shared, range);
  const isAll = () => file.isAll;
  try {
    const text = { path: shared.name, file, fill: file.fill, isAll, encoding: "utf-8" as const };
    return range.start + (await readText(text, reader, chunkBytes, onProgress));
  } finally {
    file.close();
  }
}

/** Reads ranges of a file until none is left to take. One that cannot be read is left out, and the rest with it: the main thread reads that again, and says why. */
export async function readRanges(shared: SharedFile, header: Header, chunkBytes = CHUNK): Promise<RangeRows[]> {
  const read: RangeRows[] = [];
  try {
    for (let range = takeRange(shared); range !== null; range = takeRange(shared)) {
      const columns = new Columns(shared.name, () => header.times);
      columns.addHeader(header.names);
      const reader = new CsvReader(shared.name, columns, { delimiter: shared.delimiter, skip: 0, width: 0 });
      const end = await readRange(shared, range, reader, chunkBytes);
      const { rows, overlong } = columns;
      read.push({ start: range.start, end, lines: reader.line - 1, rows, columns: columns.finish(), overlong });
    }
  } catch {
    // See above.
  }
  return read;
}
