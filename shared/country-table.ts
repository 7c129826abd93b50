import { AMBIGUOUS_DATA, COUNTRY_DATA } from "./country.data";
import { countryKey } from "./country-key";
import { lazy } from "./lazy";

export interface Country {
  /** ISO 3166-1 alpha-2; `XK` for Kosovo. */
  readonly code: string;
  /** Short English name, the one every answer shows. */
  readonly name: string;
}

/** Made when it is first asked for: most executions of the add-on judge no country. */
const table = lazy(() => {
  const countries: Country[] = [];
  const byCode = new Map<string, Country>();
  const byKey = new Map<string, readonly Country[]>();
  const commonKeys: string[] = [];
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
  return { countries, byCode, byKey, commonKeys };
});

/** Returns every known country, by name. */
export function allCountries(): readonly Country[] {
  return table().countries;
}

/** Returns the countries that a country key of a name or a code means: several where it is ambiguous. */
export function countriesByKey(key: string): readonly Country[] | undefined {
  return table().byKey.get(key);
}

/** Returns the keys of the names people write most: what a misspelling may be meant for. */
export function commonCountryKeys(): readonly string[] {
  return table().commonKeys;
}

/** The country with this alpha-2 code (upper case), if there is one. */
export function countryByCode(code: string): Country | undefined {
  return table().byCode.get(code);
}
