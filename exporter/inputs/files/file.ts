import { Failure } from "../../words/failure";
import type { RawTable } from "../table";
import { Columns, type TimeColumns } from "./columns";
import { CsvReader } from "./csv";
import { type Fill, gunzip, InputFile, isGzip, peek } from "./input";
import { JsonReader, jsonShape, refuseOneObject } from "./json";
import { type Reader, readText } from "./reader";
import { detectEncoding, type Encoding, utf16ToUtf8 } from "./text-encoding";

export interface ReadOptions {
  /** Called once with the headers; says which columns hold timestamps. */
  timeColumns: TimeColumns;
  /** Called now and then with bytes of the file as stored. */
  onProgress?: (bytesRead: number, bytesTotal: number) => void;
  /** Bytes read at a time; for tests. */
  chunkBytes?: number;
}

const CHUNK = 256 * 1024;
const HEAD = 4096;

/**
 * Reads CSV, JSON records, JSON arrays with a header row, or JSON Lines, each also gzipped, whichever the content shows, into dictionary columns.
 * Throws `Failure` for whatever is wrong with the file, naming the line where there is one.
 */
export async function readFileTable(path: string, options: ReadOptions): Promise<RawTable> {
  const chunkBytes = options.chunkBytes ?? CHUNK;
  const file = new InputFile(path);
  let close = () => {};
  try {
    let stored = await peek(file.fill, HEAD);
    if (stored.head.length === 0) throw empty(path);
    const isPacked = isGzip(stored.head);
    if (isPacked) {
      const unpacked = gunzip(stored.fill, path);
      close = unpacked.close;
      stored = await peek(unpacked.fill, HEAD);
    }
    refuseBinary(path, stored.head);
    const { encoding, mark } = detectEncoding(stored.head);
    const text = await peek(asUtf8(await skip(stored.fill, mark), encoding), HEAD);
    if (text.head.length < HEAD && text.head.every((byte) => byte <= 32 && byte !== 0)) throw empty(path);

    const columns = new Columns(path, options.timeColumns);
    const shape = jsonShape(text.head, path);
    const reader: Reader = shape === null ? new CsvReader(path, columns) : new JsonReader(path, columns, shape);
    try {
      await readText({ path, file, fill: text.fill, encoding }, reader, chunkBytes, options.onProgress);
    } catch (error) {
      throw columns.explained(error);
    }
    const sha256 = await file.sha256();
    options.onProgress?.(file.read, file.size);
    const finished = columns.finish();
    if (shape === "json-lines" && columns.rows === 1) refuseOneObject(path, finished);
    return {
      rows: columns.rows,
      columns: finished,
      overlong: columns.overlong,
      source: {
        kind: "file",
        path,
        format: reader.format + (isPacked ? "+gzip" : ""),
        encoding,
        bytes: file.read,
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

async function skip(fill: Fill, bytes: number): Promise<Fill> {
  if (bytes > 0) await fill(new Uint8Array(bytes), 0, bytes);
  return fill;
}

function empty(path: string): Failure {
  return new Failure("SOURCE_EMPTY", `${path} is empty.`);
}

const BINARY: readonly (readonly [signature: string, name: string])[] = [
  ["PK\x03\x04", "an Excel workbook or another zip archive"],
  ["\xd0\xcf\x11\xe0", "an old Excel workbook"],
  ["PAR1", "a Parquet file"],
  ["%PDF", "a PDF document"],
  ["\x1f\x8b", "gzip data packed twice"],
  ["\x28\xb5\x2f\xfd", "data packed with zstd"],
];

function refuseBinary(path: string, head: Uint8Array): void {
  const start = String.fromCharCode(...head.subarray(0, 4));
  const known = BINARY.find(([signature]) => start.startsWith(signature));
  if (known === undefined) return;
  throw new Failure("NOT_TEXT", `${path} is ${known[1]}, not a text table.`);
}
