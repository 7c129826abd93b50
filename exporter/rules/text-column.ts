import { readText } from "../../shared/reading";
import { isPlainAscii } from "../../shared/text";
import { type FieldReadings, flawOf, NO_FLAW, warningBit } from "../../shared/verdicts";
import type { RawColumn } from "../inputs/table";
import { type TextTable, TidiedTexts } from "../inputs/text-table";
import type { KeyTable } from "./key-table";

const DAMAGED = warningBit("DAMAGED_TEXT");

/** A text field read, with the tidied text of each reading. */
export interface TextReadings extends FieldReadings {
  texts: TextTable;
  /** How many readings there are. */
  size: number;
  /** Reading -> the text as it was meant, of damaged cells that can be repaired. */
  repaired: ReadonlyMap<number, string>;
}

/** Reads each distinct cell of a text column once. Keys are interned in `keyTable`, which columns of one meaning share. */
export function readTextColumn(column: RawColumn, keyTable: KeyTable): TextReadings {
  const { arena, starts, lengths, size } = column.distinct;
  const flaws = new Uint8Array(size);
  const keys = new Int32Array(size);
  const warnings = new Uint8Array(size);
  const repaired = new Map<number, string>();
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
    if (reading.damage === undefined) continue;
    warnings[i] = DAMAGED;
    if (reading.damage.repaired !== null) repaired.set(i, reading.damage.repaired);
  }
  return { codes: column.codes, flaws, keys, warnings, loose: null, texts: tidied.finish(keys), size, repaired };
}

function bytesOf(lengths: Uint32Array, size: number): number {
  let bytes = 0;
  for (let i = 0; i < size; i++) bytes += lengths[i];
  return bytes;
}
