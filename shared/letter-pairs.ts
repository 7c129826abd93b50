// Looked up once: where the sheet's script is tried out, a global costs more at every use than the work done here.
const { imul } = Math;

/** Numbers of 32 bits that hold the pairs of one text. */
export const PAIR_WORDS = 4;
/** Swapping two letters changes three pairs, any other edit two at most. */
const PAIRS_AN_EDIT = 3;

/** Notes which pairs of neighbouring letters occur in a text, as bits of `bits[at]` and the three after it. Some pairs share a bit. */
export function putPairs(text: string, bits: Int32Array, at: number): void {
  for (let i = 1; i < text.length; i++) {
    const hash = imul(text.charCodeAt(i - 1) * 31 + text.charCodeAt(i), 0x9e3779b1) >>> 25;
    bits[at + (hash >> 5)] |= 1 << (hash & 31);
  }
}

/**
 * Whether so few edits may lead from one text to the other, going by their pairs. `false` is certain, and much cheaper than a distance.
 * Written without lists: in the sheet it runs thousands of times before an engine has learned to do without them.
 */
export function maybeNear(a: Int32Array, aAt: number, b: Int32Array, bAt: number, edits: number): boolean {
  const most = PAIRS_AN_EDIT * edits;
  let gone = 0;
  let come = 0;
  for (let i = 0; i < PAIR_WORDS; i++) {
    const one = a[aAt + i];
    const other = b[bAt + i];
    gone += ones(one & ~other);
    come += ones(other & ~one);
    if (gone > most || come > most) return false;
  }
  return true;
}

/** How many bits are set, added up in pairs, in fours, in bytes and then all. */
export function ones(bits: number): number {
  const pairs = (bits - ((bits >>> 1) & 0x55555555)) | 0;
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const bytes = (fours + (fours >>> 4)) & 0x0f0f0f0f;
  const halves = bytes + (bytes >>> 8);
  return (halves + (halves >>> 16)) & 63;
}
