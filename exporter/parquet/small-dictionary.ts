import type { Statistics } from "hyparquet";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import type { ReadTexts, WrittenTexts } from "./bulk-texts";
import { dictionaryPage, type Page } from "./pages";
import type { PlacedTexts } from "./values";

/**
 * A dictionary of few texts is the kernel's: to have parquet-wasm compress it takes longer than all else that is done for its column. It
 * stands, as it is, in a frame of ZSTD (RFC 8878): its columns have one codec, whatever their size.
 */

/** Bytes that it has at most: two hundred countries do, and compressing them would save next to nothing. */
export const SMALL = 1 << 12;
const FRAME = 12;
/** ZSTD's magic number, and a header that says: one segment, whose length follows in four bytes. */
const START = [0x28, 0xb5, 0x2f, 0xfd, 0xa0];
/** Of a block that is the last and not compressed; its length stands in the bits above. */
const LAST_RAW = 1;

/** Returns the page of the texts of `count` codes, each once, which have `bytes` bytes with their lengths. */
export function writeSmall(
  texts: PlacedTexts,
  codes: number,
  count: number,
  bytes: number,
  group: Scratch,
): WrittenTexts {
  const body = new Uint8Array(memory().buffer, group.take(FRAME + bytes + 16), FRAME + bytes);
  body.set(frameOf(bytes));
  kernel().packTexts(texts.address, codes, count, body.byteOffset + FRAME);
  return { pages: [dictionaryPage(count, body, bytes)], statistics: extremesOf(texts, codes, count) };
}

/** Returns the texts of such a page; `null` when it is another. */
export function readSmall({ header, body }: Page, { take }: Scratch): ReadTexts | null {
  const size = header.dictionary_page_header?.num_values ?? 0;
  const bytes = body.length - FRAME;
  if (size === 0 || bytes < 0 || !frameOf(bytes).every((byte, i) => byte === body[i])) return null;
  const read = { offsets: take(4 * size + 4), bytes: take(bytes), size };
  const [from, end] = [body.byteOffset + FRAME, body.byteOffset + body.length];
  return kernel().unpackTexts(from, end, size, read.bytes, read.offsets) >>> 0 === end ? read : null;
}

function frameOf(bytes: number): Uint8Array {
  const frame = new DataView(new ArrayBuffer(FRAME));
  START.forEach((byte, i) => {
    frame.setUint8(i, byte);
  });
  frame.setUint32(START.length, bytes, true);
  const block = (bytes << 3) | LAST_RAW;
  frame.setUint16(FRAME - 3, block, true);
  frame.setUint8(FRAME - 1, block >> 16);
  return new Uint8Array(frame.buffer);
}

function extremesOf(texts: PlacedTexts, codes: number, count: number): Statistics {
  const { address } = texts;
  return memory().withScratch(({ take }) => {
    const [extremes, ends] = [take(8), take(8)];
    kernel().extremeTexts(address, codes, count, extremes);
    const joined = take(kernel().textBytes(address, extremes, 2) + 16);
    kernel().joinTexts(address, extremes, 2, joined, ends);
    const [least, both] = memory().words.subarray(ends >>> 2, (ends >>> 2) + 2);
    const [min_value, max_value] = [
      memory().bytes.slice(joined, joined + least),
      memory().bytes.slice(joined + least, joined + both),
    ];
    return { min_value, max_value, is_min_value_exact: true, is_max_value_exact: true };
  });
}
