import { isoDate, localDay } from "./calendar";
import { type Cell, displayedText } from "./cell";
import { readCountry } from "./country";
import { type Country, countryByCode } from "./country-table";
import { headerKey } from "./headers";
import { quoted } from "./sentences";
import { comparisonKey, tidy } from "./text";
import { serialWall } from "./timestamp-number";
import { DECISIONS, DECISIONS_HEADER } from "./workbook";

/** What a person decided once and for all: this text always means that country. */
export interface CountryDecision {
  /** Tidied. */
  readonly typed: string;
  /** ISO 3166-1 alpha-2 of the country meant. */
  readonly code: string;
  /** Who decided; '' where nobody says. */
  readonly by: string;
  /** When, as it was written: ISO 8601 where the add-on wrote it; '' where nobody says. */
  readonly at: string;
}

export interface Decisions {
  /** One for each text. */
  readonly countries: readonly CountryDecision[];
  /** Sentences, one for each row that says what cannot be. */
  readonly ignored: readonly string[];
}

/** What is meant, by the comparison key of what is typed. */
export type DecidedCountries = ReadonlyMap<string, Country>;

export const NO_DECISIONS: Decisions = { countries: [], ignored: [] };

/** The key by which a text and a decision about it find each other. */
export function decisionKey(typed: string): string {
  return comparisonKey(tidy(typed));
}

export function decidedCountries(decisions: readonly Pick<CountryDecision, "typed" | "code">[]): DecidedCountries {
  return new Map(
    decisions.flatMap(({ typed, code }): [string, Country][] => {
      const country = countryByCode(code);
      return country === undefined ? [] : [[decisionKey(typed), country]];
    }),
  );
}

/**
 * Returns the country that a text shall mean from now on, or why that cannot be, as a clause. A text that names a country already keeps
 * its meaning, and a cell that holds its row goes on holding it.
 */
export function decideCountry(typed: Cell, means: Cell): Country | string {
  const [from, to] = [readCountry(typed), readCountry(means)];
  const [said, meant] = [typed, means].map((cell) => quoted(displayedText(cell)));
  if (from.problem === "BLANK") return "it does not say what was typed";
  if (from.problem !== null) return `${said} holds its row, whatever it may mean`;
  if (to.problem === "BLANK") return `it does not say which country ${said} means`;
  if (to.code === null) {
    return `${meant} ${to.warning === "AMBIGUOUS_COUNTRY" ? "could mean several countries" : "is not a country known by that name"}`;
  }
  if (from.code !== null && from.code !== to.code) return `${said} is already a name of ${from.name}`;
  return countryByCode(to.code)!;
}

/** Reads the tab "Decisions" from its header on. Of rows that contradict each other none counts. */
export function readDecisions([header = [], ...rows]: readonly (readonly (Cell | undefined)[])[]): Decisions {
  const said = (cell: Cell | undefined) => tidy(displayedText(cell ?? null));
  if (DECISIONS_HEADER.some((name, i) => headerKey(said(header[i])) !== headerKey(name))) {
    if ([header, ...rows].every((cells) => cells.every((cell) => said(cell) === ""))) return NO_DECISIONS;
    const names = DECISIONS_HEADER.join(", ");
    return { countries: [], ignored: [`Row 1 of ${DECISIONS} does not say ${names}, so no decision counts.`] };
  }
  const found = new Map<string, (CountryDecision & { readonly row: number })[]>();
  const ignored: string[] = [];
  rows.forEach((cells, i) => {
    const [kind, typed, , by] = cells.map(said);
    const row = i + 2;
    if (cells.slice(0, 3).every((cell) => said(cell) === "")) return;
    const country = /^country$/i.test(kind)
      ? decideCountry(cells[1] ?? null, cells[2] ?? null)
      : `its field kind is ${quoted(kind)}, and only a country can be decided`;
    if (typeof country === "string") ignored.push(`Row ${row} of ${DECISIONS} does not count: ${country}.`);
    else {
      const key = decisionKey(typed);
      const decision = { row, typed, code: country.code, by: by ?? "", at: whenText(cells[4] ?? null) };
      found.set(key, [...(found.get(key) ?? []), decision]);
    }
  });
  const countries: CountryDecision[] = [];
  for (const [{ row: _, ...first }, ...others] of found.values()) {
    if (others.every(({ code }) => code === first.code)) {
      countries.push(first);
      continue;
    }
    const places = found.get(decisionKey(first.typed))!.map(({ row }) => row);
    const what = `they say different things of ${quoted(first.typed)}`;
    ignored.push(`Rows ${places.join(" and ")} of ${DECISIONS} do not count: ${what}.`);
  }
  return { countries, ignored };
}

/** A date that somebody typed is a serial in its cell. */
function whenText(cell: Cell): string {
  const wall = typeof cell === "number" ? serialWall(cell) : Number.NaN;
  return Number.isNaN(wall) ? tidy(displayedText(cell)) : isoDate(localDay(wall));
}
