import { LEGAL_SUFFIXES } from "./text";

const START = 0x811c9dc5 | 0;

function step(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** A hash of bytes, ASCII capitals counting as small letters. */
export function looseHash(bytes: Uint8Array): number {
  let hash = START;
  for (let i = 0; i < bytes.length; i++) hash = step(hash, small(bytes[i]));
  return hash;
}

/**
 * `looseHash` of the loose key (with `company`, of the loose company key) of plain ASCII bytes, without making the key: called once per
 * distinct name, of which there may be millions. Property tests hold it to `looseKey` and `looseCompanyKey`.
 */
export function looseHashOfAscii(bytes: Uint8Array, start: number, end: number, company: boolean): number {
  let hash = START;
  // The hash without the legal suffixes at the end: moved along with every word that is not one.
  let kept = START;
  let word = START;
  let wordLength = 0;
  let words = 0;
  for (let i = start; i <= end; i++) {
    const kind = i < end ? KIND[bytes[i]] : SEPARATOR;
    if (kind === LETTER) {
      const byte = small(bytes[i]);
      hash = step(hash, byte);
      word = step(word, byte);
      wordLength++;
    } else if (kind === SEPARATOR && wordLength > 0) {
      if (!company || words === 0 || !SUFFIX_HASHES.has(word) || !isSuffix(bytes, i, wordLength)) kept = hash;
      words++;
      word = START;
      wordLength = 0;
    }
  }
  // Nothing but punctuation: such a name is like no other.
  return words === 0 ? looseHash(bytes.subarray(start, end)) : kept;
}

function small(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
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

const SUFFIX_HASHES = new Set(
  [...LEGAL_SUFFIXES].map((suffix) => looseHash(Uint8Array.from(suffix, (char) => char.charCodeAt(0)))),
);

/** Whether the word of `length` letters before `end` is a legal suffix; its hash says that it probably is. */
function isSuffix(bytes: Uint8Array, end: number, length: number): boolean {
  let word = "";
  for (let i = end - 1; word.length < length; i--) {
    if (KIND[bytes[i]] === LETTER) word = String.fromCharCode(small(bytes[i])) + word;
  }
  return LEGAL_SUFFIXES.has(word);
}
