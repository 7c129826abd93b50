/**
 * How many single letters must be inserted, dropped, replaced or swapped with their neighbour to turn one text into the other
 * (optimal string alignment, in UTF-16 units). Stops early and returns `max + 1` when it is more than `max`.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, beforePrevious[j - 2]! + 1);
      }
      row.push(distance);
      if (distance < best) best = distance;
    }
    // A swap looks back two rows, but never below the better of them, so a row all above `max` settles it.
    if (best > max) return max + 1;
    beforePrevious = previous;
    previous = row;
  }
  return Math.min(previous[b.length]!, max + 1);
}

/** The candidates closest to the word, in their given order, if any is within `max`; several when they are equally close. */
export function nearest(word: string, candidates: Iterable<string>, max: number): string[] {
  let closest: string[] = [];
  let within = max;
  for (const candidate of candidates) {
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
