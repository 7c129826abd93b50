import { CountryHints } from "../../shared/country-hints";
import { cellName } from "../../shared/headers";
import { possibleTwins } from "../../shared/possible-twins";
import { fieldOf, type JudgedTab, problemDetails, problemsToCorrect } from "../../shared/row-problems";
import { type ProblemDetails, problemSentence } from "../../shared/sentences";
import type { SimilarNames } from "../../shared/similar-names";
import type { TimeContext } from "../../shared/timestamp";
import { type RowProblem, VERDICT_NAMES } from "../../shared/verdicts";
import type { JudgedTable } from "../rules/judge-table";
import { cellText } from "./cell-text";
import type { ProblemRow } from "./problem-row";

/**
 * Every problem of a tab, row by row, in the order of the contract's fields, with the sentence the sheet shows. Sentences are made
 * one at a time, as they are asked for. `similar` is `null` when there is no Companies tab to look in.
 */
export function* listProblems(
  tab: JudgedTable,
  context: TimeContext,
  similar: SimilarNames | null,
): Generator<ProblemRow> {
  const judged: JudgedTab = { ...tab, cellText: (field, row) => cellText(tab, field, row) };
  const sources = { context, similar, countries: new CountryHints(), twins: possibleTwins(tab.readings, tab.verdicts) };
  for (let row = 0; row < tab.readings.rows; row++) {
    for (const problem of problemsToCorrect(judged, row)) {
      yield problemRow(tab, row, problem, problemDetails(judged, row, problem, sources));
    }
  }
}

function problemRow(
  { contract, binding, verdicts }: JudgedTable,
  row: number,
  problem: RowProblem,
  details: ProblemDetails,
): ProblemRow {
  const { tab } = contract;
  const sheetRow = row + 2;
  const { code } = problem;
  const field = fieldOf(contract, problem);
  return {
    tab,
    place: field === null ? `${tab}!${sheetRow}:${sheetRow}` : cellName(tab, binding.columns[field.name], sheetRow),
    row: sheetRow,
    verdict: VERDICT_NAMES[verdicts.verdict[row]] as ProblemRow["verdict"],
    code,
    field: field?.name ?? null,
    sentence: problemSentence(code, field?.noun ?? null, details),
    suggestion: details.suggestions?.length ? details.suggestions.join(" or ") : null,
  };
}
