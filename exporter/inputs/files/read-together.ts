import { Failure } from "../../words/failure";
import type { Columns, Header } from "./columns";
import type { CsvReader } from "./csv";
import type { FileHash } from "./file-hash";
import { RangeFile } from "./range-file";
import { bytesLeft, type Range, rangesTaken, type SharedFile } from "./ranges";
import { type RangeRows, readRanges } from "./read-range";
import { readText } from "./reader";

/** Other threads, to which a large file may be given. */
export interface Helpers {
  /** Each reads ranges of a file, when it has nothing else to do, until none is left. */
  read(shared: SharedFile, header: Header): Promise<RangeRows[]>;
  /** One of them hashes a file; `again`: once more, though it has. */
  hash(path: string, again: boolean): Promise<FileHash>;
  /** Bytes of a block; for tests. */
  readonly blockBytes?: number;
}

/**
 * Reads a CSV file together with other threads, into the columns that one alone would have made of it. A range is taken for what it is when
 * the rows before it end where it begins; from where they do not, the file is read to its end by this thread alone. Returns its SHA-256.
 */
export async function readTogether(
  { shared, range }: { shared: SharedFile; range: Range },
  columns: Columns,
  reader: CsvReader,
  helpers: Helpers,
  chunkBytes: number,
  onProgress?: (bytesRead: number, bytesTotal: number) => void,
): Promise<string> {
  const progress = () => onProgress?.(shared.bytes - bytesLeft(shared), shared.bytes);
  const readFrom = async (start: number, slot: number | null, onFill: () => void) => {
    const file = new RangeFile(shared, start, slot);
    const fill: typeof file.fill = (target, at, max) => {
      onFill();
      return file.fill(target, at, max);
    };
    const text = { path: shared.name, file, fill, encoding: "utf-8" as const, isAll: () => file.isAll };
    try {
      return start + (await readText(text, reader, chunkBytes, progress));
    } finally {
      file.close();
    }
  };
  const theirs: Promise<RangeRows[]>[] = [];
  let end = await readFrom(range.start, range.slot, () => {
    const { head } = columns;
    if (head === null || theirs.length > 0) return;
    theirs.push(helpers.read(shared, head));
    theirs[0].catch(() => {});
  });
  const ours = columns.head === null ? [] : await readRanges(shared, columns.head, chunkBytes);
  // Who has not come to it yet will find nothing left.
  const others = rangesTaken(shared) > 1 + ours.length ? await Promise.all(theirs) : [];
  const all = [ours, ...others].flat().sort((one, other) => one.start - other.start);
  for (const read of all) {
    if (read.start !== end) break;
    columns.append(read);
    reader.goOn(read.lines);
    end = read.end;
  }
  if (end < shared.bytes) await readFrom(end, null, () => {});
  for (const again of [false, true]) {
    const { sha256, bytes, checks } = await helpers.hash(shared.path, again);
    if (bytes === shared.bytes && shared.checks.every((check, block) => check === checks[block])) return sha256;
  }
  throw new Failure("SOURCE_UNREADABLE", `${shared.name} was changed while it was read.`, { way: "changed" });
}
