import type { FieldName } from "../../shared/contract";
import { suggestCountries } from "../../shared/country";
import { cellName } from "../../shared/headers";
import type { ProblemCode, WarningCode } from "../../shared/problem";
import { type ProblemDetails, problemSentence } from "../../shared/sentences";
import { readTimestamp, type TimeContext } from "../../shared/timestamp";
import { CLEAN, codeOfFlaw, DUPLICATE, HELD, NO_FLAW, VERDICT_NAMES, warningsOf } from "../../shared/verdicts";
import { toWall } from "../../shared/zone";
import { wallText } from "../parquet/time-cell";
import type { CheckedTab } from "../rules/checked";
import { flawAt } from "../run/held-reasons";
import { cellText } from "./cell-text";
import { possibleTwins } from "./possible-twins";
import type { ProblemRow } from "./problem-row";
import type { SimilarCompanies } from "./similar-companies";

/**
 * Every problem of a tab, row by row, in the order of the contract's fields, with the sentence the sheet shows. Sentences are made
 * one at a time, as they are asked for. `similar` is `null` when there is no Companies tab to look in.
 */
export function* listProblems(
  tab: CheckedTab,
  context: TimeContext,
  similar: SimilarCompanies | null,
): Generator<ProblemRow> {
  const { verdict, winner, warnings } = tab.verdicts;
  const overlong = new Set(tab.readings.overlong);
  const twins = possibleTwins(tab);
  for (let row = 0; row < verdict.length; row++) {
    if (verdict[row] === DUPLICATE) {
      yield problemRow(tab, row, "DUPLICATE", -1, { row: winner[row]! + 2 });
    } else if (verdict[row] === HELD) {
      for (let field = 0; field < tab.contract.fields.length; field++) {
        const flaw = flawAt(tab, field, row);
        if (flaw === NO_FLAW) continue;
        const code = codeOfFlaw(flaw);
        yield problemRow(tab, row, code, field, heldDetails(tab, row, code, field, context));
      }
      if (overlong.has(row)) yield problemRow(tab, row, "EXTRA_CELLS", -1);
    } else if (verdict[row] === CLEAN && warnings[row] !== 0) {
      const found = warningsOf(warnings[row]!).map((code) => ({ code, field: warnedField(tab, code) }));
      // What concerns the whole row comes last.
      found.sort((a, b) => (a.field === -1 ? 1 : b.field === -1 ? -1 : a.field - b.field));
      for (const { code, field } of found) {
        yield problemRow(tab, row, code, field, warningDetails(tab, row, code, field, similar, twins));
      }
    }
  }
}

function problemRow(
  { contract, binding, verdicts }: CheckedTab,
  row: number,
  code: ProblemCode,
  field: number,
  details: ProblemDetails = {},
): ProblemRow {
  const { tab, fields } = contract;
  const sheetRow = row + 2;
  const name: FieldName | null = field === -1 ? null : fields[field]!.name;
  return {
    tab,
    place: name === null ? `${tab}!${sheetRow}:${sheetRow}` : cellName(tab, binding.columns[name], sheetRow),
    row: sheetRow,
    verdict: VERDICT_NAMES[verdicts.verdict[row]!] as ProblemRow["verdict"],
    code,
    field: name,
    sentence: problemSentence(code, name, details),
    suggestion: details.suggestions?.length ? details.suggestions.join(" or ") : null,
  };
}

function heldDetails(
  tab: CheckedTab,
  row: number,
  code: ProblemCode,
  field: number,
  context: TimeContext,
): ProblemDetails {
  if (code === "MISSING" || code === "TOO_LONG") return {};
  const value = cellText(tab, field, row);
  if (code === "BAD_TIMESTAMP") {
    const { suggestion } = readTimestamp(value, context);
    return suggestion === undefined ? { value } : { value, suggestions: [suggestion] };
  }
  if (code !== "FUTURE_TIMESTAMP" && code !== "OUT_OF_RANGE") return { value };
  const instant = tab.readings.instants!.instants[row]!;
  return { value: Number.isNaN(instant) ? value : wallText(toWall(context.zone, instant)) };
}

/** The field (counted from 0) a warning is about; -1 for the whole row. */
function warnedField({ contract: { fields } }: CheckedTab, code: WarningCode): number {
  switch (code) {
    case "UNKNOWN_COMPANY":
      return fields.findIndex(({ name }) => name === "company");
    case "UNKNOWN_COUNTRY":
    case "AMBIGUOUS_COUNTRY":
      return fields.findIndex(({ type }) => type === "country");
    case "GAP_TIMESTAMP":
    case "TWICE_TIMESTAMP":
      return fields.findIndex(({ type }) => type === "timestamp");
    case "POSSIBLE_DUPLICATE":
      return -1;
  }
}

function warningDetails(
  tab: CheckedTab,
  row: number,
  code: WarningCode,
  field: number,
  similar: SimilarCompanies | null,
  twins: Map<number, number>,
): ProblemDetails {
  if (code === "POSSIBLE_DUPLICATE") {
    const twin = twins.get(row);
    return twin === undefined ? {} : { row: twin + 2 };
  }
  const value = cellText(tab, field, row);
  if (code === "UNKNOWN_COMPANY") return { value, suggestions: similar?.to(value) ?? [] };
  if (code === "UNKNOWN_COUNTRY" || code === "AMBIGUOUS_COUNTRY")
    return { value, suggestions: suggestCountries(value) };
  return { value };
}
