import { dateOrderOf } from "../../shared/date-order";

/** What the local Google knows of a locale. Only en_US is proven; the others follow the locale's usual date order. */
const DATE_PATTERNS = { mdy: "m/d/yyyy", dmy: "dd/mm/yyyy", ymd: "yyyy-mm-dd" } as const;
const DOTTED = new Set(["de", "pl", "ru", "tr", "fi", "nb", "no", "da", "cs", "sk", "uk", "ro"]);

export function datePattern(locale: string): string {
  if (DOTTED.has(locale.split(/[_-]/)[0])) return "dd.mm.yyyy";
  return DATE_PATTERNS[dateOrderOf(locale)];
}

export function timePattern(locale: string): string {
  return dateOrderOf(locale) === "mdy" ? "h:mm:ss am/pm" : "hh:mm:ss";
}

export function dateTimePattern(locale: string): string {
  return `${datePattern(locale)} ${dateOrderOf(locale) === "mdy" ? "h:mm:ss" : "hh:mm:ss"}`;
}
