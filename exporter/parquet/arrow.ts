import {
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
      return int32(rows, (row) => column.values[column.codes[row]]);
    case "sheet-row": {
      const { of } = column;
      return of === null ? int32(rows, (row) => row + 2) : int32(rows, (row) => of[row] + 2);
    }
    case "instant":
      return microseconds(column, rows);
    case "local-date": {
      const { instants, zone } = column;
      const data = int32Values(rows, (row) => Math.floor(toWall(zone, instants[row]) / DAY_MS));
      return makeData({ type: new DateDay(), length: rows.length, ...validity(column, rows), data });
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
  return makeData({ type: new TimestampMicrosecond("UTC"), length: rows.length, ...validity(column, rows), data });
}

type Instants = Extract<OutColumn, { kind: "instant" | "local-date" }>;

/** Arrow validity, one bit a row, 1 = has a value: in a nullable column a row without an instant has none. */
function validity({ nullable, instants }: Instants, rows: Int32Array): { nullCount: number; nullBitmap?: Uint8Array } {
  if (!nullable) return { nullCount: 0 };
  const nullBitmap = new Uint8Array((rows.length + 7) >> 3);
  let valid = 0;
  for (let i = 0; i < rows.length; i++) {
    if (Number.isNaN(instants[rows[i]])) continue;
    nullBitmap[i >> 3] |= 1 << (i & 7);
    valid++;
  }
  return { nullCount: rows.length - valid, nullBitmap };
}
