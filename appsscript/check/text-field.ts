import { looseHash, looseHashOfAscii } from "../../shared/loose-hash";
import { looseIds } from "../../shared/loose-ids";
import { readText } from "../../shared/reading";
import { isPlainAscii, looseCompanyKey, looseKey } from "../../shared/text";
import { type FieldReadings, flawOf, NO_FLAW, warningBit } from "../../shared/verdicts";
import { ASCII_BYTES, asciiBytes } from "./ascii-bytes";
import type { KeyIds } from "./key-ids";
import type { WordColumn } from "./word-column";

const DAMAGED = warningBit("DAMAGED_TEXT");

/**
 * Reads each distinct cell of a text column once.
 * @param hints what possible duplicates are found by: the names of people, of companies, or nothing
 */
export function readTextField(
  { codes, distinct }: WordColumn,
  ids: KeyIds,
  hints: "person" | "company" | null,
): FieldReadings {
  const size = distinct.length;
  const flaws = new Uint8Array(size);
  const keys = new Int32Array(size);
  const warnings = new Uint8Array(size);
  const hashes = new Float64Array(hints === null ? 0 : size).fill(Number.NaN);
  const company = hints === "company";
  for (let i = 0; i < size; i++) {
    const cell = distinct[i];
    const length = asciiBytes(cell);
    if (isPlainAscii(ASCII_BYTES, 0, length)) {
      keys[i] = ids.of(cell.toLowerCase());
      if (hints !== null) hashes[i] = looseHashOfAscii(ASCII_BYTES, 0, length, company);
      continue;
    }
    const { problem, text, key, damage } = readText(cell);
    flaws[i] = flawOf(problem);
    if (flaws[i] !== NO_FLAW) continue;
    keys[i] = ids.of(key);
    if (damage !== undefined) warnings[i] = DAMAGED;
    const meant = damage?.repaired ?? text;
    if (hints !== null) hashes[i] = hashOfText(company ? looseCompanyKey(meant) : looseKey(meant));
  }
  const loose = hints === null ? null : looseIds(hashes, keys);
  return { codes, flaws, keys, warnings, loose };
}

/** Of an ASCII text the hash of its bytes, as `looseHashOfAscii` makes it; of others the hash of their UTF-16 units. */
function hashOfText(text: string): number {
  const length = asciiBytes(text);
  if (length > 0) return looseHash(ASCII_BYTES.subarray(0, length));
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit >> 8;
    bytes[2 * i + 1] = unit & 0xff;
  }
  return looseHash(bytes);
}
