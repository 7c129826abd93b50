/** Which of day, month and year comes first in a date written with numbers only. */
export type DateOrder = "mdy" | "dmy" | "ymd";

const MONTH_FIRST = new Set(["en", "en_us", "en_ph", "fil_ph"]);
const YEAR_FIRST_LANGUAGES = new Set(["ja", "zh", "ko", "hu", "lt", "sv", "eu"]);
const YEAR_FIRST = new Set(["en_ca", "fr_ca", "en_za"]);

/**
 * The date order of a workbook locale (`en_US`, `fr-CA`, `ja`), as CLDR's short dates have it: month first in the United States and
 * the Philippines, year first in the languages and regions listed above, day first everywhere else.
 */
export function dateOrderOf(locale: string): DateOrder {
  const name = locale.toLowerCase().replace(/-/g, "_");
  if (MONTH_FIRST.has(name)) return "mdy";
  if (YEAR_FIRST.has(name)) return "ymd";
  if (name === "zh_hk") return "dmy";
  return YEAR_FIRST_LANGUAGES.has(name.split("_")[0]) ? "ymd" : "dmy";
}
