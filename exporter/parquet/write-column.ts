import type { Encoding } from "hyparquet";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import type { OutColumn } from "../tables/columns";
import { writeLarge } from "./large-dictionary";
import { type ColumnPages, dataPage, type Page } from "./pages";
import { isSmall, writeSmall } from "./small-dictionary";
import { type ColumnSum, type ColumnValues, type PlacedTexts, sumOf, valuesOf } from "./values";
import type { ParquetWasm } from "./wasm";

/** The columns of a row group as pages: numbers, codes and small dictionaries by the kernel as they are, large dictionaries by parquet-wasm. */

/** Returns the pages of a column for the given rows; what the kernel writes of them lies in blocks of `group`. */
export function writeColumn(
  wasm: ParquetWasm,
  column: OutColumn,
  rows: Int32Array,
  group: Scratch,
): ColumnPages & { sum: ColumnSum } {
  return memory().withScratch((scratch) => {
    const values = valuesOf(column, rows, scratch);
    // Before codes are numbered anew.
    const sum = sumOf(values);
    return { ...pagesOf(wasm, column, values, rows.length, scratch, group), sum };
  });
}

function pagesOf(
  wasm: ParquetWasm,
  column: OutColumn,
  values: ColumnValues,
  rows: number,
  scratch: Scratch,
  group: Scratch,
): ColumnPages {
  const { present, texts } = values;
  if (present === 0) return withoutValues(column, values, rows, group);
  if (column.kind === "flag") return flags(values, rows, group);
  if (texts === null) return wholeNumbers(column, values, rows, scratch, group);
  return codedTexts(wasm, values, texts, rows, scratch, group);
}

const UNCOMPRESSED = { codec: "UNCOMPRESSED" } as const;

/** The physical type of a column. */
function physicalType({ kind }: OutColumn): "INT64" | "INT32" | "BOOLEAN" | "BYTE_ARRAY" {
  switch (kind) {
    case "instant":
      return "INT64";
    case "sheet-row":
    case "id":
    case "local-date":
      return "INT32";
    case "flag":
      return "BOOLEAN";
    default:
      return "BYTE_ARRAY";
  }
}

function withoutValues(column: OutColumn, values: ColumnValues, rows: number, group: Scratch): ColumnPages {
  const page = numbersPage(values, rows, "PLAIN", group, (to) => to);
  const statistics = { null_count: BigInt(rows) };
  return {
    pages: [page],
    meta: { ...UNCOMPRESSED, type: physicalType(column), encodings: ["RLE", "PLAIN"], statistics },
  };
}

function wholeNumbers(
  column: OutColumn,
  values: ColumnValues,
  rows: number,
  scratch: Scratch,
  group: Scratch,
): ColumnPages {
  const { present } = values;
  const page = numbersPage(values, rows, "DELTA_BINARY_PACKED", group, (to) =>
    kernel().packDeltas(values.values, present, to),
  );
  const at = scratch.take(16);
  kernel().extent64(values.values, present, at);
  const [least, most] = new BigInt64Array(memory().buffer, at, 2);
  const type = physicalType(column);
  const of = (value: bigint) => (type === "INT64" ? value : Number(value));
  const statistics = { null_count: BigInt(rows - present), min_value: of(least), max_value: of(most) };
  return { pages: [page], meta: { ...UNCOMPRESSED, type, encodings: ["RLE", "DELTA_BINARY_PACKED"], statistics } };
}

function flags(values: ColumnValues, rows: number, group: Scratch): ColumnPages {
  const { present } = values;
  const page = numbersPage(values, rows, "RLE", group, (to) => {
    const end = kernel().packHybrid(values.values, present, 1, to + 4);
    new DataView(memory().buffer).setUint32(to, end - to - 4, true);
    return end;
  });
  const statistics = { null_count: BigInt(rows - present) };
  return { pages: [page], meta: { ...UNCOMPRESSED, type: "BOOLEAN", encodings: ["RLE"], statistics } };
}

function codedTexts(
  wasm: ParquetWasm,
  values: ColumnValues,
  texts: PlacedTexts,
  rows: number,
  scratch: Scratch,
  group: Scratch,
): ColumnPages {
  const { present } = values;
  const places = scratch.take(4 * texts.size);
  memory().words.fill(0, places >>> 2, (places >>> 2) + texts.size);
  const used = scratch.take(4 * Math.min(present, texts.size));
  const distinct = kernel().renumber(values.values, present, places, used);
  const bytes = kernel().textBytes(texts.address, used, distinct) + 4 * distinct;
  const small = isSmall(bytes, rows);
  const { dictionary, statistics } = small
    ? writeSmall(texts, used, distinct, bytes, group)
    : writeLarge(wasm, texts, used, distinct);
  const page = numbersPage(values, rows, "RLE_DICTIONARY", group, (to) => {
    const width = widthOf(distinct);
    memory().bytes[to] = width;
    return kernel().packHybrid(values.values, present, width, to + 1);
  });
  const nulls = { ...statistics, null_count: BigInt(rows - present) };
  return {
    pages: [dictionary, page],
    meta: {
      codec: small ? "UNCOMPRESSED" : "ZSTD",
      type: "BYTE_ARRAY",
      encodings: ["PLAIN", "RLE", "RLE_DICTIONARY"],
      statistics: nulls,
    },
  };
}

/** Bits of the numbers below `size`. */
function widthOf(size: number): number {
  return Math.max(1, 32 - Math.clz32(size - 1));
}

/** A page of levels, where the column has any, and what `write` puts behind them: it returns the end. */
function numbersPage(
  { levels, present }: ColumnValues,
  rows: number,
  encoding: Encoding,
  { take, trimmed }: Scratch,
  write: (to: number) => number,
): Page {
  // At most a few bits more a value than its own eight bytes.
  const room = 18 * rows + 4096;
  const from = take(room);
  const middle = levels === 0 ? from : kernel().packHybrid(levels, rows, 1, from) >>> 0;
  const end = write(middle) >>> 0;
  const body = trimmed(new Uint8Array(memory().buffer, from, room), end - from);
  return dataPage({ rows, present, encoding }, body, middle - from);
}
