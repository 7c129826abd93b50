import { type Data, Dictionary, type Table } from "apache-arrow";
import { DAY_MS } from "../../shared/calendar";
import { toWall } from "../../shared/zone";
import type { OutColumn, Part } from "../tables/columns";
import { timeCellText } from "./time-cell";

/** The first place where a row group read back differs from what it was written from; `null` when it is all there. */
export function firstDifference(part: Part, table: Table): string | null {
  if (table.numRows !== part.rows.length) return `${table.numRows} rows instead of ${part.rows.length}`;
  for (const column of part.columns) {
    const data = table.getChild(column.name)?.data;
    if (data === undefined) return `no column ${column.name}`;
    let from = 0;
    for (const chunk of data) {
      const at = differenceIn(column, part.rows.subarray(from, from + chunk.length), chunk);
      if (at !== -1) return `${column.name} of sheet row ${part.rows[from + at] + 2}`;
      from += chunk.length;
    }
  }
  return null;
}

/** The first place in `rows` where `chunk` differs; -1 when none does. */
function differenceIn(column: OutColumn, rows: Int32Array, chunk: Data): number {
  switch (column.kind) {
    case "text":
      return textDifference(column, rows, chunk);
    case "constant":
      return stringDifference(rows, chunk, () => column.text);
    case "time-cell":
      return stringDifference(rows, chunk, (row) => timeCellText(column, row));
    case "id":
      return idDifference(column, rows, chunk);
    case "flag":
      return flagDifference(rows, chunk, column.flags);
    case "sheet-row": {
      const { of } = column;
      return numberDifference(rows, chunk, (row) => (of === null ? row : of[row]) + 2);
    }
    case "local-date": {
      const { instants, zone } = column;
      return numberDifference(rows, chunk, (row) => Math.floor(toWall(zone, instants[row]) / DAY_MS));
    }
    case "instant":
      return instantDifference(rows, chunk, column.instants);
  }
}

/** A row of which NaN is expected must be null. */
function numberDifference(rows: Int32Array, chunk: Data, expected: (row: number) => number): number {
  const { values, nullCount } = chunk;
  for (let i = 0; i < rows.length; i++) {
    const number = expected(rows[i]);
    if (nullCount > 0 && isNull(chunk, i)) {
      if (!Number.isNaN(number)) return i;
    } else if (values[i] !== number) return i;
  }
  return -1;
}

function idDifference({ codes, values, nullable }: Extract<OutColumn, { kind: "id" }>, rows: Int32Array, chunk: Data) {
  return numberDifference(rows, chunk, (row) => {
    const id = values[codes[row]];
    return nullable && id === 0 ? Number.NaN : id;
  });
}

function flagDifference(rows: Int32Array, chunk: Data, flags: Uint8Array): number {
  for (let i = 0; i < rows.length; i++) {
    const at = chunk.offset + i;
    const bit = (chunk.values[at >> 3] >> (at & 7)) & 1;
    if (flags[rows[i]] !== (chunk.nullCount > 0 && isNull(chunk, i) ? 0 : 1 + bit)) return i;
  }
  return -1;
}

function instantDifference(rows: Int32Array, chunk: Data, instants: Float64Array): number {
  const values: BigInt64Array = chunk.values;
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < rows.length; i++) {
    const us = halves[2 * i + 1] * 2 ** 32 + (halves[2 * i] >>> 0);
    const instant = instants[rows[i]];
    if (chunk.nullCount > 0 && isNull(chunk, i)) {
      if (!Number.isNaN(instant)) return i;
    } else if (us !== instant * 1000) return i;
  }
  return -1;
}

/** Compares bytes once per pair of equal texts, not once per row. */
function textDifference(column: Extract<OutColumn, { kind: "text" }>, rows: Int32Array, chunk: Data): number {
  const read = new ReadTexts(chunk);
  const { codes, texts, nullable } = column;
  const { arena, extra, starts, lengths } = texts;
  const { indices, hasNulls } = read;
  const seen = new Int32Array(read.size).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]];
    if (hasNulls && read.isNull(i)) {
      if (nullable && lengths[code] === 0) continue;
      return i;
    }
    const place = indices === null ? i : indices[i];
    if (seen[place] === code) continue;
    const start = starts[code];
    const same =
      start < arena.length
        ? read.equals(place, arena, start, lengths[code])
        : read.equals(place, extra, start - arena.length, lengths[code]);
    if (!same) return i;
    seen[place] = code;
  }
  return -1;
}

function stringDifference(rows: Int32Array, chunk: Data, expected: (row: number) => string | null): number {
  const read = new ReadTexts(chunk);
  let last: string | null = null;
  let bytes = Buffer.alloc(0);
  for (let i = 0; i < rows.length; i++) {
    const text = expected(rows[i]);
    const isNull = read.hasNulls && read.isNull(i);
    if (text === null || isNull) {
      if (text !== null || !isNull) return i;
      continue;
    }
    if (text !== last) {
      bytes = Buffer.from(text);
      last = text;
    }
    if (!read.equals(read.indices === null ? i : read.indices[i], bytes, 0, bytes.length)) return i;
  }
  return -1;
}

/** Arrow validity: one bit a row, 1 = has a value. */
function isNull({ offset, nullBitmap }: Data, i: number): boolean {
  const at = offset + i;
  return ((nullBitmap[at >> 3] >> (at & 7)) & 1) === 0;
}

/** Texts of one chunk as read, whether plain or as a dictionary. */
class ReadTexts {
  /** Row -> place among the chunk's texts; `null` when each row has its own. */
  readonly indices: Int32Array | null;
  readonly size: number;
  readonly hasNulls: boolean;
  private readonly offsets: Int32Array;
  private readonly bytes: Uint8Array;

  constructor(private readonly chunk: Data) {
    const dictionary = chunk.type instanceof Dictionary;
    const values: Data = dictionary ? chunk.dictionary!.data[0] : chunk;
    this.indices = dictionary ? chunk.values : null;
    this.offsets = values?.valueOffsets ?? new Int32Array(1);
    this.bytes = values?.values ?? new Uint8Array(0);
    this.size = values?.length ?? 0;
    this.hasNulls = chunk.nullCount > 0;
  }

  isNull(i: number): boolean {
    return isNull(this.chunk, i);
  }

  equals(place: number, bytes: Uint8Array, start: number, length: number): boolean {
    const from = this.offsets[place];
    if (this.offsets[place + 1] - from !== length) return false;
    for (let i = 0; i < length; i++) if (this.bytes[from + i] !== bytes[start + i]) return false;
    return true;
  }
}
