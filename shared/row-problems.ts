import { wallText } from "./calendar";
import type { Field, TabContract } from "./contract";
import type { CountryHints } from "./country-hints";
import { damageOf } from "./damaged-text";
import type { ProblemDetails } from "./sentences";
import type { SimilarNames } from "./similar-names";
import { readTimestamp, type TimeContext } from "./timestamp";
import {
  CLEAN,
  DUPLICATE,
  firstInstants,
  HELD,
  type InstantReadings,
  type RowProblem,
  type TabReadings,
  type Verdicts,
  warningBit,
  warningsAt,
  warningsOf,
} from "./verdicts";
import { toWall } from "./zone";

/** A tab whose every row has its verdict, and what its cells say. */
export interface JudgedTab {
  readonly contract: TabContract;
  readonly readings: TabReadings;
  readonly verdicts: Verdicts;
  /** What a cell says, as it was typed. `field` counts from 0. */
  cellText(field: number, row: number): string;
}

/** What the sentences of problems may draw on besides the row itself. */
export interface ProblemSources {
  readonly context: TimeContext;
  /** `null` when there is no Companies tab to look in. */
  readonly similar: SimilarNames | null;
  readonly countries: CountryHints;
  /** For each row that may repeat another, that other (both 0-based). */
  readonly twins: ReadonlyMap<number, number>;
}

/** The problems of one row, in the order of the contract's fields; what concerns the whole row comes last. */
export function rowProblems(
  { readings, verdicts }: Pick<JudgedTab, "readings" | "verdicts">,
  row: number,
): readonly RowProblem[] {
  const { verdict, held } = verdicts;
  if (verdict[row] === DUPLICATE) return [{ code: "DUPLICATE", field: -1 }];
  if (verdict[row] === CLEAN) return rowWarnings(readings, row, verdicts.warnings[row]);
  return held.reasons[held.codes[row]];
}

/** The warnings of one row, of which `bits` has those that count. */
function rowWarnings({ fields }: TabReadings, row: number, bits: number): readonly RowProblem[] {
  if (bits === 0) return [];
  const ofFields = fields.flatMap((_, field) => fieldWarnings(fields, field, row, bits));
  return bits & POSSIBLE_DUPLICATE ? [...ofFields, { code: "POSSIBLE_DUPLICATE", field: -1 }] : ofFields;
}

/** The warnings of one field in a row, of which `bits` has those that count. */
function fieldWarnings(fields: TabReadings["fields"], field: number, row: number, bits: number): RowProblem[] {
  return warningsOf(warningsAt(fields[field], row) & bits).map((code) => ({ code, field }));
}

/**
 * All that a person can put right in a row at once: its problems and, of a held row, what its other cells would be warned of.
 * @param stamps a missing time fills itself in as soon as nothing else holds the row: until then nobody is asked for it
 */
export function problemsToCorrect(
  tab: Pick<JudgedTab, "contract" | "readings" | "verdicts">,
  row: number,
  stamps = false,
): readonly RowProblem[] {
  const problems = rowProblems(tab, row);
  if (tab.verdicts.verdict[row] !== HELD) return problems;
  const { contract, readings } = tab;
  const time = stamps ? contract.fields.findIndex(({ type }) => type === "timestamp") : -1;
  const others = problems.filter(({ code, field }) => code !== "MISSING" || field !== time);
  const asked = others.length === 0 ? problems : others;
  const flawed = new Set(problems.map(({ field }) => field));
  const warned = readings.fields.flatMap((_, field) =>
    flawed.has(field) ? [] : fieldWarnings(readings.fields, field, row, ALL_WARNINGS),
  );
  if (warned.length === 0) return asked;
  const place = ({ field }: RowProblem) => (field === -1 ? readings.fields.length : field);
  return [...asked, ...warned].sort((one, other) => place(one) - place(other));
}

const ALL_WARNINGS = ~0;
const POSSIBLE_DUPLICATE = warningBit("POSSIBLE_DUPLICATE");

/** What a problem's sentence says besides its code and field. */
export function problemDetails(
  tab: JudgedTab,
  row: number,
  { code, field }: RowProblem,
  { context, similar, countries, twins }: ProblemSources,
): ProblemDetails {
  switch (code) {
    case "MISSING":
    case "TOO_LONG":
    case "EXTRA_CELLS":
      return {};
    case "DUPLICATE":
      return { row: tab.verdicts.winner[row] + 2, why: whyFirst(tab, row) };
    case "POSSIBLE_DUPLICATE": {
      const twin = twins.get(row);
      return twin === undefined ? {} : { row: twin + 2 };
    }
    default:
  }
  const value = tab.cellText(field, row);
  switch (code) {
    case "BAD_TIMESTAMP": {
      const { suggestion, why } = readTimestamp(value, context);
      return { value, suggestions: suggestion !== undefined && isTime(suggestion, context) ? [suggestion] : [], why };
    }
    case "FUTURE_TIMESTAMP":
    case "OUT_OF_RANGE": {
      const { zone, asOf } = context;
      const instant = (tab.readings.fields[field] as InstantReadings).instants[row];
      if (Number.isNaN(instant)) return { value, why: readTimestamp(value, context).why };
      const dated = wallText(toWall(zone, instant));
      if (code === "OUT_OF_RANGE") return { value: dated };
      return { value: dated, now: `${wallText(toWall(zone, asOf)).slice(0, 16)} in ${zone.name}` };
    }
    case "UNKNOWN_COMPANY":
      return { value, suggestions: similar?.to(damageOf(value)?.repaired ?? value) ?? [] };
    case "DAMAGED_TEXT": {
      const repaired = damageOf(value)?.repaired;
      return repaired == null ? { value } : { value, suggestions: [repaired] };
    }
    case "UNKNOWN_COUNTRY":
    case "AMBIGUOUS_COUNTRY":
      return { value, suggestions: countries.to(value) };
    default:
      return { value };
  }
}

/** Whether what is suggested would not be held itself. */
function isTime(suggestion: string, context: TimeContext): boolean {
  return readTimestamp(suggestion, context).problem === null;
}

/** Why the row counts that another one repeats. */
function whyFirst({ readings, verdicts }: JudgedTab, row: number): string {
  const instants = firstInstants(readings);
  if (instants === null) return "higher up";
  return instants[verdicts.winner[row]] < instants[row] ? "typed earlier" : "same time, higher up";
}

/** The field of a problem; `null` for the whole row. */
export function fieldOf({ fields }: TabContract, { field }: RowProblem): Field | null {
  return field === -1 ? null : fields[field];
}
