import type { TabName } from "../../shared/contract";
import { allCountries } from "../../shared/country-table";
import { NO_FLAW, type WordReadings } from "../../shared/verdicts";
import type { ReadSheet } from "./check-sheet";
import type { JudgedSheet } from "./judge-sheet";

/**
 * What may stand in the columns of Leads that offer a list: the names, then every other spelling in the sheet that the rules accept. So
 * Google marks no cell of which Status says nothing, and every one of which it asks.
 */
export interface Choices {
  readonly country: readonly string[];
  readonly company: readonly string[];
}

type Judged = Pick<ReadSheet, "leads" | "companies">;

/** All of them. */
export function choicesOf({ leads, companies }: Judged): Choices {
  const listed = (names: readonly string[], spellings: readonly string[]) => [
    ...new Set([...names, ...[...spellings].sort()]),
  ];
  return {
    country: listed(
      allCountries().map(({ name }) => name),
      accepted(leads, "country"),
    ),
    company: listed(accepted(companies, "company"), accepted(leads, "company")),
  };
}

/**
 * Those that an edit of some rows (as the sheet counts, ends included) may have brought: what stands in rows that were not edited was
 * listed before. A name that was listed, went and came again is among them.
 */
export function newChoices(judged: Judged, tab: TabName, from: number, to: number): Choices {
  const { leads, companies } = judged;
  const edited = { from: from - 2, to: to - 2 };
  if (tab === "Leads") {
    const names = new Set(allCountries().map(({ name }) => name));
    const company = newTexts(leads, "company", edited).map(({ text }) => text);
    const known = new Set(company.length === 0 ? [] : accepted(companies, "company"));
    return {
      country: newTexts(leads, "country", edited).flatMap(({ text }) => (names.has(text) ? [] : [text])),
      company: company.filter((text) => !known.has(text)),
    };
  }
  const come = newTexts(companies, "company", edited);
  const keys = new Set(come.map(({ key }) => key));
  const { cells, readings } = fieldOf(leads, "company");
  const spelled = acceptedCodes(readings).flatMap((code) => (keys.has(readings.keys[code]) ? [cells.text(code)] : []));
  return { country: [], company: [...new Set([...come.map(({ text }) => text), ...spelled])] };
}

/** The accepted texts of some rows (from 0) that no other row has. */
function newTexts(tab: JudgedSheet, name: string, { from, to }: { from: number; to: number }) {
  const { cells, readings } = fieldOf(tab, name);
  const elsewhere = new Uint8Array(cells.size);
  const { codes } = cells;
  for (let row = 0; row < codes.length; row++) if (row < from || row > to) elsewhere[codes[row]] = 1;
  return acceptedCodes(readings)
    .filter((code) => elsewhere[code] === 0)
    .map((code) => ({ text: cells.text(code), key: readings.keys[code] }));
}

function accepted(tab: JudgedSheet, name: string): string[] {
  const { cells, readings } = fieldOf(tab, name);
  return acceptedCodes(readings).map((code) => cells.text(code));
}

/** Readings of which Status says nothing. */
function acceptedCodes({ flaws, warnings }: WordReadings): number[] {
  const codes: number[] = [];
  for (let code = 0; code < flaws.length; code++) if (flaws[code] === NO_FLAW && warnings[code] === 0) codes.push(code);
  return codes;
}

function fieldOf({ contract, cells, readings }: JudgedSheet, name: string) {
  const field = contract.fields.findIndex((one) => one.name === name);
  return { cells: cells.columns[field], readings: readings.fields[field] as WordReadings };
}
