import { comparisonKey, looseKey } from "./text";

/** What nearly no name has: only then is there something to write out or to leave away. */
const TO_FOLD = /[^ -_a-~]|(?<![a-z])(?:st|is|rep|dem|fed)(?![a-z])/;
const LITTLE_WORDS = /\b(?:the|and)\b|&/g;
/** `St` before another word; alone it is the code of São Tomé and Príncipe. */
const SAINT = /(?<!\p{L})st(?=[ .-]+\p{L})/gu;
/** `Is.` behind another word; alone it is the code of Iceland. */
const ISLANDS = /(?<=[\p{L})][ .]+)is(?![\p{L}\p{M}])\.?/gu;
const REPUBLIC = /(?<!\p{L})rep(?![\p{L}\p{M}])\.?/gu;
const DEMOCRATIC = /(?<!\p{L})dem(?![\p{L}\p{M}])\.?/gu;
const FEDERAL = /(?<!\p{L})fed(?![\p{L}\p{M}])\.?/gu;
/** Spacing letters that transcriptions write for a sound without a letter (`Oʻzbekiston`), and Arabic vowel signs. */
const UNWRITTEN = /[\u02b0-\u02ff\u064b-\u0655`]/g;
/** Arabic letters that Persian, Urdu and Kurdish keyboards write another way, and those that are written without their marks. */
const ARABIC = /[\u0622\u0623\u0625\u06a9\u06cc\u0649\u0629\u06c1-\u06c3\u06d5]/g;
const PLAIN_ARABIC: Readonly<Record<string, string>> = {
  "\u0622": "\u0627",
  "\u0623": "\u0627",
  "\u0625": "\u0627",
  "\u06a9": "\u0643",
  "\u06cc": "\u064a",
  "\u0649": "\u064a",
  "\u0629": "\u0647",
  "\u06c1": "\u0647",
  "\u06c2": "\u0647",
  "\u06c3": "\u0647",
  "\u06d5": "\u0647",
};

/**
 * Known country names are looked up by this: without case, accents, punctuation and spaces, without "the" and "and", abbreviations
 * (`St`, `Is.`, `Rep.`) written out. `U. S. A.`, `usa` and `U.S.A.` are one; so are `Trinidad & Tobago` and `Trinidad and Tobago`.
 */
export function countryKey(tidied: string): string {
  const folded = foldedCountry(tidied);
  const words = folded.replace(LITTLE_WORDS, " ").trim();
  // Nothing but little words: `AND` is the code of Andorra.
  return looseKey(words === "" ? folded : words);
}

/** The text folded as country keys are, its words and punctuation still there. */
export function foldedCountry(tidied: string): string {
  const key = comparisonKey(tidied);
  if (!TO_FOLD.test(key)) return key;
  return key
    .replace(SAINT, "saint")
    .replace(ISLANDS, "islands")
    .replace(REPUBLIC, "republic")
    .replace(DEMOCRATIC, "democratic")
    .replace(FEDERAL, "federal")
    .replace(UNWRITTEN, "")
    .replace(ARABIC, (letter) => PLAIN_ARABIC[letter]);
}
