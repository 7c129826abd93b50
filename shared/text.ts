import { caseFold } from "./casefold";

/** A longer cell is a pasted document, not a name. Counted in characters (code points) of the tidied text. */
export const MAX_CELL_LENGTH = 1000;

/** Words of ASCII, Latin, Greek, Cyrillic, Japanese, Chinese and Korean with single spaces: nothing to do but NFC. */
const PLAIN = new RegExp(
  "^[W]+(?: [W]+)*$".replaceAll(
    "W",
    "!-~\\u00a1-\\u00ac\\u00ae-\\u034e\\u0370-\\u0513\\u2010-\\u2027\\u3041-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3",
  ),
);
const ASCII = /^[ -~]*$/;
const LONE_SURROGATES = /[\ud800-\udfff]/gu;
/**
 * Controls that are not spaces, everything Unicode says has no glyph of its own (zero-width, bidi, variation selectors, tags,
 * Hangul fillers), and the interlinear annotation marks. Visible format characters (Arabic number signs) stay.
 * The zero-width joiner goes too, also inside an emoji: two names that look alike are never told apart by what nobody can see.
 */
const INVISIBLE = /(?![\t\n\v\f\r\x85])[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** White space, next line (U+0085) and the blank Braille pattern. */
const SPACES = /[\s\x85\u2800]+/g;
const APOSTROPHES = /[\u2018\u2019\u201b\u02bc]/g;

/**
 * The text a person sees: NFC, invisible and control characters dropped, runs of Unicode spaces (newline and tab too) one
 * space, trimmed. A lone surrogate becomes U+FFFD, because UTF-8 cannot hold it. Tidying twice changes nothing.
 */
export function tidy(text: string): string {
  if (PLAIN.test(text)) return text.normalize("NFC");
  return text
    .replace(LONE_SURROGATES, "\ufffd")
    .replace(INVISIBLE, "")
    .replace(SPACES, " ")
    .replace(/^ | $/g, "")
    .normalize("NFC");
}

/**
 * Two tidied texts with the same key are one name: NFKC, full case folding, curly apostrophes straight.
 * Accents and legal suffixes stay: merging two people is worse than listing one twice.
 */
export function comparisonKey(tidied: string): string {
  if (ASCII.test(tidied)) return tidied.toLowerCase();
  // One step can make work for another (NFKC of U+00A8 is a space and a mark, folding U+0345 makes a letter), so repeat until still.
  let key = tidied;
  for (;;) {
    const next = tidy(caseFold(key.normalize("NFKC")).replace(APOSTROPHES, "'"));
    if (next === key) return key;
    key = next;
  }
}

const ACCENTS = /[\u0300-\u036f]/g;
/** Letters that people type without their stroke, but that Unicode does not take apart. */
const STROKED: Record<string, string> = { ø: "o", ł: "l", đ: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe" };
const STROKED_LETTERS = /[øłđħŧıæœ]/g;
const LETTER_JOINERS = /[.']/g;
const SEPARATORS = /[\p{P}\p{Z}\p{Sk}]+/gu;
/** Words that end a company's name without telling it apart: lower case, without dots. */
export const LEGAL_SUFFIXES = new Set(
  (
    "ltd limited inc incorporated plc llc llp lp corp corporation co company gmbh ag kg kgaa ohg ug ev se sa sas sarl sasu " +
    "sl slu srl spa bv nv ab as asa oy oyj aps pty pvt private pte bhd sdn kk sro doo kft zrt nyrt ou uab sia ooo jsc pjsc"
  ).split(" "),
);

/** Texts with the same loose key may be one name: the comparison key without accents, punctuation and spaces. For hints only. */
export function looseKey(tidied: string): string {
  const words = looseWords(tidied);
  // A name of nothing but punctuation would otherwise look like every other such name.
  return words.replaceAll(" ", "") || comparisonKey(tidied);
}

/** `looseKey` for companies: legal suffixes at the end (`Ltd`, `GmbH & Co. KG`) are ignored too, unless nothing else is left. */
export function looseCompanyKey(tidied: string): string {
  let words = looseWords(tidied);
  for (;;) {
    const lastSpace = words.lastIndexOf(" ");
    if (lastSpace < 0 || !LEGAL_SUFFIXES.has(words.slice(lastSpace + 1))) break;
    words = words.slice(0, lastSpace);
  }
  return words.replaceAll(" ", "") || comparisonKey(tidied);
}

/** The words of `looseKey`, with single spaces. */
export function looseWords(tidied: string): string {
  let key = comparisonKey(tidied);
  if (!ASCII.test(key)) {
    key = key.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
    key = key.replace(STROKED_LETTERS, (letter) => STROKED[letter]);
  }
  return key.replace(LETTER_JOINERS, "").replace(SEPARATORS, " ").trim();
}

/**
 * True only if the bytes are text that is its own tidied form, whose comparison key is its ASCII lower case, and that has no
 * cell problem (not blank, not too long, no error text) and no HTML entity. False says nothing. Called once per distinct cell: millions of times.
 */
export function isPlainAscii(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length <= 0 || length > MAX_CELL_LENGTH) return false;
  if (bytes[start] === HASH) return false;
  // Of the error texts without '#' some end in two dots (`Loading...`), the others in three digits behind a colon (`Err:502`).
  if (length > 4 && ((bytes[end - 1] === DOT && bytes[end - 2] === DOT) || bytes[end - 4] === COLON)) return false;
  let previous = SPACE;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte < SPACE || byte > TILDE || byte === SEMICOLON || (byte === SPACE && previous === SPACE)) return false;
    previous = byte;
  }
  return previous !== SPACE;
}

const SPACE = 0x20;
const HASH = 0x23;
const DOT = 0x2e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const TILDE = 0x7e;
