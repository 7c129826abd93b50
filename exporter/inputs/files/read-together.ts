import { Failure } from "../../words/failure";
import type { Columns, Header } from "./columns";
import { CsvReader } from "./csv";
import type { CsvStart } from "./csv-start";
import type { FileHash } from "./file-hash";
import { bytesLeft, rangesTaken, type SharedFile, takeAll } from "./ranges";
import { type RangeRows, readRange, readRanges } from "./read-range";
import type { OnProgress } from "./reader";

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
 * @param first where the header begins
 */
export async function readTogether(
  shared: SharedFile,
  first: number,
  start: CsvStart,
  columns: Columns,
  helpers: Helpers,
  chunkBytes: number,
  onProgress?: OnProgress,
): Promise<string> {
  let theirs = Promise.resolve<RangeRows[]>([]);
  const reader = new CsvReader(shared.name, columns, start, () => {
    if (columns.head === null) return;
    theirs = helpers.read(shared, columns.head);
    theirs.catch(() => {});
  });
  const progress = () => onProgress?.(shared.bytes - bytesLeft(shared), shared.bytes);
  let end = await readRange(shared, takeAll(shared, first), reader, chunkBytes, progress);
  const ours = columns.head === null ? [] : await readRanges(shared, columns.head, chunkBytes);
  // Who has not come to it yet will find nothing left.
  const others = rangesTaken(shared) > 1 + ours.length ? await theirs : [];
  const all = [...ours, ...others].sort((one, other) => one.start - other.start);
  for (const read of all) {
    if (read.start !== end) break;
    columns.append(read);
    reader.goOn(read.lines);
    end = read.end;
  }
  if (end < shared.bytes) {
    const alone = { ...shared, claims: shared.claims.slice() };
    await readRange(alone, takeAll(alone, end), reader, chunkBytes, progress);
  }
  for (const again of [false, true]) {
    const { sha256, bytes, checks } = await helpers.hash(shared.path, again);
    if (bytes === shared.bytes && shared.checks.every((check, block) => check === checks[block])) return sha256;
  }
  throw new Failure("SOURCE_UNREADABLE", `${shared.name} was changed while it was read.`, { way: "changed" });
}
