import type { Statistics } from "hyparquet";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import type { CodedTexts, WrittenDictionary } from "./dictionary";
import { dictionaryPage, type Page } from "./pages";
import type { PlacedTexts } from "./values";

/**
 * A dictionary that is small beside its rows is the kernel's, and not compressed: to have parquet-wasm compress it takes longer than all else
 * that is done for its column.
 */
export function isSmall(bytes: number, rows: number): boolean {
  return bytes <= FEW_BYTES || (rows >= MANY_ROWS && 4 * bytes <= rows);
}

/** Two hundred countries have no more, and compressing them would save next to nothing. */
const FEW_BYTES = 1 << 12;
/** A row group of so many takes megabytes, whatever its dictionaries. */
const MANY_ROWS = 1 << 16;

/** Returns the page of the texts of `count` codes, each once, which have `bytes` bytes with their lengths. */
export function writeSmall(
  texts: PlacedTexts,
  codes: number,
  count: number,
  bytes: number,
  group: Scratch,
): WrittenDictionary {
  const body = new Uint8Array(memory().buffer, group.take(bytes + 16), bytes);
  kernel().packTexts(texts.address, codes, count, body.byteOffset);
  return { dictionary: dictionaryPage(count, body, bytes), statistics: extremesOf(texts, codes, count) };
}

/** Returns the texts of such a page, and `present` codes as they stand on theirs behind the levels; `null` when they end elsewhere. */
export function readSmall(dictionary: Page, codes: Uint8Array, present: number, { take }: Scratch): CodedTexts | null {
  const size = dictionary.header.dictionary_page_header!.num_values;
  const read = { codes: take(4 * present), offsets: take(4 * size + 4), bytes: take(dictionary.body.length), size };
  const [from, end] = placeOf(dictionary.body);
  if (kernel().unpackTexts(from, end, size, read.bytes, read.offsets) >>> 0 !== end) return null;
  const [width, last] = placeOf(codes);
  const isWhole = kernel().unpackHybrid(width + 1, last, codes[0], present, read.codes) >>> 0 === last;
  return isWhole ? read : null;
}

function placeOf({ byteOffset, length }: Uint8Array): [start: number, end: number] {
  return [byteOffset, byteOffset + length];
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
