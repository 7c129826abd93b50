import { isUtf8 } from "node:buffer";
import { StringDecoder } from "node:string_decoder";
import { type Fill, fillFrom } from "./fill";

const LF = 10;
const CR = 13;

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** How the first bytes of a text show its encoding: by a byte order mark of so many bytes, or by where units of ASCII characters have zeros (0). */
const SHOWN: readonly { encoding: Encoding; mark: number; start: RegExp }[] = [
  { encoding: "utf-8", mark: 3, start: /^efbbbf/ },
  { encoding: "utf-16le", mark: 2, start: /^fffe/ },
  { encoding: "utf-16be", mark: 2, start: /^feff/ },
  { encoding: "utf-16le", mark: 0, start: /^((?!00)..00){2,8}(..)?$/ },
  { encoding: "utf-16be", mark: 0, start: /^(00(?!00)..){2,8}(..)?$/ },
  { encoding: "utf-8", mark: 0, start: /^/ },
];

/** The encoding that the first bytes of a text show, and the length of its byte order mark. */
export function detectEncoding(head: Uint8Array): { encoding: Encoding; mark: number } {
  const hex = Buffer.from(head.subarray(0, 16)).toString("hex");
  return SHOWN.find(({ start }) => start.test(hex))!;
}

const CHUNK = 64 * 1024;
const NO_UTF8 = Buffer.from([0xff]);
const HALF_PAIR = "\ud800";

/**
 * A text as UTF-8. Of UTF-16 half a surrogate pair, or half a unit at the end, is passed on as the byte FF, which no UTF-8 text
 * holds: the check of the UTF-8 then reports it, with its line.
 */
export function asUtf8(fill: Fill, encoding: Encoding): Fill {
  if (encoding === "utf-8") return fill;
  // It holds back the first half of a pair until the second comes.
  const decoder = new StringDecoder("utf16le");
  const bytes = Buffer.alloc(CHUNK + 1);
  return fillFrom(async () => {
    let count = await fill(bytes, 0, CHUNK);
    if (count % 2 === 1) count += await fill(bytes, count, 1);
    const units = bytes.subarray(0, count - (count % 2));
    if (encoding === "utf-16be") units.swap16();
    const text = count === 0 ? decoder.end() : decoder.write(units) + (count % 2 === 0 ? "" : HALF_PAIR);
    if (count === 0 && text === "") return null;
    // What is no half of a pair is no surrogate to an expression of whole characters.
    const [first, ...others] = text.split(/\p{Surrogate}/u).map((part) => Buffer.from(part));
    return Buffer.concat([first, ...others.flatMap((part) => [NO_UTF8, part])]);
  });
}

/** The length of the character that begins with a byte, if any does. */
function lengthOf(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Where a character that the end of `bytes[0..end)` cuts in two begins; `end` when none is cut. */
export function wholeCharacters(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= Math.max(0, end - 3); at--) {
    const isFirst = bytes[at] < 0x80 || bytes[at] >= 0xc0;
    if (isFirst) return at + lengthOf(bytes[at]) > end ? at : end;
  }
  return end;
}

/** Where the first byte that is not UTF-8 (RFC 3629) lies in `bytes[start..end)`; -1 when there is none. */
export function findBadUtf8(bytes: Uint8Array, start: number, end: number): number {
  if (isUtf8(bytes.subarray(start, end))) return -1;
  let at = start;
  for (let next = at; isUtf8(bytes.subarray(at, Math.min(next, end))); next = at + lengthOf(bytes[at])) at = next;
  return at;
}

/** The text in UTF-8 in `bytes[start..end)`. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}

/** Line breaks (LF, CRLF or CR) in `bytes[start..end)`. */
export function countLineBreaks(bytes: Uint8Array, start: number, end: number): number {
  let breaks = 0;
  for (let i = bytes.indexOf(LF, start); i >= 0 && i < end; i = bytes.indexOf(LF, i + 1)) breaks++;
  for (let i = bytes.indexOf(CR, start); i >= 0 && i < end; i = bytes.indexOf(CR, i + 1)) {
    if (bytes[i + 1] !== LF) breaks++;
  }
  return breaks;
}
