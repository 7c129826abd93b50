import type { Columns } from "./columns";
import { isExact, isNumber } from "./json-values";
import { textOf } from "./text-encoding";

const [TAB, LF, SPACE, QUOTE, COLON, BACKSLASH, CLOSE_OBJECT] = Buffer.from('\t\n ":\\}');
export const [CR, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT] = Buffer.from("\r,[]{");
const NULL = Buffer.from("null");

/** A key of records as JSON writes it, with quotes and colon, and its column. */
export interface Key {
  readonly written: Uint8Array;
  readonly column: number;
}

/**
 * Notes the cells of a plain record or list at `at` as those of row `row` of the batch, where they stand. Plain are texts without escapes, numbers
 * and null, under `keys` in their order, some of which may be left out. Returns where it ends; -1 when it is not plain or not whole.
 * Most are plain, and `JSON.parse` takes five times longer. A zero behind the text stops every loop.
 */
export function plainEnd(bytes: Uint8Array, at: number, columns: Columns, row: number, keys: readonly Key[]): number {
  const isList = bytes[at] === OPEN_ARRAY;
  const places = isList ? columns.width : keys.length;
  let p = at + 1;
  for (let place = 0; place < places; place++) {
    if (bytes[p] <= SPACE) p = spaceEnd(bytes, p);
    let column = place;
    if (!isList) {
      while (place < places && !startsWith(bytes, p, keys[place].written)) place++;
      if (place === places) return -1;
      p += keys[place].written.length;
      if (bytes[p] <= SPACE) p = spaceEnd(bytes, p);
      ({ column } = keys[place]);
    }
    const start = p;
    if (bytes[p] === QUOTE) {
      let c = bytes[++p];
      while (c !== QUOTE && c !== BACKSLASH && c >= SPACE) c = bytes[++p];
      if (c !== QUOTE) return -1;
      columns.put(column, row, start + 1, p++);
    } else if (startsWith(bytes, p, NULL)) {
      p += NULL.length;
    } else {
      while (bytes[p] > COMMA && bytes[p] < OPEN_OBJECT && bytes[p] !== CLOSE_ARRAY) p++;
      const number = textOf(bytes, start, p);
      const isLost = !isNumber(number) || !isExact(Number(number));
      if (isLost || (/e/i.test(number) && columns.holdsTimes(column))) return -1;
      columns.setNumber(column, row, Number(number));
    }
    if (bytes[p] <= SPACE) p = spaceEnd(bytes, p);
    if (bytes[p] === (isList ? CLOSE_ARRAY : CLOSE_OBJECT)) return p + 1;
    if (bytes[p] !== COMMA) return -1;
    p++;
  }
  return -1;
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start[i]) return false;
  return true;
}

/** Behind the bracket that closes the record at `at`, or where a text in it is broken off, and how many keys it has; `null` when beyond `end`. */
export function recordEnd(bytes: Uint8Array, at: number, end: number): { end: number; keys: number } | null {
  let depth = 0;
  let keys = 0;
  for (let p = at; p < end; p++) {
    const c = bytes[p];
    if (c === QUOTE) {
      for (p++; p < end && bytes[p] !== QUOTE; p++) {
        if (bytes[p] === BACKSLASH) p++;
        else if (bytes[p] < SPACE) return { end: p + 1, keys };
      }
    } else if (c === COLON && depth === 1) keys++;
    else if (c === OPEN_OBJECT || c === OPEN_ARRAY) depth++;
    else if ((c === CLOSE_OBJECT || c === CLOSE_ARRAY) && --depth === 0) return { end: p + 1, keys };
  }
  return null;
}

/** Where white space ends, from `at` on. */
export function spaceEnd(bytes: Uint8Array, at: number): number {
  let p = at;
  while (bytes[p] === SPACE || bytes[p] === LF || bytes[p] === TAB || bytes[p] === CR) p++;
  return p;
}
