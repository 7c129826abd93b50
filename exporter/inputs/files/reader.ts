import { setImmediate as nextTurn } from "node:timers/promises";
import { memory } from "../../kernel/kernel";
import { Failure } from "../../words/failure";
import type { RawTable } from "../table";
import type { Fill } from "./fill";
import { giveBack } from "./growing";
import type { InputFile } from "./input-file";
import { countLineBreaks, type Encoding, findBadUtf8, wholeCharacters } from "./text-encoding";

/** Turns text into rows of `Columns`, piece by piece. The text is known to be UTF-8 without NUL bytes. */
export interface Reader {
  readonly format: string;
  /** Known once a row or a record was read. */
  readonly headersAre: RawTable["headersAre"];
  /** The line (from 1) on which the first row that is not read yet begins. */
  readonly line: number;
  /**
   * Reads the whole rows of `bytes[0..end)` and returns where the first row that is not whole begins; with `final`, nothing follows `end`.
   * May write to `bytes` (at least `SPARE` bytes longer than `end`), but not to the part it leaves. They lie in the memory of the kernel.
   * `fraction`: how much of the whole input (0 to 1) has been read.
   */
  parse(bytes: Uint8Array, end: number, final: boolean, fraction: number): number;
}

/** Room behind the text: for a reader's stop mark, and for reading sixteen bytes at a time. */
const SPARE = 32;
const LARGE_ROW_BYTES = 64 * 1024;
const MAX_ROW_BYTES = 64 * 1024 * 1024;
/** Others (progress, messages from other threads) get their turn each time so many bytes have been read. */
const TURN_BYTES = 16 * 1024 * 1024;

/** Called now and then with bytes of the file as stored. */
export type OnProgress = (bytesRead: number, bytesTotal: number) => void;

/** The text of a file, as UTF-8. */
export interface Text {
  path: string;
  /** How much of what is stored was read. */
  file: Pick<InputFile, "size" | "read">;
  fill: Fill;
  /** Where `fill` may end before the text does: whether it has given all. */
  isAll?(): boolean;
  /** Of the file. */
  encoding: Encoding;
}

/**
 * Feeds all of a text to `reader`, whole characters at a time; refuses bytes that are no text, naming their line. Returns how many bytes
 * were whole rows: all, where the text ends.
 */
export async function readText(
  { path, file, fill, encoding, isAll = () => true }: Text,
  reader: Reader,
  chunkBytes: number,
  onProgress?: OnProgress,
): Promise<number> {
  let bytes = buffer(chunkBytes + SPARE);
  /** Bytes in the buffer; the first `checked` of them are known to be text. */
  let length = 0;
  let checked = 0;
  /** Bytes of text before the buffer. */
  let before = 0;
  let nextTurnAt = TURN_BYTES;

  for (;;) {
    if (length >= MAX_ROW_BYTES) throw rowTooLarge(path, reader.line);
    if (length * 2 > bytes.length - SPARE && bytes.length < MAX_ROW_BYTES + SPARE) {
      const larger = buffer(Math.min(2 * bytes.length, MAX_ROW_BYTES + SPARE));
      larger.set(bytes.subarray(0, length));
      giveBack(bytes);
      bytes = larger;
    }
    // A row larger than the buffer was is tried again only when twice as much of it is there.
    const wanted = length + Math.min(bytes.length - SPARE - length, length > LARGE_ROW_BYTES ? length : chunkBytes);
    let isOver = false;
    while (length < wanted && !isOver) {
      const count = await fill(bytes, length, wanted - length);
      length += count;
      isOver = count === 0;
    }
    const final = isOver && isAll();
    const fraction = Math.min(1, file.read / Math.max(1, file.size));

    const end = final ? length : wholeCharacters(bytes, length);
    const bad = findBad(bytes, checked, end);
    if (bad >= 0) {
      // What stands before it may be wrong too, and is told first.
      const wrong = bytes[bad];
      const done = reader.parse(bytes, bad, false, fraction);
      throw badByte(path, encoding, wrong, reader.line + countLineBreaks(bytes, done, bad));
    }
    // A reader may set a stop mark there.
    const behind = bytes[end];
    const done = reader.parse(bytes, end, final, fraction);
    bytes[end] = behind;
    bytes.copyWithin(0, done, length);
    before += done;
    length -= done;
    checked = end - done;
    if (isOver) {
      giveBack(bytes);
      return before;
    }
    if (before > nextTurnAt) {
      nextTurnAt = before + TURN_BYTES;
      onProgress?.(file.read, file.size);
      await nextTurn();
    }
  }
}

function buffer(bytes: number): Buffer {
  return Buffer.from(memory().buffer, memory().take(bytes), bytes);
}

function findBad(bytes: Buffer, start: number, end: number): number {
  const zero = bytes.subarray(0, end).indexOf(0, start);
  const bad = findBadUtf8(bytes, start, zero < 0 ? end : zero);
  return bad < 0 ? zero : bad;
}

function badByte(path: string, encoding: Encoding, byte: number, line: number): Failure {
  const place = `${path}, line ${line}`;
  if (byte === 0) {
    return new Failure("BAD_BYTE", `${place}: there is a NUL byte, so this is not a text file or it is damaged.`);
  }
  if (encoding !== "utf-8") {
    return new Failure("BAD_ENCODING", `${place}: half a UTF-16 character stands here.`, { way: "utf16" });
  }
  const sentence = `${place}: byte 0x${byte.toString(16).toUpperCase()} does not belong to UTF-8 text.`;
  return new Failure("BAD_ENCODING", sentence, { way: "utf8" });
}

function rowTooLarge(path: string, line: number): Failure {
  return new Failure("TOO_LARGE", `${path}: the row that begins on line ${line} is larger than 64 MB.`, { way: "row" });
}
