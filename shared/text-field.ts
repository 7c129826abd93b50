import type { ColumnCells } from "./column-cells";
import type { TextField } from "./contract";
import type { KeyTable } from "./key-table";
import { looseHash, looseHashOfAscii } from "./loose-hash";
import { looseIds } from "./loose-ids";
import { readText, type TextReading } from "./reading";
import { isPlainAscii, looseCompanyKey, looseKey } from "./text";
import { BLANK_KEY, flawOf, type WordReadings, warningBit } from "./verdicts";

const DAMAGED = warningBit("DAMAGED_TEXT");

export interface TextReadings extends WordReadings {
  /** Reading -> its tidied text, where that differs from the cell. */
  tidied: ReadonlyMap<number, string>;
}

/** Reads each distinct cell of a text field once. Keys are interned in `keyTable`, which has room for them. */
export function readTextField(
  cells: ColumnCells,
  { hints, required }: Pick<TextField, "hints" | "required">,
  keyTable: KeyTable,
): TextReadings {
  const { codes, size, arena, starts, lengths } = cells;
  const flaws = new Uint8Array(size);
  const keys = new Int32Array(size);
  const warnings = new Uint8Array(size);
  const tidied = new Map<number, string>();
  const hashes = hints === undefined ? null : new Float64Array(size).fill(Number.NaN);
  const isCompany = hints === "company";
  for (let i = 0; i < size; i++) {
    const start = starts[i];
    const end = start + lengths[i];
    if (isPlainAscii(arena, start, end)) {
      keys[i] = keyTable.intern(arena, start, end);
      if (hashes !== null) hashes[i] = looseHashOfAscii(arena, start, end, isCompany);
      continue;
    }
    const cell = cells.text(i);
    const reading = readText(cell);
    const { problem, text, key, damage } = reading;
    flaws[i] = flawOf(problem);
    keys[i] = problem === null ? keyTable.internText(key) : BLANK_KEY;
    if (text !== cell && (problem === null || problem === "BLANK")) tidied.set(i, text);
    if (problem !== null) continue;
    if (damage !== undefined) warnings[i] = DAMAGED;
    if (hints !== undefined) hashes![i] = looseHash(looseKeyOf(reading, hints));
  }
  const loose = hashes === null ? null : looseIds(hashes, keys);
  return { required, codes, flaws, keys, warnings, loose, tidied };
}

/** The key that possible duplicates of a text share: of what it was meant to say, where it is damaged. */
export function looseKeyOf(
  { text, damage }: Pick<TextReading, "text" | "damage">,
  hints: "person" | "company",
): string {
  const meant = damage?.repaired ?? text;
  return hints === "company" ? looseCompanyKey(meant) : looseKey(meant);
}
