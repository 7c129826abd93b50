import { readCountry } from "../../shared/country";
import { type FieldReadings, flawOf, NO_FLAW, warningBit } from "../../shared/verdicts";
import { KeyIds } from "./key-ids";
import type { WordColumn } from "./word-column";

/** Reads each distinct cell of a country column once. */
export function readCountryField({ codes, distinct }: WordColumn): FieldReadings {
  const ids = new KeyIds();
  const flaws = new Uint8Array(distinct.length);
  const keys = new Int32Array(distinct.length);
  const warnings = new Uint8Array(distinct.length);
  distinct.forEach((cell, i) => {
    const { problem, key, warning } = readCountry(cell);
    flaws[i] = flawOf(problem);
    if (flaws[i] !== NO_FLAW) return;
    keys[i] = ids.of(key);
    if (warning !== null) warnings[i] = warningBit(warning);
  });
  return { codes, flaws, keys, warnings, loose: null };
}
