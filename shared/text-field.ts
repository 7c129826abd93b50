import type { ColumnCells } from "./column-cells";
import type { TextField } from "./contract";
import type { Keys, Loops } from "./loops";
import { looseHash } from "./loose-hash";
import { readText, type TextReading } from "./reading";
import { looseCompanyKey, looseKey } from "./text";
import { BLANK_KEY, flawOf, type WordReadings, warningBit } from "./verdicts";

const DAMAGED = warningBit("DAMAGED_TEXT");

export interface TextReadings extends WordReadings {
  /** Reading -> its tidied text, where that differs from the cell. */
  tidied: ReadonlyMap<number, string>;
}

/** Reads each distinct cell of a text field once: `loops` what is plain, the rules the rest. Keys are interned in `keyTable`, which has room for them. */
export function readTextField(
  cells: ColumnCells,
  { hints, required }: Pick<TextField, "hints" | "required">,
  keyTable: Keys,
  loops: Loops,
): TextReadings {
  const { codes, size } = cells;
  const flaws = loops.bytes(size);
  const keys = loops.integers(size);
  const warnings = loops.bytes(size);
  const tidied = new Map<number, string>();
  const hashes = hints === undefined ? null : loops.passingNumbers(size);
  const isCompany = hints === "company";
  const others = loops.internPlain(cells, keyTable, keys, hashes, isCompany);
  for (let at = 0; at < others.length; at++) {
    const i = others[at];
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
  const loose = hashes === null ? null : loops.looseIds(hashes, keys);
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
