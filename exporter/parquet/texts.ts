import { type Data, Dictionary, Int32, makeData, makeVector, Utf8 } from "apache-arrow";
import { type TextTable, textTable } from "../inputs/text-table";

/**
 * `texts[codes[row]]` of the given rows, as a dictionary of just the texts that occur, in order of appearance, each once.
 * With `nullable`, an empty text is null.
 */
export function codedTexts(
  codes: Int32Array | Uint8Array,
  texts: TextTable,
  rows: Int32Array,
  nullable: boolean,
): Data<Dictionary> {
  const { lengths, same } = texts;
  const places = new Int32Array(lengths.length).fill(-1);
  const indices = new Int32Array(rows.length);
  const used = new Int32Array(Math.min(rows.length, lengths.length));
  const valid = nullable ? new Uint8Array((rows.length + 7) >> 3) : null;
  let nullCount = 0;
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = same === null ? codes[rows[i]] : same[codes[rows[i]]];
    if (valid !== null) {
      if (lengths[code] === 0) {
        nullCount++;
        continue;
      }
      valid[i >> 3] |= 1 << (i & 7);
    }
    let place = places[code];
    if (place === -1) {
      place = count++;
      places[code] = place;
      used[place] = code;
    }
    indices[i] = place;
  }
  return dictionary(indices, utf8(texts, used.subarray(0, count)), nullCount, valid);
}

/** `texts[codes[row]]` of the given rows, one after the other: for columns where nearly every row differs. */
export function plainTexts(codes: Int32Array | Uint8Array, texts: TextTable, rows: Int32Array): Data<Utf8> {
  const chosen = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) chosen[i] = codes[rows[i]];
  return utf8(texts, chosen);
}

/** The same text, or null, `length` times. */
export function constantText(text: string | null, length: number): Data<Dictionary> {
  const isNull = text === null || length === 0;
  const nothing = textTable([]);
  const values = isNull ? utf8(nothing, new Int32Array(0)) : utf8(textTable([text]), new Int32Array(1));
  const valid = text === null ? new Uint8Array((length + 7) >> 3) : null;
  return dictionary(new Int32Array(length), values, text === null ? length : 0, valid);
}

/** The given texts, one after the other; `null` where there is none. */
export function textsOf(texts: readonly (string | null)[]): Data<Utf8> {
  const valueOffsets = new Int32Array(texts.length + 1);
  const nullBitmap = new Uint8Array((texts.length + 7) >> 3);
  let nullCount = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    valueOffsets[i + 1] = valueOffsets[i] + Buffer.byteLength(text ?? "");
    if (text === null) nullCount++;
    else nullBitmap[i >> 3] |= 1 << (i & 7);
  }
  const data = Buffer.from(texts.join(""));
  return makeData({ type: new Utf8(), length: texts.length, nullCount, nullBitmap, valueOffsets, data });
}

let nextDictionary = 0;

/** @param valid Arrow validity, one bit a row: 1 = has a value; `null` when every row has */
function dictionary(indices: Int32Array, values: Data<Utf8>, nullCount: number, valid: Uint8Array | null) {
  return makeData({
    type: new Dictionary(new Utf8(), new Int32(), nextDictionary++),
    length: indices.length,
    nullCount,
    ...(valid === null ? {} : { nullBitmap: valid }),
    data: indices,
    dictionary: makeVector(values),
  });
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
