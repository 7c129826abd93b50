import { countryKey } from "./country-key";
import { countriesNamed, splits } from "./country-names";
import { type Country, commonCountryKeys, countriesByKey } from "./country-table";
import { damageOf } from "./damaged-text";
import { nearest } from "./distance";
import { lazy } from "./lazy";
import { otherPlaces } from "./other-places";
import { withoutStateForm } from "./state-forms";
import { tidy } from "./text";

const MOST_SUGGESTIONS = 3;
/** Shorter keys are near too many others to say anything. */
const SHORTEST_HINT = 4;
const hintKeys = lazy(() => commonCountryKeys().filter((key) => key.length >= SHORTEST_HINT));
/** `in Ireland`, `Based in Ghana`. */
const WHERE = /^(?:(?:based|living|located|lives|works) )?(?:in|from|near) /i;
/** Codes that no state or province has: `Austin, USA`. */
const CLEAR_CODE = /^(?:usa?|uk|uae)$/;

/**
 * Canonical names an unknown or ambiguous country text may mean, at most three: what it stands for once its damage is repaired, what its last part names
 * (`Lagos, Nigeria`), what it nearly is, or what it begins (`Switz`). Names of other places suggest nothing: New Jersey is not Jersey.
 * Slow beside `readCountry`: call it for the few texts shown to a person.
 */
export function suggestCountries(text: string): string[] {
  const names = meant(damageOf(text)?.repaired ?? tidy(text)).map(({ name }) => name);
  return [...new Set(names)].slice(0, MOST_SUGGESTIONS);
}

function meant(text: string): readonly Country[] {
  const named = countriesNamed(text);
  if (named.length > 0) return named;
  if (WHERE.test(text)) return countriesNamed(text.replace(WHERE, ""));
  const [parts] = splits(text);
  return (parts.length > 1 && meantByParts(parts)) || nearly(text);
}

/** What a text of several parts may mean; `null` when none of them is a country. */
function meantByParts(parts: readonly string[]): readonly Country[] | null {
  const named = parts.map(countriesNamed);
  if (named.every((countries) => countries.length === 0)) return null;
  // A code that contradicts what stands behind it: `NG - Ghana`.
  if (named.some((countries, i) => i < parts.length - 1 && countries.length > 0 && parts[i].length < SHORTEST_HINT))
    return [];
  const last = countryKey(parts.at(-1)!);
  if (CLEAR_CODE.test(last) || isTelling(last)) return named.at(-1)!;
  return [];
}

function nearly(text: string): readonly Country[] {
  const key = countryKey(text);
  const near = nearKeys(key);
  if (near.length > 0) return near.flatMap(countriesOf);
  const plain = withoutStateForm(text).at(-1);
  if (plain !== undefined) return nearKeys(countryKey(plain)).flatMap(countriesOf);
  const begun = isTelling(key)
    ? hintKeys()
        .filter((hint) => hint.startsWith(key))
        .flatMap(countriesOf)
    : [];
  return new Set(begun).size > MOST_SUGGESTIONS ? [] : begun;
}

function nearKeys(key: string): readonly string[] {
  return isTelling(key) ? nearest(key, hintKeys(), key.length < 6 ? 1 : key.length < 10 ? 2 : 3) : [];
}

function isTelling(key: string): boolean {
  return key.length >= SHORTEST_HINT && !otherPlaces().has(key);
}

function countriesOf(key: string): readonly Country[] {
  return countriesByKey(key)!;
}
