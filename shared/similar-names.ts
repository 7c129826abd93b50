import { nearest } from "./distance";
import { comparisonKey, tidy } from "./text";

/** Shorter names are near too many others to say anything. */
const SHORTEST_HINT = 4;
const MOST_SUGGESTIONS = 3;
/** Names compared in one listing; after that the suggestions stop, so that a huge tab cannot hold it up for long. */
const BUDGET = 250_000;

/** Finds the known names (those of the Companies tab) that an unknown one may mean. */
export class SimilarNames {
  private readonly names = new Map<string, string>();
  private readonly byLength = new Map<number, string[]>();
  private readonly known = new Map<string, string[]>();
  private budget = BUDGET;

  /** @param names tidied; of several spellings of one name the first is suggested */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      const key = comparisonKey(name);
      if (this.names.has(key)) continue;
      this.names.set(key, name);
      const sameLength = this.byLength.get(key.length);
      if (sameLength === undefined) this.byLength.set(key.length, [key]);
      else sameLength.push(key);
    }
  }

  /** At most three names, likeliest first. */
  to(cell: string): string[] {
    const key = comparisonKey(tidy(cell));
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.find(key);
      this.known.set(key, found);
    }
    return found;
  }

  private find(key: string): string[] {
    if (key.length < SHORTEST_HINT || this.budget <= 0) return [];
    const max = key.length < 6 ? 1 : key.length < 10 ? 2 : 3;
    const candidates: string[] = [];
    for (let length = key.length - max; length <= key.length + max; length++) {
      for (const candidate of this.byLength.get(length) ?? []) candidates.push(candidate);
    }
    this.budget -= candidates.length;
    return nearest(key, candidates, max)
      .slice(0, MOST_SUGGESTIONS)
      .map((near) => this.names.get(near)!);
  }
}
