import { greatest } from "../kernel/greatest";
import { kernel, memory } from "../kernel/kernel";
import { rowsWith } from "../kernel/rows";
import type { Distinct } from "./table";

/**
 * Texts as UTF-8 bytes in two arenas: `starts` below `arena.length` point into `arena` (the source's own bytes, for cells that
 * are already tidy), the rest into `extra`. Plain typed arrays, so that another thread can read them.
 */
export interface TextTable {
  arena: Uint8Array;
  extra: Uint8Array;
  starts: Uint32Array;
  lengths: Uint32Array;
  /** Text -> the first text equal to it, where several cells tidy to one; `null` when all differ. */
  same: Int32Array | null;
}

/** Text `i`. */
export function textAt({ arena, extra, starts, lengths }: TextTable, i: number): string {
  const inArena = starts[i] < arena.length;
  const bytes = inArena ? arena : extra;
  const start = inArena ? starts[i] : starts[i] - arena.length;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, lengths[i]).toString("utf8");
}

/** The distinct cells of a column as they were typed. */
export function asTyped({ arena, starts, lengths, size }: Distinct): TextTable {
  const extra = new Uint8Array(0);
  return { arena, extra, starts: starts.subarray(0, size), lengths: lengths.subarray(0, size), same: null };
}

/** A table of the given texts. */
export function textTable(texts: readonly string[]): TextTable {
  const joined = texts.join("");
  // Bytes of other texts are not those of their joint: halves of a sign may meet there.
  const isAscii = Buffer.byteLength(joined) === joined.length;
  const extra = isAscii ? Buffer.from(joined, "latin1") : Buffer.concat(texts.map((text) => Buffer.from(text)));
  const lengths = Uint32Array.from(texts, (text) => Buffer.byteLength(text));
  const starts = new Uint32Array(texts.length);
  for (let i = 1; i < texts.length; i++) starts[i] = starts[i - 1] + lengths[i - 1];
  const same = new Set(texts).size === texts.length ? null : firstOfEach(texts);
  return { arena: new Uint8Array(0), extra, starts, lengths, same };
}

function firstOfEach(texts: readonly string[]): Int32Array {
  const first = new Map<string, number>();
  return Int32Array.from(texts, (text, i) => {
    if (!first.has(text)) first.set(text, i);
    return first.get(text)!;
  });
}

/**
 * The distinct cells of a column as they were tidied.
 * @param tidied cell -> its tidied text, where that differs
 * @param keys the key id of each text: equal texts have equal keys, so only texts with one key need comparing
 */
export function tidiedTexts(cells: Distinct, tidied: ReadonlyMap<number, string>, keys: Int32Array): TextTable {
  const typed = asTyped(cells);
  if (tidied.size === 0) return typed;
  const [starts, lengths] = [memory().uint32(cells.size), memory().uint32(cells.size)];
  starts.set(typed.starts);
  lengths.set(typed.lengths);
  const extra: Buffer[] = [];
  let at = typed.arena.length;
  for (const [i, text] of tidied) {
    const bytes = Buffer.from(text);
    extra.push(bytes);
    starts[i] = at;
    lengths[i] = bytes.length;
    at += bytes.length;
  }
  const table = { arena: typed.arena, extra: Buffer.concat(extra), starts, lengths, same: null };
  return { ...table, same: firstEqual(table, tidied, keys) };
}

/** Cells differ, so of two equal texts one at least was tidied: only the keys of those are looked at. */
function firstEqual(table: TextTable, tidied: ReadonlyMap<number, string>, keys: Int32Array): Int32Array {
  // Each its own, but for those below.
  const same = rowsWith(new Uint8Array(keys.length), 0);
  const first = new Map<string, number>();
  for (const i of placesWithKeys(keys, tidied.keys())) {
    const text = textAt(table, i);
    if (!first.has(text)) first.set(text, i);
    same[i] = first.get(text)!;
  }
  return same;
}

/** The places whose key is that of one of `some`, ascending; those without a key are no text. */
function placesWithKeys(keys: Int32Array, some: Iterable<number>): number[] {
  return memory().withScratch(({ take, addressOf }) => {
    const size = greatest(keys) + 1;
    const marks = new Uint8Array(memory().buffer, take(size), size).fill(0);
    for (const i of some) if (keys[i] >= 0) marks[keys[i]] = 1;
    const places = take(4 * keys.length);
    const count = kernel().placesWithKey(addressOf(keys), keys.length, marks.byteOffset, places);
    return [...memory().words.subarray(places >>> 2, (places >>> 2) + count)];
  });
}
