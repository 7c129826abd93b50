import { ones } from "./letter-pairs";

// Looked up once, as in letter-pairs.
const { abs, max: larger, min: smaller } = Math;

/** Rows of the table of distances, used again by every call: it is made millions of times. */
let [beforePrevious, previous, row] = [0, 1, 2].map(() => new Int32Array(64));

/**
 * How many single letters must be inserted, dropped, replaced or swapped with their neighbour to turn one text into the other
 * (optimal string alignment, in UTF-16 units). Stops early and returns `max + 1` when it is more than `max`.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (abs(a.length - b.length) > max) return max + 1;
  if (b.length >= row.length) [beforePrevious, previous, row] = [0, 1, 2].map(() => new Int32Array(2 * b.length));
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    // Further from the diagonal than `max` every distance is more than `max`: those beside the band stand for all of them.
    const from = larger(1, i - max);
    const to = smaller(b.length, i + max);
    row[from - 1] = from === 1 ? i : max + 1;
    if (i + max <= b.length) previous[to] = max + 1;
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    let best = row[from - 1];
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let distance = smaller(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter === other ? 0 : 1));
      if (letterBefore === other && j > 1 && letter === b.charCodeAt(j - 2)) {
        distance = smaller(distance, beforePrevious[j - 2] + 1);
      }
      row[j] = distance;
      if (distance < best) best = distance;
    }
    // A swap looks back two rows, but never below the better of them, so a row all above `max` settles it.
    if (best > max) return max + 1;
    const free = beforePrevious;
    beforePrevious = previous;
    previous = row;
    row = free;
  }
  return smaller(previous[b.length], max + 1);
}

/** The candidates closest to the word, in their given order, if any is within `max`; several when they are equally close. */
export function nearest(word: string, candidates: Iterable<string>, max: number): string[] {
  let closest: string[] = [];
  let within = max;
  const letters = letterSet(word);
  for (const candidate of candidates) {
    if (abs(candidate.length - word.length) > within || differ(letters, letterSet(candidate)) > within) continue;
    const distance = editDistance(word, candidate, within);
    if (distance > within) continue;
    if (distance < within) {
      within = distance;
      closest = [];
    }
    closest.push(candidate);
  }
  return closest;
}

/** Which letters occur, as bits; others than a to z share bits with them. */
function letterSet(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
}

/** So many edits at least: one edit takes away one letter at most, and adds one. */
function differ(a: number, b: number): number {
  return larger(ones(a & ~b), ones(b & ~a));
}
