import { nearest } from "./distance";
import { maybeNear, PAIR_WORDS, putPairs } from "./letter-pairs";
import { comparisonKey, tidy } from "./text";

/** Shorter names are near too many others to say anything. */
const SHORTEST_HINT = 4;
const MOST_SUGGESTIONS = 3;
/** Names compared in one listing; after that the suggestions stop, so that a huge tab cannot hold it up for long. */
const BUDGET = 250_000;

/** Finds the known names (those of the Companies tab) that an unknown one may mean. */
export class SimilarNames {
  /** By comparison key, in the order they came. */
  private readonly names = new Map<string, string>();
  private readonly keys: readonly string[];
  /** Places in `keys`. */
  private readonly byLength = new Map<number, number[]>();
  private readonly pairs: Int32Array;
  private readonly known = new Map<string, string[]>();
  private budget = BUDGET;

  /** @param names tidied; of several spellings of one name the first is suggested */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      const key = comparisonKey(name);
      if (!this.names.has(key)) this.names.set(key, name);
    }
    this.keys = [...this.names.keys()];
    this.pairs = new Int32Array(PAIR_WORDS * this.keys.length);
    this.keys.forEach((key, i) => {
      putPairs(key, this.pairs, PAIR_WORDS * i);
      const sameLength = this.byLength.get(key.length);
      if (sameLength === undefined) this.byLength.set(key.length, [i]);
      else sameLength.push(i);
    });
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
    const pairs = new Int32Array(PAIR_WORDS);
    putPairs(key, pairs, 0);
    const candidates: string[] = [];
    for (let length = key.length - max; length <= key.length + max; length++) {
      const sameLength = this.byLength.get(length) ?? [];
      this.budget -= sameLength.length;
      for (const i of sameLength) {
        if (maybeNear(pairs, 0, this.pairs, PAIR_WORDS * i, max)) candidates.push(this.keys[i]);
      }
    }
    return nearest(key, candidates, max)
      .slice(0, MOST_SUGGESTIONS)
      .map((near) => this.names.get(near)!);
  }
}
