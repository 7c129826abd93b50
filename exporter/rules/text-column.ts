import { looseAscii } from "../../shared/loose-ascii";
import { readText } from "../../shared/reading";
import { isPlainAscii, looseCompanyKey, looseKey } from "../../shared/text";
import { type FieldReadings, flawOf, NO_FLAW } from "../../shared/verdicts";
import type { RawColumn } from "../table";
import { KeyTable } from "./key-table";
import { type TextTable, TidiedTexts, textAt } from "./text-table";

/** A text field read, with the tidied text of each reading. */
export interface TextReadings extends FieldReadings {
  texts: TextTable;
  /** How many readings there are. */
  size: number;
}

/** Reads each distinct cell of a text column once. Keys are interned in `keyTable`, which columns of one meaning share. */
export function readTextColumn(column: RawColumn, keyTable: KeyTable): TextReadings {
  const { arena, starts, lengths, size } = column.distinct;
  const flaws = new Uint8Array(size);
  const keys = new Int32Array(size);
  const tidied = new TidiedTexts(column.distinct);
  keyTable.reserve(size, bytesOf(lengths, size));
  for (let i = 0; i < size; i++) {
    const start = starts[i];
    const end = start + lengths[i];
    if (isPlainAscii(arena, start, end)) {
      keys[i] = keyTable.intern(arena, start, end);
      continue;
    }
    const cell = Buffer.from(arena.buffer, arena.byteOffset + start, lengths[i]).toString("utf8");
    const reading = readText(cell);
    flaws[i] = flawOf(reading.problem);
    if (flaws[i] !== NO_FLAW) continue;
    if (reading.text !== cell) tidied.replace(i, reading.text);
    const key = Buffer.from(reading.key);
    keys[i] = keyTable.intern(key, 0, key.length);
  }
  const warnings = new Uint8Array(size);
  return { codes: column.codes, flaws, keys, warnings, loose: null, texts: tidied.finish(), size };
}

function bytesOf(lengths: Uint32Array, size: number): number {
  let bytes = 0;
  for (let i = 0; i < size; i++) bytes += lengths[i];
  return bytes;
}

/**
 * Loose ids of a text field's readings: readings share one when only accents, punctuation or, for a company, a legal suffix
 * tells their keys apart. -1 where no other key is that near; `null` when that is so everywhere.
 */
export function looseIds(readings: TextReadings, company: boolean): Int32Array | null {
  const { texts, flaws, keys, size } = readings;
  const table = new KeyTable();
  table.reserve(size, bytesOf(texts.lengths, size));
  const ids = new Int32Array(size).fill(-1);
  const scratch = new Uint8Array(1024);
  const firstKey: number[] = [];
  const shared: boolean[] = [];
  for (let i = 0; i < size; i++) {
    if (flaws[i] !== NO_FLAW) continue;
    const id = internLoose(table, texts, i, company, scratch);
    ids[i] = id;
    if (id === firstKey.length) {
      firstKey.push(keys[i]);
      shared.push(false);
    } else if (firstKey[id] !== keys[i]) {
      shared[id] = true;
    }
  }
  if (!shared.includes(true)) return null;
  return ids.map((id) => (id === -1 || !shared[id] ? -1 : id));
}

function internLoose(table: KeyTable, texts: TextTable, i: number, company: boolean, scratch: Uint8Array): number {
  const start = texts.starts[i];
  const end = start + texts.lengths[i];
  // Texts in the arena that are plain ASCII need no string; tidied ones in `extra` are few.
  if (start < texts.arena.length && isPlainAscii(texts.arena, start, end)) {
    const length = looseAscii(texts.arena, start, end, company, scratch);
    return length === 0 ? table.intern(texts.arena, start, end) : table.intern(scratch, 0, length);
  }
  const text = textAt(texts, i);
  const key = Buffer.from(company ? looseCompanyKey(text) : looseKey(text));
  return table.intern(key, 0, key.length);
}
