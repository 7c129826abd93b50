import { type Cell, displayedText } from "./cell";
import { LEADS, type TabContract } from "./contract";
import { readCountry } from "./country";
import type { TabCells } from "./tab-cells";
import { comparisonKey, tidy } from "./text";
import type { KeptApart } from "./verdicts";

/**
 * A person may look at two possible duplicates and find that they are two leads. The pair is remembered by the unique keys of both:
 * each text as its comparison key, a country as the comparison key of its canonical name. Decisions about countries do not change these
 * keys: a pair stays kept apart whatever is decided, and undone, later.
 */

/** The unique key of a row, from what the cells of its fields say. */
export function uniqueKeyOf(contract: TabContract, said: (field: number) => string): string[] {
  return uniqueNamesOf(contract, said).map(comparisonKey);
}

/** The texts of a row's unique key as they were typed, tidied; a country by its name. */
export function uniqueNamesOf({ fields, uniqueKey }: TabContract, said: (field: number) => string): string[] {
  return uniqueKey.map((name) => {
    const at = fields.findIndex((field) => field.name === name);
    const text = said(at);
    return tidy(fields[at].type === "country" ? readCountry(text).name : text);
  });
}

/** Whether the pair of two rows (0-based) is among `pairs`, each named by `pairHash`. Without pairs there is nothing to ask. */
export function keptApart(
  contract: TabContract,
  { columns }: TabCells,
  pairs: ReadonlySet<string>,
): KeptApart | undefined {
  if (pairs.size === 0) return undefined;
  const keys = new Map<number, readonly string[]>();
  const keyOf = (row: number) => {
    let key = keys.get(row);
    if (key === undefined) {
      key = uniqueKeyOf(contract, (field) => columns[field].text(columns[field].codes[row]));
      keys.set(row, key);
    }
    return key;
  };
  return (one, other) => pairs.has(pairHash(keyOf(one), keyOf(other)));
}

/** The two unique keys in a row of the tab "Not duplicates"; `null` for a row that is no whole pair. */
export function pairOfRow(cells: readonly (Cell | undefined)[]): { one: string[]; other: string[] } | null {
  // A name such as `true` or `7` may have become a boolean or a number in its cell.
  const { length } = LEADS.uniqueKey;
  const keys = Array.from({ length: 2 * length }, (_, i) => comparisonKey(tidy(displayedText(cells[i] ?? null))));
  return keys.includes("") ? null : { one: keys.slice(0, length), other: keys.slice(length) };
}

/** Names a pair of unique keys, whichever comes first: 16 hex digits. */
export function pairHash(one: readonly string[], other: readonly string[]): string {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return textHash(a < b ? a + b : b + a);
}

/** A global that is looked up for each letter costs a script more than the letter. */
const { imul } = Math;

/** 64 bits of a text in hex, in two lanes: of thousands of texts hardly ever two share them. Not for secrets. */
export function textHash(text: string): string {
  hashLanes(text);
  return hex(LANES[0]) + hex(LANES[1]);
}

/** The two lanes of the text that was hashed last. */
export const LANES = new Int32Array(2);

/** As `textHash`, its 64 bits as they are in `LANES`. */
export function hashLanes(text: string): void {
  let a = 0x811c9dc5 | 0;
  let b = 0x2b5d1f37;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = imul(a ^ unit, 0x01000193);
    b = imul(b ^ unit, 0x5bd1e995) ^ (b >>> 13);
  }
  LANES[0] = a ^ (b >>> 16);
  LANES[1] = b ^ (a >>> 13);
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}
