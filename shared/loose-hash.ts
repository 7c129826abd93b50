import { LEGAL_SUFFIXES } from "./text";

// By a name of our own: to look up a global is slow where the sandbox of node:vm stands in for it.
const { imul } = Math;

// Two lanes of 32 bits: among millions of names two would share one lane by chance, both hardly ever.
const START_A = 0x811c9dc5 | 0;
const START_B = 0x2b5d1f37;
const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;

/** 53 bits of both lanes, as a number. */
function joined(a: number, b: number): number {
  return (a >>> 0) * 2 ** 21 + ((b ^ (b >>> 15)) >>> 11);
}

/** A hash (a whole number below 2^53) of a text, ASCII capitals counting as small letters. */
export function looseHash(text: string): number {
  let a = START_A;
  let b = START_B;
  for (let i = 0; i < text.length; i++) {
    const unit = small(text.charCodeAt(i));
    a = imul(a ^ unit, PRIME_A);
    b = imul(b ^ unit, PRIME_B) ^ (b >>> 13);
  }
  return joined(a, b);
}

/**
 * `looseHash` of the loose key (with `company`, of the loose company key) of plain ASCII bytes, without making the key: called once per
 * distinct name, of which there may be millions. Property tests hold it to `looseKey` and `looseCompanyKey`.
 */
export function looseHashOfAscii(bytes: Uint8Array, start: number, end: number, company: boolean): number {
  let a = START_A;
  let b = START_B;
  // The hash without the legal suffixes at the end: moved along with every word that is not one.
  let keptA = START_A;
  let keptB = START_B;
  let word = START_A;
  let wordLength = 0;
  let words = 0;
  for (let i = start; i <= end; i++) {
    const kind = i < end ? KINDS[bytes[i]] : SEPARATOR;
    if (kind === LETTER) {
      const byte = small(bytes[i]);
      a = imul(a ^ byte, PRIME_A);
      b = imul(b ^ byte, PRIME_B) ^ (b >>> 13);
      word = imul(word ^ byte, PRIME_A);
      wordLength++;
    } else if (kind === SEPARATOR && wordLength > 0) {
      if (!company || words === 0 || !SUFFIXES_BY_HASH.has(word) || !isSuffix(bytes, i, wordLength)) {
        keptA = a;
        keptB = b;
      }
      words++;
      word = START_A;
      wordLength = 0;
    }
  }
  // Nothing but punctuation: such a name is like no other.
  return words === 0 ? looseHash(String.fromCharCode(...bytes.subarray(start, end))) : joined(keptA, keptB);
}

function small(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

const LETTER = 0;
const JOINER = 1;
const SEPARATOR = 2;

/** For each byte of ASCII what it is in a name: `.` and `'` join (`O'Brien`, `S.A.`), other punctuation, modifiers and spaces separate, the rest are letters. */
export const KINDS = Uint8Array.from({ length: 128 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  if (char === "." || char === "'") return JOINER;
  return /[\p{P}\p{Z}\p{Sk}]/u.test(char) ? SEPARATOR : LETTER;
});

/** Every legal suffix by its first lane. */
export const SUFFIXES_BY_HASH: ReadonlyMap<number, string> = new Map(
  [...LEGAL_SUFFIXES].map((suffix) => {
    let hash = START_A;
    for (let i = 0; i < suffix.length; i++) hash = imul(hash ^ suffix.charCodeAt(i), PRIME_A);
    return [hash, suffix] as const;
  }),
);

/** Whether the word of `length` letters before `end` is a legal suffix; its hash says that it probably is. */
function isSuffix(bytes: Uint8Array, end: number, length: number): boolean {
  let word = "";
  for (let i = end - 1; word.length < length; i--) {
    if (KINDS[bytes[i]] === LETTER) word = String.fromCharCode(small(bytes[i])) + word;
  }
  return LEGAL_SUFFIXES.has(word);
}
