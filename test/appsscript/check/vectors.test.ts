import { describe, expect, it } from "vitest";
import type { CheckedTab } from "../../../appsscript/check/judged-tabs";
import type { SheetCell } from "../../../appsscript/check/sheet-input";
import type { DateOrder } from "../../../shared/date-order";
import { fieldName, rowProblems } from "../../../shared/row-problems";
import { CLEAN, DUPLICATE, VERDICT_NAMES } from "../../../shared/verdicts";
import vectors, { type Expected, type RowsCase } from "../../vectors/rows";
import { checked, input, tab } from "./sheet";

type Case = RowsCase<SheetCell>;

/** Rows with their verdicts as the vectors write them: a repeat with its warnings. */
function described(checkedTab: CheckedTab): Expected[] {
  const { verdict, winner } = checkedTab.verdicts;
  const overlong = new Set(checkedTab.readings.overlong);
  const asClean = { ...checkedTab, verdicts: { ...checkedTab.verdicts, verdict: verdict.slice().fill(CLEAN) } };
  return Array.from(verdict, (value, row) => {
    const found = rowProblems(checkedTab, row, overlong.has(row));
    if (value === DUPLICATE) found.push(...rowProblems(asClean, row, false));
    return {
      verdict: VERDICT_NAMES[value],
      problems: found.map(({ code, field }) => `${code} ${fieldName(checkedTab.contract, field) ?? ""}`.trim()),
      winner: winner[row] === -1 ? null : winner[row] + 2,
    };
  });
}

describe("the sheet gives every row of the shared vectors the verdict the exporter gives it", () => {
  it.each(vectors.cases as Case[])("$name", (vector) => {
    const { leads, companies } = checked(
      input(tab(vector.leads), tab(vector.companies), {
        zone: vector.zone ?? vectors.zone,
        dateOrder: (vector.dateOrder ?? vectors.dateOrder) as DateOrder,
        asOf: Date.parse(vectors.asOf),
      }),
    );
    expect({ leads: described(leads), companies: described(companies) }).toEqual(vector.expected);
  });
});
