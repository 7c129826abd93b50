import { Failure } from "../../words/failure";
import type { RawTable } from "../table";
import { Columns, type TimeColumns } from "./columns";
import { CsvReader } from "./csv";
import { csvStart } from "./csv-start";
import { type Fill, peek, skip } from "./fill";
import { gunzip, isGzip } from "./gunzip";
import { InputFile } from "./input-file";
import { JsonReader } from "./json";
import { jsonFormat, refuseOtherShape } from "./json-shape";
import { refuseBinary, refusePage } from "./not-a-table";
import { shareFile } from "./ranges";
import { CHUNK } from "./read-range";
import { type Helpers, readTogether } from "./read-together";
import { type OnProgress, type Reader, readText } from "./reader";
import { asUtf8, detectEncoding } from "./text-encoding";

export interface ReadOptions {
  timeColumns: TimeColumns;
  onProgress?: OnProgress;
  /** What messages call the file; its path unless given. */
  name?: string;
  /** Threads that help with a large file. */
  helpers?: Helpers | undefined;
  /** Bytes read at a time; for tests. */
  chunkBytes?: number;
}

/** So much of a file shows what it is. */
const HEAD = 64 * 1024;

/**
 * Reads CSV, JSON records, JSON arrays with a header row, or JSON Lines, each also gzipped, whichever the content shows, into dictionary columns.
 * `path` is `-` or `/dev/stdin` for standard input, which is read once, as any file. Throws `Failure` for whatever is wrong with the file, naming the line where there is one.
 */
export async function readFileTable(path: string, options: ReadOptions): Promise<RawTable> {
  const { name = path, chunkBytes = CHUNK, helpers, onProgress } = options;
  const file = new InputFile(path, name);
  let close = () => {};
  try {
    let stored = await peek(file.fill, HEAD);
    const isPacked = isGzip(stored.head);
    if (isPacked) {
      const unpacked = gunzip(stored.fill, name);
      close = unpacked.close;
      stored = await peek(unpacked.fill, HEAD);
    }
    refuseBinary(stored.head, name);
    const { encoding, mark } = detectEncoding(stored.head);
    const text = await peek(asUtf8(await skip(stored.fill, mark), encoding), HEAD);
    if (text.head.length < HEAD && text.head.every((byte) => byte <= 32 && byte !== 0)) {
      throw new Failure("SOURCE_EMPTY", `${name} is empty.`);
    }
    refusePage(text.head, name);

    const columns = new Columns(name, options.timeColumns);
    const readAlone = async (reader: Reader, fill: Fill) => {
      await readText({ path: name, file, fill, encoding }, reader, chunkBytes, onProgress);
      const sha256 = await file.sha256();
      return { format: reader.format, headersAre: reader.headersAre, bytes: file.read, sha256 };
    };
    const readCsv = async () => {
      const start = csvStart(text.head);
      const isPlain = file.isOnDisk && !isPacked && encoding === "utf-8";
      const about = { path, name, bytes: file.size, delimiter: start.delimiter };
      const shared = helpers === undefined || !isPlain ? null : shareFile(about, helpers.blockBytes);
      if (shared === null) return readAlone(new CsvReader(name, columns, start), await skip(text.fill, start.skip));
      const sha256 = await readTogether(shared, mark + start.skip, start, columns, helpers!, chunkBytes, onProgress);
      return { format: "csv", headersAre: "row" as const, bytes: file.size, sha256 };
    };
    const json = jsonFormat(text.head, path);
    if (json !== null) refuseOtherShape(Buffer.from(text.head).toString("utf8"), name);
    const read = json === null ? await readCsv() : await readAlone(new JsonReader(name, columns, json), text.fill);
    const { format, headersAre, bytes, sha256 } = read;
    onProgress?.(bytes, file.size);
    return {
      rows: columns.rows,
      columns: columns.finish(),
      overlong: columns.overlong,
      headersAre,
      repeatedHeaders: [],
      source: { kind: "file", path, format: format + (isPacked ? "+gzip" : ""), encoding, bytes, sha256 },
    };
  } finally {
    close();
    file.close();
  }
}
