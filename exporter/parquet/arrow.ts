import {
  Bool,
  type Data,
  DateDay,
  type Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
} from "apache-arrow";
import { DAY_MS } from "../../shared/calendar";
import { toWall } from "../../shared/zone";
import type { OutColumn } from "../tables/columns";
import { codedTexts, constantText, plainTexts, textsOf } from "./texts";
import { timeCellText } from "./time-cell";

export interface NamedData {
  field: Field;
  data: Data;
}

/** An Arrow table of one record batch. */
export function tableOf(columns: NamedData[]): Table {
  const fields = columns.map(({ field }) => field);
  const children = columns.map(({ data }) => data);
  const length = children[0].length;
  const struct = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  return new Table(new RecordBatch(new Schema(fields), struct));
}

/** The values of a column in the given rows; texts mostly as a dictionary of just those that occur, in order of appearance. */
export function columnData(column: OutColumn, rows: Int32Array): Data {
  switch (column.kind) {
    case "text":
      return column.plain
        ? plainTexts(column.codes, column.texts, rows)
        : codedTexts(column.codes, column.texts, rows, column.nullable);
    case "id":
      return ids(column, rows);
    case "flag":
      return booleans(column, rows);
    case "sheet-row": {
      const { of } = column;
      return of === null ? int32(rows, (row) => row + 2) : int32(rows, (row) => of[row] + 2);
    }
    case "instant":
      return microseconds(column, rows);
    case "local-date": {
      const { instants, zone } = column;
      const data = int32Values(rows, (row) => Math.floor(toWall(zone, instants[row]) / DAY_MS));
      return makeData({ type: new DateDay(), length: rows.length, ...instantValidity(column, rows), data });
    }
    case "time-cell":
      return textsOf(Array.from(rows, (row) => timeCellText(column, row)));
    case "constant":
      return constantText(column.text, rows.length);
  }
}

function int32(rows: Int32Array, at: (row: number) => number): Data<Int32> {
  return makeData({ type: new Int32(), length: rows.length, nullCount: 0, data: int32Values(rows, at) });
}

function ids({ nullable, codes, values }: Extract<OutColumn, { kind: "id" }>, rows: Int32Array): Data<Int32> {
  const data = int32Values(rows, (row) => values[codes[row]]);
  const known = validity(rows, nullable, (row) => values[codes[row]] !== 0);
  return makeData({ type: new Int32(), length: rows.length, ...known, data });
}

function booleans({ flags }: Extract<OutColumn, { kind: "flag" }>, rows: Int32Array): Data<Bool> {
  const { bits } = bitsOf(rows, (row) => flags[row] === 2);
  return makeData({
    type: new Bool(),
    length: rows.length,
    ...validity(rows, true, (row) => flags[row] !== 0),
    data: bits,
  });
}

function int32Values(rows: Int32Array, at: (row: number) => number): Int32Array {
  const values = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = at(rows[i]);
  return values;
}

/** Written as two halves: making a BigInt per row costs ten times as much. Instants in the contract's range stay exact. */
function microseconds(column: Instants, rows: Int32Array): Data {
  const { instants } = column;
  const data = new BigInt64Array(rows.length);
  const halves = new Int32Array(data.buffer);
  for (let i = 0; i < rows.length; i++) {
    const us = instants[rows[i]] * 1000;
    const high = Math.floor(us / 2 ** 32);
    halves[2 * i] = us - high * 2 ** 32;
    halves[2 * i + 1] = high;
  }
  return makeData({
    type: new TimestampMicrosecond("UTC"),
    length: rows.length,
    ...instantValidity(column, rows),
    data,
  });
}

type Instants = Extract<OutColumn, { kind: "instant" | "local-date" }>;

function instantValidity({ nullable, instants }: Instants, rows: Int32Array) {
  return validity(rows, nullable, (row) => !Number.isNaN(instants[row]));
}

/** Arrow validity of the rows: in a column that is nullable, a row that `has` no value is null. */
function validity(rows: Int32Array, nullable: boolean, has: (row: number) => boolean) {
  if (!nullable) return { nullCount: 0 };
  const { bits, ones } = bitsOf(rows, has);
  return { nullCount: rows.length - ones, nullBitmap: bits };
}

/** One bit a row, the first the lowest. */
function bitsOf(rows: Int32Array, is: (row: number) => boolean): { bits: Uint8Array; ones: number } {
  const bits = new Uint8Array((rows.length + 7) >> 3);
  let ones = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!is(rows[i])) continue;
    bits[i >> 3] |= 1 << (i & 7);
    ones++;
  }
  return { bits, ones };
}
