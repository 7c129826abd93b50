import { LEGAL_SUFFIXES } from "./text";

/**
 * `looseKey` (or, with `company`, `looseCompanyKey`) of plain ASCII bytes, written to `out`; property tests hold the two
 * equal. Called once per distinct name, so it makes no strings unless a legal suffix may be there.
 * @param out at least as long as the text
 * @returns the number of bytes written; 0 when the text is nothing but punctuation (the caller then uses the strict key)
 */
export function looseAscii(bytes: Uint8Array, start: number, end: number, company: boolean, out: Uint8Array): number {
  let length = 0;
  let previousWords = 0;
  let wordStart = 0;
  // Where the text would end without its legal suffixes: moved along with every word that is not one.
  let kept = 0;
  for (let i = start; i <= end; i++) {
    const kind = i < end ? KIND[bytes[i]] : SEPARATOR;
    if (kind === LETTER) {
      out[length++] = bytes[i] >= 0x41 && bytes[i] <= 0x5a ? bytes[i] | 0x20 : bytes[i];
    } else if (kind === SEPARATOR && length > wordStart) {
      if (!company || previousWords === 0 || !isSuffix(out, wordStart, length)) kept = length;
      previousWords++;
      wordStart = length;
    }
  }
  return kept;
}

const LETTER = 0;
const JOINER = 1;
const SEPARATOR = 2;

/** ASCII by kind: `.` and `'` join (`O'Brien`, `S.A.`), other punctuation, modifiers and spaces separate, the rest are letters. */
const KIND = Uint8Array.from({ length: 128 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  if (char === "." || char === "'") return JOINER;
  return /[\p{P}\p{Z}\p{Sk}]/u.test(char) ? SEPARATOR : LETTER;
});

const LONGEST_SUFFIX = Math.max(...[...LEGAL_SUFFIXES].map((suffix) => suffix.length));

function isSuffix(out: Uint8Array, from: number, to: number): boolean {
  if (to - from > LONGEST_SUFFIX) return false;
  let word = "";
  for (let i = from; i < to; i++) word += String.fromCharCode(out[i]);
  return LEGAL_SUFFIXES.has(word);
}
