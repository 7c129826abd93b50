import { type Data, Dictionary, Int32, makeData, makeVector, Utf8 } from "apache-arrow";
import type { TextTable } from "../rules/text-table";

/** A dictionary longer than this share of its rows gains nothing. */
const WORTHWHILE = 0.6;

/** `texts[codes[row]]` of the given rows: a dictionary of just the texts that occur, or plain texts when nearly all differ. */
export function textData(codes: Int32Array | Uint8Array, texts: TextTable, rows: Int32Array, nullable: boolean): Data {
  const places = new Int32Array(texts.lengths.length).fill(-1);
  const indices = new Int32Array(rows.length);
  const used = new Int32Array(Math.min(rows.length, texts.lengths.length));
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]];
    let place = places[code];
    if (place === -1) {
      place = count++;
      places[code] = place;
      used[place] = code;
    }
    indices[i] = place;
  }
  const nulls = nullable ? nullsWhere(rows.length, (i) => texts.lengths[used[indices[i]]] === 0) : null;
  if (nulls === null && count > rows.length * WORTHWHILE) {
    const all = indices;
    for (let i = 0; i < all.length; i++) all[i] = used[indices[i]];
    return utf8(texts, all);
  }
  return dictionary(indices, utf8(texts, used.subarray(0, count)), nulls);
}

/** The same text, or null, `length` times. */
export function constantData(text: string | null, length: number): Data {
  const bytes = Buffer.from(text ?? "");
  const values = makeData({
    type: new Utf8(),
    length: 1,
    nullCount: 0,
    valueOffsets: Int32Array.of(0, bytes.length),
    data: bytes,
  });
  return dictionary(new Int32Array(length), values, text === null ? nullsWhere(length, () => true) : null);
}

/** Texts that are all different. */
export function plainData(texts: readonly string[]): Data<Utf8> {
  const valueOffsets = new Int32Array(texts.length + 1);
  const data = Buffer.from(texts.join(""));
  for (let i = 0; i < texts.length; i++) valueOffsets[i + 1] = valueOffsets[i] + Buffer.byteLength(texts[i]);
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets, data });
}

let nextDictionary = 0;

function dictionary(indices: Int32Array, values: Data<Utf8>, nulls: Nulls | null): Data {
  return makeData({
    type: new Dictionary(new Utf8(), new Int32(), nextDictionary++),
    length: indices.length,
    nullCount: nulls === null ? 0 : nulls.count,
    ...(nulls === null ? {} : { nullBitmap: nulls.bitmap }),
    data: indices,
    dictionary: makeVector(values),
  });
}

interface Nulls {
  count: number;
  /** Arrow validity: bit 1 = has a value. */
  bitmap: Uint8Array;
}

function nullsWhere(length: number, isNull: (i: number) => boolean): Nulls {
  const bitmap = new Uint8Array((length + 7) >> 3);
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (isNull(i)) count++;
    else bitmap[i >> 3] |= 1 << (i & 7);
  }
  return { count, bitmap };
}

function utf8({ arena, extra, starts, lengths }: TextTable, chosen: Int32Array): Data<Utf8> {
  const valueOffsets = new Int32Array(chosen.length + 1);
  let total = 0;
  for (let i = 0; i < chosen.length; i++) {
    total += lengths[chosen[i]];
    valueOffsets[i + 1] = total;
  }
  const data = new Uint8Array(total);
  for (let i = 0; i < chosen.length; i++) {
    const start = starts[chosen[i]];
    if (start < arena.length) copy(arena, start, data, valueOffsets[i], valueOffsets[i + 1]);
    else copy(extra, start - arena.length, data, valueOffsets[i], valueOffsets[i + 1]);
  }
  return makeData({ type: new Utf8(), length: chosen.length, nullCount: 0, valueOffsets, data });
}

/** Names are short: a loop beats `set` with its views. */
function copy(from: Uint8Array, start: number, to: Uint8Array, at: number, end: number): void {
  for (let i = start; at < end; ) to[at++] = from[i++];
}
