import { expect, test } from "vitest";
import { mayBeResult } from "../../../appsscript/check/formula-results";

/** Four rows of three columns with one formula in them. */
function sheetWith(row: number, column: number, formula: string): string[][] {
  return Array.from({ length: 4 }, (_, r) =>
    Array.from({ length: 3 }, (_, c) => (r === row && c === column ? formula : "")),
  );
}

/** Of a cell in the third row of the second column. */
const mayBe = (row: number, column: number, formula: string) => mayBeResult(sheetWith(row, column, formula), 2, 1);

test.each([
  ["its own", 2, 1, "=1"],
  ["that spills down", 0, 1, "=QUERY(A:B)"],
  ["that spills down and right", 1, 0, '={"a","b"}'],
  ["that spills right", 2, 0, '=SPLIT(A1," ")'],
  ["of a team's own", 1, 0, "=IF(A1,LEADS_OF(A1),1)"],
  ["in another language", 1, 1, "=MATRIXFORMEL(A1:A9)"],
  ["in small letters", 0, 0, "=arrayformula(A1:A9)"],
])("a cell may be the result of a formula %s", (_, row, column, formula) => {
  expect(mayBe(row, column, formula)).toBe(true);
});

test.each([
  ["below it", 3, 1, "=QUERY(A:B)"],
  ["right of it", 0, 2, "=QUERY(A:B)"],
  ["of one value", 1, 1, '=IF(A1="QUERY({1})",TODAY(),UPPER(A1))'],
  ["that calls nothing", 2, 0, "=A1+1"],
])("a cell is none of a formula %s", (_, row, column, formula) => {
  expect(mayBe(row, column, formula)).toBe(false);
});
