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
  const ofFields = fields.flatMap((field, i) =>
    warningsOf(warningsAt(field, row) & bits).map((code) => ({ code, field: i })),
  );
  return bits & POSSIBLE_DUPLICATE ? [...ofFields, { code: "POSSIBLE_DUPLICATE", field: -1 }] : ofFields;
}

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
      return { row: tab.verdicts.winner[row] + 2 };
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
      return { value, suggestions: suggestion === undefined ? [] : [suggestion], why };
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

/** The field of a problem; `null` for the whole row. */
export function fieldOf({ fields }: TabContract, { field }: RowProblem): Field | null {
  return field === -1 ? null : fields[field];
}
