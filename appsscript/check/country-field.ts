import { readCountry } from "../../shared/country";
import { looseIdsOfMeant } from "../../shared/loose-ids";
import { type FieldReadings, flawOf, NO_FLAW, warningBit } from "../../shared/verdicts";
import { KeyIds } from "./key-ids";
import type { WordColumn } from "./word-column";

/** Reads each distinct cell of a country column once. */
export function readCountryField({ codes, distinct }: WordColumn): FieldReadings {
  const ids = new KeyIds();
  const flaws = new Uint8Array(distinct.length);
  const keys = new Int32Array(distinct.length);
  const warnings = new Uint8Array(distinct.length);
  const own: string[] = [];
  const meant = new Map<number, string>();
  distinct.forEach((cell, i) => {
    const { problem, key, warning, meantKey } = readCountry(cell);
    own[i] = key;
    if (meantKey !== undefined) meant.set(i, meantKey);
    flaws[i] = flawOf(problem);
    if (flaws[i] !== NO_FLAW) return;
    keys[i] = ids.of(key);
    if (warning !== null) warnings[i] = warningBit(warning);
  });
  return { codes, flaws, keys, warnings, loose: looseIdsOfMeant(meant, own, keys) };
}
