import { suggestCountries } from "./country-suggestions";

/** After so many texts the suggestions stop: a column full of cities must not hold everything up. */
const MOST_TEXTS = 300;

/** Suggests what unknown or ambiguous country texts may mean, each once however often it occurs. */
export class CountryHints {
  private readonly known = new Map<string, string[]>();

  /** At most three canonical names, likeliest first. */
  to(text: string): string[] {
    let found = this.known.get(text);
    if (found === undefined) {
      found = this.known.size < MOST_TEXTS ? suggestCountries(text) : [];
      this.known.set(text, found);
    }
    return found;
  }
}
