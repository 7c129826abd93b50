import { isUtf8 } from "node:buffer";
import type { Fill } from "./input";

const LF = 10;
const CR = 13;

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** The encoding that the first bytes of a text show, and the length of its byte order mark. */
export function detectEncoding(head: Uint8Array): { encoding: Encoding; mark: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", mark: 2 };
  const pairs = Math.min(8, head.length >> 1);
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) zeroFirst++;
    if (head[2 * i + 1] === 0) zeroSecond++;
  }
  if (pairs > 1 && zeroSecond === pairs && zeroFirst === 0) return { encoding: "utf-16le", mark: 0 };
  if (pairs > 1 && zeroFirst === pairs && zeroSecond === 0) return { encoding: "utf-16be", mark: 0 };
  return { encoding: "utf-8", mark: 0 };
}

/**
 * UTF-16 as UTF-8. Half a surrogate pair, or half a unit at the end, is passed on as the byte FF, which no UTF-8 text
 * holds: the check of the UTF-8 then reports it, with its line.
 */
export function utf16ToUtf8(fill: Fill, bigEndian: boolean): Fill {
  let raw = new Uint8Array(0);
  let held = 0;
  let high = 0;
  return async (target, at, max) => {
    // A unit of 2 bytes becomes at most 3; what was held back becomes at most 6.
    const wanted = Math.max(2, Math.floor((max - 6) / 3) * 2);
    if (raw.length < wanted + 1) raw = new Uint8Array(wanted + 1);
    for (;;) {
      if (held > 0) raw[0] = raw[held - 1];
      const carried = held > 0 ? 1 : 0;
      const read = await fill(raw, carried, wanted);
      const available = carried + read;
      let to = at;
      const even = available & ~1;
      for (let i = 0; i < even; i += 2) {
        const unit = bigEndian ? (raw[i] << 8) | raw[i + 1] : raw[i] | (raw[i + 1] << 8);
        const isLow = unit >= 0xdc00 && unit <= 0xdfff;
        if (high !== 0) {
          if (isLow) {
            const point = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
            target[to++] = 0xf0 | (point >> 18);
            target[to++] = 0x80 | ((point >> 12) & 63);
            target[to++] = 0x80 | ((point >> 6) & 63);
            target[to++] = 0x80 | (point & 63);
            high = 0;
            continue;
          }
          target[to++] = 0xff;
          high = 0;
        }
        if (unit < 0x80) {
          target[to++] = unit;
        } else if (unit < 0x800) {
          target[to++] = 0xc0 | (unit >> 6);
          target[to++] = 0x80 | (unit & 63);
        } else if (unit >= 0xd800 && unit <= 0xdbff) {
          high = unit;
        } else if (isLow) {
          target[to++] = 0xff;
        } else {
          target[to++] = 0xe0 | (unit >> 12);
          target[to++] = 0x80 | ((unit >> 6) & 63);
          target[to++] = 0x80 | (unit & 63);
        }
      }
      held = available > even ? available : 0;
      if (read === 0) {
        if (high !== 0 || held > 0) target[to++] = 0xff;
        high = 0;
        held = 0;
        return to - at;
      }
      if (to > at) return to - at;
    }
  };
}

/** Where a character that the end of `bytes[0..end)` cuts in two begins; `end` when none is cut. */
export function wholeCharacters(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back];
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? end - back : end;
    }
    if (byte < 0x80) break;
  }
  return end;
}

/** Where the first byte that is not UTF-8 (RFC 3629) lies in `bytes[start..end)`; -1 when there is none. */
export function findBadUtf8(bytes: Uint8Array, start: number, end: number): number {
  if (isUtf8(bytes.subarray(start, end))) return -1;
  let low = start;
  for (let at = start; at < end; ) {
    const first = bytes[at];
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    low = at;
    if (at + length > end || (length > 1 && !isUtf8(bytes.subarray(at, at + length)))) return low;
    at += length;
  }
  return low;
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
