import { CP1252 } from "./cp1252";

/** A byte 0x80 to 0xBF read as Windows-1252 or Latin-1. */
const TRAIL = `[\\u0080-\\u00bf${[...CP1252].filter((character) => character > "\u00ff").join("")}]`;
/** What a character's UTF-8 bytes look like when they were read as Windows-1252 or Latin-1. */
const DAMAGED = new RegExp(`[\\u00c2-\\u00df]${TRAIL}|[\\u00e0-\\u00ef]${TRAIL}{2}|[\\u00f0-\\u00f4]${TRAIL}{3}`, "g");
/** As often as one text is looked at again: after two readings hardly anything is left to read. */
const MOST_READINGS = 3;

/** Letters and marks that names in Latin script are written with, also taken apart (NFD). */
const LATIN =
  /^(?:[\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u018f\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0259\u1e00-\u1eff]|[\u0300-\u030c\u031b\u0323\u0327\u0328])$/;
/** What else stands in names: typographic marks, symbols of trade, no-break space; and what a second reading goes on from. */
const SIGNS =
  /^(?:[\u00a0-\u00bf\u00d7\u0192\u02c6\u02dc\u2010-\u2026\u2030-\u203a\u20ac\u2116\u2122\u{1f000}-\u{1faff}\u2600-\u27bf]|[\u200b-\u200f]|\ufe0f)$/u;
const LETTER = /\p{L}/u;
/** Letters that would be read as a mere sign are letters: `âœœ` is no ✜. */
const IN_LETTERS = /^[\p{Lu}\p{Ll}]+$/u;
/** Where such a one is left over, the reading was no text, or another must follow. */
const LEFT_OVER = /[\u0080-\u009f\u0192\u02c6\u02dc\ufffd]/;
/** Of other scripts, so many letters in a text show that they are no chance. */
const FEWEST_FOREIGN = 2;

/**
 * Returns the text with UTF-8 that was read as Windows-1252 or Latin-1 (once or twice: `JosÃ©`, `JosÃƒÂ©`) read right, or `null` when
 * it shows no such damage. Every piece that may be damaged must give what names are written with, or none is touched.
 */
export function withoutMojibake(text: string): string | null {
  let read = text;
  let whole: string | null = null;
  for (let times = 0; times < MOST_READINGS; times++) {
    const next = readAgain(read);
    if (next === null) break;
    read = next;
    if (!LEFT_OVER.test(read)) whole = read;
  }
  return whole;
}

function readAgain(text: string): string | null {
  const pieces = [...text.matchAll(DAMAGED)].map(({ 0: damaged, index }) => ({
    damaged,
    index,
    read: decoded(damaged),
  }));
  if (pieces.length === 0) return null;
  const foreign = pieces.filter(({ read }) => !isControl(read) && !LATIN.test(read) && !SIGNS.test(read));
  if (foreign.length > 0 && foreign.filter(({ damaged }) => !isWritten(damaged)).length < FEWEST_FOREIGN) return null;
  const isAlone = ({ index }: Piece, i: number) =>
    i === 0 || pieces[i - 1].index + pieces[i - 1].damaged.length < index;
  if (pieces.some((piece, i) => isAlone(piece, i) && !isPlausible(text, piece))) return null;
  return text.replace(DAMAGED, decoded);
}

/** Whether some language writes it in capitals: `ÓŠÓŽ` is no Cyrillic. None has a Š or a Ž behind Î, Ï, Ð or Ñ (Greek, Cyrillic). */
const isWritten = (damaged: string) => IN_LETTERS.test(damaged) && !/^[ÎÏÐÑ]/.test(damaged);

interface Piece {
  readonly damaged: string;
  readonly index: number;
  readonly read: string;
}

function isPlausible(text: string, { damaged, index, read }: Piece): boolean {
  const before = text.slice(0, index);
  const after = text.slice(index + damaged.length);
  // Bytes without a character are controls: what is left of a text that was read wrongly twice.
  if (SIGNS.test(read) && IN_LETTERS.test(damaged)) return false;
  if (isControl(read) || SIGNS.test(read)) return capitalsBehind(before) === 0 || !/^[\u00a0\u00ab-\u00bb]/.test(read);
  if (LATIN.test(read)) return !isNatural(before, damaged, after);
  return LETTER.test(read) && !endsInLetter(before) && !startsWithLetter(after);
}

const isControl = (read: string) => read >= "\u0080" && read <= "\u009f";

/** What may follow a word in capitals: its last letter and this look like a damaged character (`IRMÃ’S`, `HYVÄ™`, `NESTLÉ®`). */
const BEHIND_WORDS = /[\u00a0\u00a9\u00aa\u00ab\u00ae\u00b0\u00b2-\u00b4\u00b7\u00b9-\u00bb’”™…›•†‡]$/;

/** Whether a word in capitals and what follows it may just look damaged. */
function isNatural(before: string, damaged: string, after: string): boolean {
  const capitals = capitalsBehind(before);
  if (!BEHIND_WORDS.test(damaged) || capitals === 0 || /^\p{Ll}/u.test(after)) return false;
  // Two in a row are no chance: `AÃ…Â¡` is Aš, read wrongly twice.
  if (leadingPieces.test(after)) return false;
  // A small letter in a word of capitals would be odd, but not behind the first of a name: `JÃ©`.
  const read = decoded(damaged);
  if (read !== read.toUpperCase()) return capitals > 1;
  if (damaged.endsWith("\u00a0")) return true;
  if (damaged.endsWith("’")) return /^S(?!\p{L})/u.test(after) || before.includes("‘");
  if (damaged.endsWith("”")) return /[“„]/.test(before);
  return !startsWithLetter(after);
}

/** How many letters the word so far has, if it is in capitals; else 0. */
function capitalsBehind(before: string): number {
  const [word] = /[\p{L}\p{M}]*$/u.exec(before)!;
  return word === word.toUpperCase() ? word.length : 0;
}

function endsInLetter(text: string): boolean {
  return /\p{L}$/u.test(text.replace(trailingPieces, ""));
}

function startsWithLetter(text: string): boolean {
  return /^\p{L}/u.test(text.replace(leadingPieces, ""));
}

const trailingPieces = new RegExp(`(?:${DAMAGED.source})+$`);
const leadingPieces = new RegExp(`^(?:${DAMAGED.source})+`);

function decoded(damaged: string): string {
  const [lead, ...trail] = [...damaged].map(byteOf);
  const bits = trail.length === 1 ? 0x1f : trail.length === 2 ? 0x0f : 0x07;
  const code = trail.reduce((sum, byte) => (sum << 6) | (byte & 0x3f), lead & bits);
  const shortest = trail.length === 1 ? 0x80 : trail.length === 2 ? 0x800 : 0x10000;
  const isCharacter = code >= shortest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\ufffd";
}

function byteOf(character: string): number {
  const code = character.charCodeAt(0);
  return code <= 0xff ? code : 0x80 + CP1252.indexOf(character);
}
