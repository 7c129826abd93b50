import { type Cell, displayedText } from "./cell";
import { tidiedProblem } from "./cell-problem";
import { AMBIGUOUS_DATA, COUNTRY_DATA } from "./country.data";
import { countryKey } from "./country-key";
import { nearest } from "./distance";
import type { HeldCode } from "./problem";
import { comparisonKey, tidy } from "./text";

export interface Country {
  /** ISO 3166-1 alpha-2; `XK` for Kosovo. */
  readonly code: string;
  /** Short English name, the one every answer shows. */
  readonly name: string;
}

export interface CountryReading {
  readonly problem: "BLANK" | HeldCode | null;
  /** The canonical name of a known country, else the tidied text; '' with a problem. */
  readonly name: string;
  readonly code: string | null;
  /** Readings with equal keys are one country, whether known or not; '' with a problem. */
  readonly key: string;
  readonly warning: null | "UNKNOWN_COUNTRY" | "AMBIGUOUS_COUNTRY";
}

/** Every known country, by name. */
export const COUNTRIES: readonly Country[] = COUNTRY_DATA.map(([code, , name]) => ({ code, name }));

const BY_CODE = new Map(COUNTRIES.map((country) => [country.code, country]));
const BY_KEY = new Map(
  COUNTRY_DATA.flatMap(([code, , , keys]) => keys.map((key) => [key, BY_CODE.get(code)!] as const)),
);
const AMBIGUOUS = new Map(AMBIGUOUS_DATA);

/** A code written with anything else between its letters is not that code. */
const SHORT_NAME = /^[\p{L}\p{M}\p{N}.& ]+$/u;
/** `n.a.` and `N/A` say "not available"; `NA` is Namibia. */
const NOT_AVAILABLE = /^n[^\p{L}]+a[^\p{L}]*$/iu;

/** The country with this alpha-2 code (upper case), if there is one. */
export function countryByCode(code: string): Country | undefined {
  return BY_CODE.get(code);
}

/**
 * The country a cell names, by any alias or code. An unknown or ambiguous name stays as it is written and is a country of its own:
 * losing a lead is worse than an odd name, and guessing is worst. For what it may mean, see `suggestCountries`.
 */
export function readCountry(cell: Cell): CountryReading {
  const text = tidy(displayedText(cell));
  const problem = tidiedProblem(text);
  if (problem !== null) return { problem, name: "", code: null, key: "", warning: null };
  const key = countryKey(text);
  const known = isName(text, key) ? BY_KEY.get(key) : undefined;
  if (known) return { problem: null, name: known.name, code: known.code, key: known.code, warning: null };
  return {
    problem: null,
    name: text,
    code: null,
    // Codes are upper case letters, so no text can pass for a known country.
    key: `?${comparisonKey(text)}`,
    warning: AMBIGUOUS.has(key) ? "AMBIGUOUS_COUNTRY" : "UNKNOWN_COUNTRY",
  };
}

function isName(text: string, key: string): boolean {
  return key.length > 3 || (SHORT_NAME.test(text) && !NOT_AVAILABLE.test(text));
}

const MOST_SUGGESTIONS = 3;
/** Shorter keys are near too many others to say anything. */
const SHORTEST_HINT = 4;
const HINT_KEYS = [...BY_KEY.keys(), ...AMBIGUOUS.keys()].filter((key) => key.length >= SHORTEST_HINT);

/**
 * Canonical names an unknown or ambiguous country text may mean, at most three: what it stands for, what it nearly is, what it begins
 * (`Switz`), or what it begins or ends with (`Lagos, Nigeria`). Slow beside `readCountry`: call it for the few texts shown to a person.
 */
export function suggestCountries(text: string): string[] {
  const key = countryKey(tidy(text));
  if (AMBIGUOUS.has(key)) return namesOf([key]);
  if (key.length < SHORTEST_HINT) return [];
  const near = nearest(key, HINT_KEYS, key.length < 6 ? 1 : key.length < 10 ? 2 : 3);
  if (near.length > 0) return namesOf(near);
  const begun = HINT_KEYS.filter((hint) => hint.startsWith(key));
  if (begun.length > 0) return namesOf(begun);
  const within = HINT_KEYS.filter((hint) => key.startsWith(hint) || key.endsWith(hint));
  return namesOf(within.sort((a, b) => b.length - a.length).slice(0, 1));
}

function namesOf(keys: readonly string[]): string[] {
  const names = keys.flatMap((key) => {
    const candidates = AMBIGUOUS.get(key);
    return candidates ? candidates.map((code) => BY_CODE.get(code)!.name) : [BY_KEY.get(key)!.name];
  });
  return [...new Set(names)].slice(0, MOST_SUGGESTIONS);
}
