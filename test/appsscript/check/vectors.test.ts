import { describe, expect, it } from "vitest";
import type { JudgedSheet } from "../../../appsscript/check/judge-sheet";
import type { SheetCell } from "../../../appsscript/check/sheet-input";
import { COMPANIES } from "../../../shared/contract";
import type { DateOrder } from "../../../shared/date-order";
import { fieldOf, rowProblems } from "../../../shared/row-problems";
import { CLEAN, DUPLICATE, VERDICT_NAMES } from "../../../shared/verdicts";
import vectors, { type Expected, type RowsCase } from "../../vectors/rows";
import { checked, input, tab } from "./sheet";

type Case = RowsCase<SheetCell>;

/** Rows with their verdicts as the vectors write them: a repeat with its warnings. */
function described(judged: JudgedSheet): Expected[] {
  const { verdict, winner } = judged.verdicts;
  const asClean = { ...judged, verdicts: { ...judged.verdicts, verdict: verdict.slice().fill(CLEAN) } };
  return Array.from(verdict, (value, row) => {
    const warnings = value === DUPLICATE ? rowProblems(asClean, row) : [];
    const found = [...rowProblems(judged, row), ...warnings];
    return {
      verdict: VERDICT_NAMES[value],
      problems: found.map((problem) => `${problem.code} ${fieldOf(judged.contract, problem)?.name ?? ""}`.trim()),
      winner: winner[row] === -1 ? null : winner[row] + 2,
    };
  });
}

describe("the sheet gives every row of the shared vectors the verdict the exporter gives it", () => {
  it.each(vectors.cases as Case[])("$name", (vector) => {
    const { leads, companies } = checked(
      input(tab(vector.leads), tab(vector.companies, { contract: COMPANIES }), {
        zone: vector.zone ?? vectors.zone,
        dateOrder: (vector.dateOrder ?? vectors.dateOrder) as DateOrder,
        asOf: Date.parse(vectors.asOf),
      }),
    );
    expect({ leads: described(leads), companies: described(companies) }).toEqual(vector.expected);
  });
});
