import { comparisonKey, looseKey } from "./text";

const LITTLE_WORDS = /\b(?:the|and)\b|&/g;
/** `St` before another word; alone it is the code of São Tomé and Príncipe. */
const SAINT = /\bst(?=[ .-]+[a-z])/g;

/**
 * Known country names are looked up by this: without case, accents, punctuation and spaces, without "the" and "and", `St` as `Saint`.
 * `U. S. A.`, `usa` and `U.S.A.` are one; so are `Trinidad & Tobago` and `Trinidad and Tobago`.
 */
export function countryKey(tidied: string): string {
  const folded = comparisonKey(tidied);
  const words = folded.replace(LITTLE_WORDS, " ").replace(SAINT, "saint").trim();
  // Nothing but little words: `AND` is the code of Andorra.
  return looseKey(words === "" ? folded : words);
}
