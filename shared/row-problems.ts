import { wallText } from "./calendar";
import type { FieldName, TabContract } from "./contract";
import type { CountryHints } from "./country-hints";
import { damageOf } from "./damaged-text";
import type { ProblemCode, WarningCode } from "./problem";
import type { ProblemDetails } from "./sentences";
import type { SimilarNames } from "./similar-names";
import { readTimestamp, type TimeContext } from "./timestamp";
import {
  CLEAN,
  codeOfFlaw,
  DUPLICATE,
  HELD,
  NO_FLAW,
  type TabReadings,
  type Verdicts,
  warningBit,
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

/** One problem of one row. */
export interface RowProblem {
  readonly code: ProblemCode;
  /** The field, counted from 0; -1 for the whole row. */
  readonly field: number;
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
export function rowProblems(tab: Omit<JudgedTab, "cellText">, row: number, isOverlong: boolean): RowProblem[] {
  const { verdict, warnings } = tab.verdicts;
  if (verdict[row] === DUPLICATE) return [{ code: "DUPLICATE", field: -1 }];
  if (verdict[row] === HELD) {
    const problems: RowProblem[] = [];
    for (let field = 0; field < tab.contract.fields.length; field++) {
      const flaw = flawAt(tab.readings, field, row);
      if (flaw !== NO_FLAW) problems.push({ code: codeOfFlaw(flaw), field });
    }
    if (isOverlong) problems.push({ code: "EXTRA_CELLS", field: -1 });
    return problems;
  }
  if (verdict[row] !== CLEAN || warnings[row] === 0) return [];
  const found = warningsOf(warnings[row]).flatMap((code) =>
    warnedFields(tab, row, code).map((field) => ({ code, field })),
  );
  return found.sort((a, b) => (a.field === -1 ? 1 : b.field === -1 ? -1 : a.field - b.field));
}

/** The flaw of contract field `i` in a row. The timestamp, where there is one, is the last field. */
export function flawAt({ fields, instants }: TabReadings, i: number, row: number): number {
  return i < fields.length ? fields[i].flaws[fields[i].codes[row]] : instants!.flaws[row];
}

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
      const instant = tab.readings.instants!.instants[row];
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

/** The name of a problem's field; `null` for the whole row. */
export function fieldName({ fields }: TabContract, field: number): FieldName | null {
  return field === -1 ? null : fields[field].name;
}

/** The fields a warning of a row is about; -1 for the whole row. */
function warnedFields({ contract, readings }: Omit<JudgedTab, "cellText">, row: number, code: WarningCode): number[] {
  const bit = warningBit(code);
  const fields = readings.fields.flatMap(({ codes, warnings }, i) => (warnings[codes[row]] & bit ? [i] : []));
  if (fields.length > 0) return fields;
  return [code === "POSSIBLE_DUPLICATE" ? -1 : contract.fields.findIndex(({ type }) => type === "timestamp")];
}
