import { inspect } from "node:util";
import type { Encoding } from "hyparquet";
import { checkOf } from "../kernel/check";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import type { OutColumn, Part } from "../tables/columns";
import type { CodedTexts } from "./dictionary";
import { readAt, type WrittenLayout } from "./file";
import { extent, footerOf, MAGIC, moved } from "./footer";
import { readLarge } from "./large-dictionary";
import { type ColumnPages, columnBytes, pagesIn } from "./pages";
import { readSmall } from "./small-dictionary";
import { type ColumnValues, type PlacedTexts, valuesOf } from "./values";
import { type ParquetWasm, parquetWasm } from "./wasm";

/** Reading back: every byte is compared with the byte written, and every value with the one that it stands for. */

/** What is wrong with a file before and behind its row groups, or with what they are said to be; `null`: nothing. */
export function frameDifference({ path, groups, end }: WrittenLayout): string | null {
  const body = groups.length === 0 ? MAGIC.length : extent(groups.at(-1)!).end;
  const [head, tail] = [Buffer.alloc(MAGIC.length), Buffer.alloc(end.length + 1)];
  if (readAt(path, head, 0) !== head.length || !head.equals(MAGIC)) return "its first bytes";
  if (readAt(path, tail, body) !== end.length || !tail.subarray(0, end.length).equals(end)) return "its footer";
  const said = footerOf(tail.subarray(0, end.length)).row_groups.map((group) => [group.num_rows, extent(group)]);
  const meant = groups.map((group) => [group.num_rows, extent(group)]);
  return inspect(said) === inspect(meant) ? null : "the places of its row groups";
}

/** The first difference in row group `index` of a file, which was written from `part`; `null` when there is none. */
export async function groupDifference(
  { path, groups, checks }: WrittenLayout,
  index: number,
  { columns, rows }: Part,
): Promise<string | null> {
  const wasm = await parquetWasm();
  const { start, end } = extent(groups[index]);
  const group = moved(groups[index], -start);
  return memory().withScratch(({ take }) => {
    const bytes = new Uint8Array(memory().buffer, take(end - start), end - start);
    if (readAt(path, bytes, start) !== bytes.length || checkOf(bytes) !== checks[index]) return `row group ${index}`;
    for (const [i, column] of columns.entries()) {
      const chunk = group.columns[i];
      const read = { pages: [...pagesIn(columnBytes(bytes, chunk))], meta: chunk.meta_data! };
      const at = memory().withScratch((scratch) => firstDifference(wasm, column, rows, read, scratch));
      if (at < rows.length) return `${column.name} of sheet row ${rows[at] + 2}`;
    }
    return null;
  });
}

/** The place in `rows` of the first value that its pages do not hold; `rows.length` when they hold all. */
function firstDifference(
  wasm: ParquetWasm,
  column: OutColumn,
  rows: Int32Array,
  written: ColumnPages,
  scratch: Scratch,
): number {
  const { pages, meta } = written;
  const count = rows.length;
  const expected = valuesOf(column, rows, scratch);
  const { levels, present, texts } = expected;
  const data = pages.at(-1)!;
  const header = data.header.data_page_header_v2;
  if (header?.num_values !== count) return 0;
  const start = data.body.byteOffset;
  const middle = start + header.definition_levels_byte_length;
  const end = start + data.body.length;
  if (levels !== 0) {
    const read = scratch.take(4 * count);
    if (kernel().unpackHybrid(start, middle, 1, count, read) >>> 0 !== middle) return 0;
    const at = kernel().firstDifference(levels, read, count, 4);
    if (at < count) return at;
  }
  const encoding = present === 0 ? "PLAIN" : encodingOf(expected, column);
  if (header.num_nulls !== count - present || header.encoding !== encoding) return 0;
  if (present === 0) return middle === end ? count : 0;
  if (texts !== null) {
    const codes = data.body.subarray(middle - start);
    const read =
      meta.codec === "ZSTD"
        ? readLarge(wasm, pages[0], codes, present, scratch)
        : readSmall(pages[0], codes, present, scratch);
    return read === null ? 0 : rowOf(expected, firstOtherText(expected, texts, read, scratch), count);
  }
  const read = scratch.take(8 * present);
  if (unpack(encoding, middle, end, present, read) !== end) return 0;
  return rowOf(expected, kernel().firstDifference(expected.values, read, present, expected.bytes), count);
}

function encodingOf({ texts }: ColumnValues, { kind }: OutColumn): Encoding {
  if (texts !== null) return "RLE_DICTIONARY";
  return kind === "flag" ? "RLE" : "DELTA_BINARY_PACKED";
}

/** Reads booleans or whole numbers. Returns their end. */
function unpack(encoding: Encoding, from: number, end: number, present: number, to: number): number {
  if (encoding === "RLE") return kernel().unpackHybrid(from + 4, end, 1, present, to) >>> 0;
  return kernel().unpackDeltas(from, end, present, to) >>> 0;
}

/** The first of the values whose text is not the one read for it; as many as there are when all are. */
function firstOtherText({ values, present }: ColumnValues, texts: PlacedTexts, read: CodedTexts, { take }: Scratch) {
  const { codes, offsets, bytes, size } = read;
  const seen = take(4 * size);
  memory().words.fill(0, seen >>> 2, (seen >>> 2) + size);
  return kernel().firstOtherText(texts.address, values, present, codes, size, bytes, offsets, seen);
}

/** The row that has value `at`, of `count`. */
function rowOf({ levels, present }: ColumnValues, at: number, count: number): number {
  if (at === present) return count;
  if (levels === 0) return at;
  const has = memory().words.subarray(levels >>> 2, (levels >>> 2) + count);
  let row = has.indexOf(1);
  for (let i = 0; i < at; i++) row = has.indexOf(1, row + 1);
  return row;
}
