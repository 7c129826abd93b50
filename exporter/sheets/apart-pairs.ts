import { type Cell, displayedText } from "../../shared/cell";
import { pairHash } from "../../shared/kept-apart";
import { comparisonKey, tidy } from "../../shared/text";
import { NOT_DUPLICATES_HEADER } from "../../shared/workbook";
import type { Row } from "./values";

/** Company, first name, last name and country: a pair is two of them. */
const KEY_LENGTH = NOT_DUPLICATES_HEADER.indexOf("Company 2");

/**
 * The pairs of the tab "Not duplicates" as `pairHash` names them, each once and in order, whoever decided and when. Row 1 is the header;
 * a row that is no whole pair is not counted.
 */
export function apartPairs(rows: readonly Row[]): string[] {
  const hashes = rows.slice(1).flatMap((row) => {
    const keys = Array.from({ length: 2 * KEY_LENGTH }, (_, i) => keyOf(row[i] ?? null));
    return keys.includes("") ? [] : [pairHash(keys.slice(0, KEY_LENGTH), keys.slice(KEY_LENGTH))];
  });
  return [...new Set(hashes)].sort();
}

/** A name such as `true` or `7` may have become a boolean or a number in its cell. */
function keyOf(cell: Cell): string {
  return comparisonKey(tidy(displayedText(cell)));
}
