import { DAY_MS, isoDate, longDate } from "../../shared/calendar";
import { countryByCode } from "../../shared/country-table";
import { type CountryDecision, type Decisions, decisionKey } from "../../shared/decisions";
import { count, countOf } from "../../shared/numbers";
import { quoted } from "../../shared/sentences";
import type { JudgedTable } from "../rules/judge-table";
import type { Notice } from "../words/report";

/** A notice names no more decisions, and no more rows of the tab. */
const NAMED = 5;

/**
 * Returns what a person should know of decisions: how many rows were read by them, and which rows of their tab do not count.
 * @param rows of each decision, by its key
 */
export function decisionNotices({ countries, ignored }: Decisions, rows: ReadonlyMap<string, number>): Notice[] {
  return [...appliedNotice(countries, rows), ...ignoredNotice(ignored)];
}

function appliedNotice(decisions: readonly CountryDecision[], rows: ReadonlyMap<string, number>): Notice[] {
  const used = decisions
    .map((decision) => ({ decision, rows: rows.get(decisionKey(decision.typed)) ?? 0 }))
    .filter((one) => one.rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.decision.typed < b.decision.typed ? -1 : 1));
  if (used.length === 0) return [];
  const total = used.reduce((sum, one) => sum + one.rows, 0);
  const each = used.slice(0, NAMED).map((one) => `${countOf(one.rows, "row")}: ${inWords(one.decision)}`);
  const more = used.length > NAMED ? [`and ${countOf(used.length - NAMED, "other decision")}`] : [];
  const sentence = `${countOf(total, "row")} ${total === 1 ? "has" : "have"} a country by decision. ${[...each, ...more].join("; ")}.`;
  return [{ code: "DECISIONS_APPLIED", sentence }];
}

/** How many rows, blank ones aside, each decision gave their country, by its key. A row counts for each of its cells. */
export function rowsByDecision(tabs: readonly JudgedTable[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const { readings } of tabs) {
    for (const field of readings.fields) {
      if (!("decided" in field) || field.decided.size === 0) continue;
      for (let row = 0; row < readings.rows; row++) {
        const key = field.decided.get(field.codes[row]);
        if (key !== undefined) rows.set(key, (rows.get(key) ?? 0) + 1);
      }
    }
  }
  return rows;
}

function inWords({ typed, code, by, at }: CountryDecision): string {
  const who = by === "" ? "" : ` by ${by}`;
  return `${quoted(typed)} was read as ${countryByCode(code)!.name}, as decided${who}${on(at)}`;
}

/** A date that starts as ISO 8601 does; anything else is left out. */
function on(at: string): string {
  const day = Math.floor(Date.parse(at.slice(0, 10)) / DAY_MS);
  return Number.isNaN(day) || isoDate(day) !== at.slice(0, 10) ? "" : ` on ${longDate(day)}`;
}

function ignoredNotice(ignored: readonly string[]): Notice[] {
  if (ignored.length === 0) return [];
  const more = ignored.length > NAMED ? [`${count(ignored.length - NAMED)} more rows of it do not count.`] : [];
  return [{ code: "DECISIONS_IGNORED", sentence: [...ignored.slice(0, NAMED), ...more].join(" ") }];
}
