import { encode, encoded } from "./key-table";
import { LEGAL_SUFFIXES } from "./text";

// By a name of our own: to look up a global is slow where the sandbox of node:vm stands in for it.
const { imul } = Math;

// Two lanes of 32 bits: among millions of names two would share one lane by chance, both hardly ever.
const START_A = 0x811c9dc5 | 0;
const START_B = 0x2b5d1f37;
const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;

/** 53 bits of two lanes over a loose key, four bytes at a time, as a whole number. There is room for zeros behind it. */
function hashOf(key: Uint8Array, size: number): number {
  key.fill(0, size, size + 3);
  let a = START_A;
  let b = START_B;
  for (let at = 0; at < size; at += 4) {
    const four = key[at] | (key[at + 1] << 8) | (key[at + 2] << 16) | (key[at + 3] << 24);
    a = imul(a ^ four, PRIME_A);
    a ^= a >>> 15;
    b = imul(b ^ four, PRIME_B);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}

/** A hash (a whole number below 2^53) of a loose key. */
export function looseHash(key: string): number {
  const size = encode(key);
  return hashOf(encoded, size);
}

/** Where loose keys of ASCII are made. No plain name has more bytes. */
const key = new Uint8Array(1024);

/**
 * `looseHash` of the loose key (with `company`, of the loose company key) of plain ASCII bytes, without making a string of it: called once per
 * distinct name, of which there may be millions. Property tests hold it to `looseKey` and `looseCompanyKey`.
 */
export function looseHashOfAscii(bytes: Uint8Array, start: number, end: number, company: boolean): number {
  let size = 0;
  for (let i = start; i < end; i++) {
    const letter = LETTERS[bytes[i]];
    key[size] = letter;
    if (letter > SEPARATOR) size++;
  }
  if (size > 0) return hashOf(key, company ? withoutSuffixes(bytes, start, end, size) : size);
  // Nothing but punctuation: such a name is like no other.
  key.set(bytes.subarray(start, end));
  return hashOf(key, end - start);
}

/** How many of the letters in `key` are left without the legal suffixes at the end; the first word stays. */
function withoutSuffixes(bytes: Uint8Array, start: number, end: number, letters: number): number {
  let size = letters;
  for (let i = end; ; ) {
    let length = 0;
    let hash = 0;
    for (; i > start; i--) {
      const letter = LETTERS[bytes[i - 1]];
      if (letter > SEPARATOR) {
        length++;
        hash = imul(hash ^ letter, PRIME_A);
      } else if (letter === SEPARATOR && length > 0) break;
    }
    if (length === size || !SUFFIX_HASHES.has(hash)) return size;
    if (!LEGAL_SUFFIXES.has(String.fromCharCode(...key.subarray(size - length, size)))) return size;
    size -= length;
  }
}

/** Hashes of legal suffixes, from their last letter on: most words are none, and to make a string of each takes longer than all else. */
const SUFFIX_HASHES: ReadonlySet<number> = new Set(
  [...LEGAL_SUFFIXES].map((suffix) =>
    [...suffix].reduceRight((hash, letter) => imul(hash ^ letter.charCodeAt(0), PRIME_A), 0),
  ),
);

const JOINER = 1;
const SEPARATOR = 2;
/** What of ASCII is punctuation, a modifier or a space, but for what joins: `SEPARATORS` of text.ts. */
const SEPARATORS = ' !"#%&()*,-/:;?@[\\]^_`{}';

/** For each byte of ASCII what it is in a name: `.` and `'` join (`O'Brien`, `S.A.`), others separate, the rest are letters, here small ones. */
export const LETTERS = Uint8Array.from({ length: 128 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  if (char === "." || char === "'") return JOINER;
  return SEPARATORS.includes(char) ? SEPARATOR : char.toLowerCase().charCodeAt(0);
});
