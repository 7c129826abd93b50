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
import { type Reader, readText } from "./reader";
import { detectEncoding, type Encoding, utf16ToUtf8 } from "./text-encoding";

export interface ReadOptions {
  /** Called with the headers, again when there are more; says which columns hold timestamps. */
  timeColumns: TimeColumns;
  /** Called now and then with bytes of the file as stored. */
  onProgress?: (bytesRead: number, bytesTotal: number) => void;
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
  const chunkBytes = options.chunkBytes ?? CHUNK;
  const name = options.name ?? path;
  const file = new InputFile(path, name);
  let close = () => {};
  try {
    let stored = await peek(file.fill, HEAD);
    if (stored.head.length === 0) throw empty(name);
    const isPacked = isGzip(stored.head);
    if (isPacked) {
      const unpacked = gunzip(stored.fill, name);
      close = unpacked.close;
      stored = await peek(unpacked.fill, HEAD);
    }
    refuseBinary(stored.head, name);
    const { encoding, mark } = detectEncoding(stored.head);
    const text = await peek(asUtf8(await skip(stored.fill, mark), encoding), HEAD);
    if (text.head.length < HEAD && text.head.every((byte) => byte <= 32 && byte !== 0)) throw empty(name);

    refusePage(text.head, name);

    const columns = new Columns(name, options.timeColumns);
    const json = jsonFormat(text.head, path);
    if (json !== null) refuseOtherShape(Buffer.from(text.head).toString("utf8"), name);
    const start = csvStart(text.head);
    const { helpers, onProgress } = options;
    const readAlone = async (reader: Reader, fill: Fill) => {
      await readText({ path: name, file, fill, encoding }, reader, chunkBytes, onProgress);
      const sha256 = await file.sha256();
      return { reader, bytes: file.read, sha256 };
    };
    const readCsv = async () => {
      const reader = new CsvReader(name, columns, start);
      const isPlain = file.isOnDisk && !isPacked && encoding === "utf-8";
      const about = { path, name, bytes: file.size, delimiter: start.delimiter };
      const large = helpers === undefined || !isPlain ? null : shareFile(about, mark + start.skip, helpers.blockBytes);
      if (large === null) return readAlone(reader, await skip(text.fill, start.skip));
      const sha256 = await readTogether(large, columns, reader, helpers!, chunkBytes, onProgress);
      return { reader, bytes: file.size, sha256 };
    };
    const { reader, bytes, sha256 } = await (json === null
      ? readCsv()
      : readAlone(new JsonReader(name, columns, json), text.fill));
    onProgress?.(bytes, file.size);
    return {
      rows: columns.rows,
      columns: columns.finish(),
      overlong: columns.overlong,
      headersAre: reader.hasKeys ? "keys" : "row",
      repeatedHeaders: [],
      source: {
        kind: "file",
        path,
        format: reader.format + (isPacked ? "+gzip" : ""),
        encoding,
        bytes,
        sha256,
      },
    };
  } finally {
    close();
    file.close();
  }
}

function asUtf8(fill: Fill, encoding: Encoding): Fill {
  return encoding === "utf-8" ? fill : utf16ToUtf8(fill, encoding === "utf-16be");
}

function empty(name: string): Failure {
  return new Failure("SOURCE_EMPTY", `${name} is empty.`);
}
