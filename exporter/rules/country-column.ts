import { readCountry } from "../../shared/country";
import { looseIdsOfMeant } from "../../shared/loose-ids";
import { type FieldReadings, flawOf, NO_FLAW, warningBit } from "../../shared/verdicts";
import type { RawColumn } from "../inputs/table";
import { asTyped, type TextTable, textAt, textTable } from "../inputs/text-table";
import type { KeyTable } from "./key-table";

/** A country field read: canonical names and, where the country is known, its ISO 3166 code (else ''). */
export interface CountryReadings extends FieldReadings {
  names: TextTable;
  countryCodes: TextTable;
}

/** How countries without a code are written, by key id: one spelling for all that mean the same, in both tabs. */
export type Spellings = Map<number, string>;

/**
 * Reads each distinct cell of a country column once. Of several spellings of an unknown country the first by code point is
 * shown, unless `spellings` has one already from the other tab; new ones are added to it.
 */
export function readCountryColumn(column: RawColumn, keyTable: KeyTable, spellings: Spellings): CountryReadings {
  const texts = asTyped(column.distinct);
  const { size } = column.distinct;
  const flaws = new Uint8Array(size);
  const keys = new Int32Array(size);
  const warnings = new Uint8Array(size);
  const names: string[] = new Array(size).fill("");
  const codes: string[] = new Array(size).fill("");
  const own: string[] = new Array(size);
  const meant = new Map<number, string>();
  const unknown: Spellings = new Map();
  for (let i = 0; i < size; i++) {
    const reading = readCountry(textAt(texts, i));
    own[i] = reading.key;
    if (reading.meantKey !== undefined) meant.set(i, reading.meantKey);
    flaws[i] = flawOf(reading.problem);
    if (flaws[i] !== NO_FLAW) continue;
    const key = Buffer.from(reading.key);
    keys[i] = keyTable.intern(key, 0, key.length);
    names[i] = reading.name;
    codes[i] = reading.code ?? "";
    if (reading.warning !== null) warnings[i] = warningBit(reading.warning);
    if (reading.code !== null) continue;
    const other = unknown.get(keys[i]);
    if (other === undefined || byCodePoint(reading.name, other) < 0) unknown.set(keys[i], reading.name);
  }
  for (const [key, name] of unknown) if (!spellings.has(key)) spellings.set(key, name);
  for (let i = 0; i < size; i++) if (flaws[i] === NO_FLAW && codes[i] === "") names[i] = spellings.get(keys[i])!;
  return {
    codes: column.codes,
    flaws,
    keys,
    warnings,
    loose: looseIdsOfMeant(meant, own, keys),
    names: textTable(names),
    countryCodes: textTable(codes),
  };
}

/** UTF-8 bytes sort as code points do; JavaScript's own comparison does not. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
