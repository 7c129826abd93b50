import type { ColumnCells } from "./column-cells";
import type { CountryField } from "./contract";
import { readCountry } from "./country";
import type { DecidedCountries } from "./decisions";
import type { KeyTable } from "./key-table";
import { looseIdsOfMeant } from "./loose-ids";
import { BLANK_KEY, flawOf, type WordReadings, warningBit } from "./verdicts";

/** A country field read: canonical names and, where the country is known, its ISO 3166 code (else ''), by reading. */
export interface CountryReadings extends WordReadings {
  names: readonly string[];
  isoCodes: readonly string[];
  /** Readings that a person's decision gave their country: the key of the decision. */
  decided: ReadonlyMap<number, string>;
}

/** How countries without a code are written, by key id: one spelling for all that mean the same, in all fields of both tabs. */
export type Spellings = Map<number, string>;

/**
 * Reads each distinct cell of a country field once. Of several spellings of an unknown country the first by code point is shown, unless
 * `spellings` has one already from another field; new ones are added to it.
 */
export function readCountryField(
  { codes, size, text }: ColumnCells,
  { required }: Pick<CountryField, "required">,
  keyTable: KeyTable,
  spellings: Spellings,
  decisions: DecidedCountries,
): CountryReadings {
  const flaws = new Uint8Array(size);
  const keys = new Int32Array(size);
  const warnings = new Uint8Array(size);
  const names: string[] = new Array(size).fill("");
  const isoCodes: string[] = new Array(size).fill("");
  const own: string[] = new Array(size);
  const meant = new Map<number, string>();
  const unknown: Spellings = new Map();
  const decided = new Map<number, string>();
  for (let i = 0; i < size; i++) {
    const { problem, key, name, code, warning, meantKey, decided: decision } = readCountry(text(i), decisions);
    own[i] = key;
    if (meantKey !== undefined) meant.set(i, meantKey);
    if (decision !== undefined) decided.set(i, decision);
    flaws[i] = flawOf(problem);
    keys[i] = problem === null ? keyTable.internText(key) : BLANK_KEY;
    names[i] = name;
    isoCodes[i] = code ?? "";
    if (warning === null) continue;
    warnings[i] = warningBit(warning);
    const other = unknown.get(keys[i]);
    if (other === undefined || isBefore(name, other)) unknown.set(keys[i], name);
  }
  for (const [key, name] of unknown) if (!spellings.has(key)) spellings.set(key, name);
  for (let i = 0; i < size; i++) if (warnings[i] !== 0) names[i] = spellings.get(keys[i])!;
  const loose = looseIdsOfMeant(meant, own, keys);
  return { required, codes, flaws, keys, warnings, loose, names, isoCodes, decided };
}

/** Whether a text comes first by code points; JavaScript's own comparison goes by UTF-16 units. */
function isBefore(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((char, i) => char !== b[i]);
  return at !== -1 && at < b.length ? a[at].codePointAt(0)! < b[at].codePointAt(0)! : a.length < b.length;
}
