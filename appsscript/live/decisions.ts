import { countryByCode } from "../../shared/country-table";
import {
  type DecidedCountries,
  type Decisions,
  decideCountry,
  decidedCountries,
  decisionKey,
  NO_DECISIONS,
  readDecisions,
} from "../../shared/decisions";
import { headerKey } from "../../shared/headers";
import { AS_TYPED, DECISIONS, DECISIONS_HEADER } from "../../shared/workbook";
import { Refusal } from "../refusal";
import { effectiveUser } from "../services/user";
import { appendTextRow, deleteRow, readTexts } from "../sheet/cells";
import { addHiddenTab, findTab, type Sheet } from "../sheet/workbook";
import { rememberDecisions } from "../stored";
import { CHECK_WORDS } from "../words/check";

const TYPED = DECISIONS_HEADER.indexOf(AS_TYPED);

/** What the hidden tab says was decided. */
export function decisionsOfTab(): Decisions {
  const sheet = findTab(DECISIONS);
  return sheet === null ? NO_DECISIONS : readDecisions(readTexts(sheet));
}

/** Reads the tab again into the properties, where a check after an edit finds it. `before` is what stands there. */
export function refreshDecisions(before: DecidedCountries): Decisions & { readonly meant: DecidedCountries } {
  const decisions = decisionsOfTab();
  const meant = decidedCountries(decisions.countries);
  const same = meant.size === before.size && [...meant].every(([key, { code }]) => before.get(key)?.code === code);
  if (!same) rememberDecisions(meant, before);
  return { ...decisions, meant };
}

/** Decides that a text always means a country, whatever was decided of it before. Throws a Refusal where that cannot be. */
export function decide(typed: string, means: string): void {
  const country = decideCountry(typed, means);
  if (typeof country === "string") {
    throw new Refusal("DECISION_BAD", CHECK_WORDS.undecided({ why: country }));
  }
  const sheet = findTab(DECISIONS) ?? newTab();
  forgetIn(sheet, typed);
  appendTextRow(sheet, ["country", typed, country.name, effectiveUser(), new Date().toISOString()]);
}

/** Forgets what was decided of a text. */
export function undecide(typed: string): void {
  const sheet = findTab(DECISIONS);
  if (sheet !== null) forgetIn(sheet, typed);
}

/** What the sidebar lists: the newest first. */
export function listed({ countries }: Decisions) {
  return [...countries]
    .reverse()
    .slice(0, LISTED)
    .map(({ code, ...decision }) => ({ ...decision, means: countryByCode(code)!.name }));
}

/** The sidebar lists no more. */
const LISTED = 100;

function newTab(): Sheet {
  const sheet = addHiddenTab(DECISIONS);
  appendTextRow(sheet, DECISIONS_HEADER);
  return sheet;
}

function forgetIn(sheet: Sheet, typed: string): void {
  const [header, ...rows] = readTexts(sheet);
  if (DECISIONS_HEADER.some((name, i) => headerKey(header[i] ?? "") !== headerKey(name))) {
    throw new Refusal("DECISIONS_UNREADABLE", CHECK_WORDS.decisionsUnreadable({ header: DECISIONS_HEADER }));
  }
  const key = decisionKey(typed);
  for (let i = rows.length - 1; i >= 0; i--) if (decisionKey(rows[i][TYPED]) === key) deleteRow(sheet, i + 2);
}
