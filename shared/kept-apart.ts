import { type Cell, displayedText } from "./cell";
import { readCountry } from "./country";
import { comparisonKey, tidy } from "./text";
import { NOT_DUPLICATES_HEADER } from "./workbook";

/**
 * A person may look at two possible duplicates and find that they are two leads. The pair is remembered by the unique keys of both:
 * each text as its comparison key, a country as the comparison key of its canonical name.
 */

/** The unique key of a lead, from what its cells say. */
export function leadKey(company: string, firstName: string, lastName: string, country: string): string[] {
  return [company, firstName, lastName, readCountry(country).name].map((text) => comparisonKey(tidy(text)));
}

/** Company, first name, last name and country: a pair is two of them. */
const KEY_LENGTH = NOT_DUPLICATES_HEADER.indexOf("Company 2");

/** The two unique keys in a row of the tab "Not duplicates"; `null` for a row that is no whole pair. */
export function pairOfRow(cells: readonly (Cell | undefined)[]): { one: string[]; other: string[] } | null {
  // A name such as `true` or `7` may have become a boolean or a number in its cell.
  const keys = Array.from({ length: 2 * KEY_LENGTH }, (_, i) => comparisonKey(tidy(displayedText(cells[i] ?? null))));
  return keys.includes("") ? null : { one: keys.slice(0, KEY_LENGTH), other: keys.slice(KEY_LENGTH) };
}

/** Names a pair of unique keys, whichever comes first: 16 hex digits. */
export function pairHash(one: readonly string[], other: readonly string[]): string {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return textHash(a < b ? a + b : b + a);
}

/** 64 bits of a text in hex, in two lanes: of thousands of texts hardly ever two share them. Not for secrets. */
export function textHash(text: string): string {
  let a = 0x811c9dc5 | 0;
  let b = 0x2b5d1f37;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 13);
  }
  return hex(a ^ (b >>> 16)) + hex(b ^ (a >>> 13));
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}
