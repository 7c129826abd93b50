import { Columns, type Header, type OtherRows } from "./columns";
import { CsvReader } from "./csv";
import { RangeFile } from "./range-file";
import { type Range, type SharedFile, takeRange } from "./ranges";
import { readText } from "./reader";

/** The rows of a range. Plain data: they go from one thread to another. */
export interface RangeRows extends OtherRows {
  /** Where the first row begins, and where the first begins that was not whole: of a range that is what it should be, the first of the next. */
  readonly start: number;
  readonly end: number;
  /** Line breaks in between. */
  readonly lines: number;
}

export const CHUNK = 256 * 1024;

/** Reads ranges of a file until none is left to take. One that cannot be read is left out, and the rest with it: the main thread reads that again, and says why. */
export async function readRanges(shared: SharedFile, header: Header, chunkBytes = CHUNK): Promise<RangeRows[]> {
  const read: RangeRows[] = [];
  try {
    for (let range = takeRange(shared); range !== null; range = takeRange(shared)) {
      read.push(await readRange(shared, range, header, chunkBytes));
    }
  } catch {
    // See above.
  }
  return read;
}

async function readRange(
  shared: SharedFile,
  { slot, start }: Range,
  header: Header,
  chunkBytes: number,
): Promise<RangeRows> {
  const { name, delimiter } = shared;
  const columns = new Columns(name, () => header.times);
  columns.addHeader(header.names);
  const reader = new CsvReader(name, columns, { delimiter, skip: 0, width: 0 });
  const file = new RangeFile(shared, start, slot);
  try {
    const text = { path: name, file, fill: file.fill, encoding: "utf-8" as const, isAll: () => file.isAll };
    const end = start + (await readText(text, reader, chunkBytes));
    const { rows, overlong } = columns;
    return { start, end, lines: reader.line - 1, rows, columns: columns.finish(), overlong };
  } finally {
    file.close();
  }
}
