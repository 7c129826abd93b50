import { AMBIGUOUS_DATA, COUNTRY_DATA } from "./country.data";
import { countryKey } from "./country-key";

export interface Country {
  /** ISO 3166-1 alpha-2; `XK` for Kosovo. */
  readonly code: string;
  /** Short English name, the one every answer shows. */
  readonly name: string;
}

/** Every known country, by name. */
export const COUNTRIES: readonly Country[] = [];
/** Country keys of names and codes, each with the countries it means: several where it is ambiguous. */
export const COUNTRIES_BY_KEY: ReadonlyMap<string, readonly Country[]> = new Map();
/** Keys of the names people write most: what a misspelling may be meant for. */
export const COMMON_KEYS: readonly string[] = [];

const byCode = new Map<string, Country>();

/** The country with this alpha-2 code (upper case), if there is one. */
export function countryByCode(code: string): Country | undefined {
  return byCode.get(code);
}

function load(countries: Country[], byKey: Map<string, readonly Country[]>, commonKeys: string[]): void {
  for (const line of COUNTRY_DATA.split("\n")) {
    const [first, others] = line.split(";");
    const [names, ...keys] = first.split("|");
    const [code, alpha3] = names.split(" ", 2);
    const country = { code, name: names.slice(code.length + alpha3.length + 2) };
    countries.push(country);
    byCode.set(code, country);
    const common = [countryKey(country.name), ...keys];
    commonKeys.push(...common);
    // A code is its own country key, in small letters.
    const codes = [code.toLowerCase(), alpha3.toLowerCase()];
    const named = [country];
    for (const key of [...codes, ...common, ...others.split("|")]) byKey.set(key, named);
  }
  for (const line of AMBIGUOUS_DATA.split("\n")) {
    const [key, ...codes] = line.split(" ");
    byKey.set(
      key,
      codes.map((code) => byCode.get(code)!),
    );
    commonKeys.push(key);
  }
}

load(COUNTRIES as Country[], COUNTRIES_BY_KEY as Map<string, readonly Country[]>, COMMON_KEYS as string[]);
