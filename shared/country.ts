import { type Cell, displayedText } from "./cell";
import { tidiedProblem } from "./cell-problem";
import { countriesNamed } from "./country-names";
import type { Country } from "./country-table";
import { damageOf } from "./damaged-text";
import type { HeldCode } from "./problem";
import { comparisonKey, tidy } from "./text";

export interface CountryReading {
  readonly problem: "BLANK" | HeldCode | null;
  /** The canonical name of a known country, else the tidied text; '' with a problem. */
  readonly name: string;
  readonly code: string | null;
  /** Readings with equal keys are one country, whether known or not; '' with a problem. */
  readonly key: string;
  readonly warning: null | "UNKNOWN_COUNTRY" | "AMBIGUOUS_COUNTRY";
  /** The key of the country that a damaged text means: the two may be one. */
  readonly meantKey?: string;
  /** Set where a person decided what the text means: its key among the decisions. */
  readonly decided?: string;
}

/**
 * The country a cell names, by any alias or code. An unknown or ambiguous name stays as it is written and is a country of its own:
 * losing a lead is worse than an odd name, and guessing is worst. For what it may mean, see `suggestCountries`.
 * @param decided what a person decided that texts mean, by comparison key: it beats everything but a name that is a country's already
 */
export function readCountry(cell: Cell, decided?: ReadonlyMap<string, Country>): CountryReading {
  const text = tidy(displayedText(cell));
  const problem = tidiedProblem(text);
  if (problem !== null) return { problem, name: "", code: null, key: "", warning: null };
  const named = countriesNamed(text);
  if (named.length === 1) {
    const [{ name, code }] = named;
    return { problem: null, name, code, key: code, warning: null };
  }
  const own = comparisonKey(text);
  const meantByPerson = decided?.get(own);
  if (meantByPerson !== undefined) {
    const { name, code } = meantByPerson;
    return { problem: null, name, code, key: code, warning: null, decided: own };
  }
  const repaired = damageOf(displayedText(cell))?.repaired;
  const meant = repaired == null ? [] : countriesNamed(repaired);
  return {
    ...(meant.length === 1 ? { meantKey: meant[0].code } : {}),
    problem: null,
    name: text,
    code: null,
    // Codes are upper case letters, so no text can pass for a known country.
    key: `?${own}`,
    warning: named.length > 1 ? "AMBIGUOUS_COUNTRY" : "UNKNOWN_COUNTRY",
  };
}
