import { describe, expect, it } from "vitest";
import { movedFormula } from "../../workbench/book/formula-text";
import { newApi } from "./api-caller";

describe("a formula", () => {
  const shownFor = (formula: string): unknown => {
    const api = newApi([
      { properties: { sheetId: 0, title: "Data" } },
      { properties: { sheetId: 1, title: "Other one" } },
    ]);
    api.put("Data!A1", [
      [2, 3, "text"],
      ["", true, "#N/A"],
    ]);
    api.put("'Other one'!A1", [[10]]);
    api.put("Data!E1", [[formula]], "USER_ENTERED");
    return api.values("Data!E1", "valueRenderOption=UNFORMATTED_VALUE")[0][0];
  };

  it.each([
    ["=1+2*3", 7],
    ["=(1+2)*3", 9],
    ["=-2^2", 4],
    ["=10%", 0.1],
    ['="a"&"b""c"', 'ab"c'],
    ["=A1+B1", 5],
    ["=$A$1*'Other one'!A1", 20],
    ["=SUM(A1:C2, 5)", 10],
    ["=COUNTA(A1:C2)", 5],
    ['=IF(A1>1,"yes","no")', "yes"],
    ["=A2", 0],
    ["=1/0", "#DIV/0!"],
    ["=A1+C1", "#VALUE!"],
    ["=NA()", "#N/A"],
    ["=Gone!A1", "#REF!"],
    ["=E1", "#REF!"],
    ["=A1:B2", "#VALUE!"],
    ["=nothing", "#NAME?"],
    ["=VLOOKUP(1,A1:B2,2)", "#ERROR!"],
    ["=1+", "#ERROR!"],
    ['=IFERROR(1/0,"none")', "none"],
  ])("%s gives %j", (formula, value) => expect(shownFor(formula)).toBe(value));

  it.each([
    ["=A1+$A1+A$1+$A$1", "=C2+$A2+C$1+$A$1"],
    ['=SUM(A:B)&"A1"', '=SUM(C:D)&"A1"'],
    ["=LOG10(Other!A1)", "=LOG10(Other!C2)"],
  ])("%s pasted one row down and two columns right is %s", (formula, moved) => {
    expect(movedFormula(formula, 1, 2)).toBe(moved);
  });

  it("pasted off the grid loses its reference", () => expect(movedFormula("=A1", -1, 0)).toBe("=#REF!"));

  it("says what the local Google cannot work out", () => {
    const api = newApi();
    api.put("A1", [["=VLOOKUP(1,2,3)"]], "USER_ENTERED");
    const cell = api.get("ranges=A1&includeGridData=true").sheets[0].data[0].rowData[0].values[0];
    expect(cell.effectiveValue.errorValue).toEqual({
      type: "ERROR",
      message: "VLOOKUP is not worked out by the local Google.",
    });
  });

  it("follows a renamed tab, and means its own cells on a copied one", () => {
    const api = newApi([{ properties: { sheetId: 0, title: "Data" } }, { properties: { sheetId: 1, title: "Other" } }]);
    api.put("Data!A1", [[1, "=Other!A1", "=A1"]], "USER_ENTERED");
    api.batch(
      { updateSheetProperties: { properties: { sheetId: 1, title: "New name" }, fields: "title" } },
      { duplicateSheet: { sourceSheetId: 0, newSheetName: "Copy" } },
    );
    expect(api.values("Data!B1", "valueRenderOption=FORMULA")).toEqual([["='New name'!A1"]]);
    api.put("Copy!A1", [[5]]);
    const got = api.send(
      "GET",
      "/v4/spreadsheets/book1/values:batchGet",
      undefined,
      "ranges=Data!C1&ranges=Copy!C1",
    ).body;
    expect(got.valueRanges.map((one: { values: unknown }) => one.values)).toEqual([[["1"]], [["5"]]]);
  });

  it("loses what a smaller grid no longer has", () => {
    const api = newApi();
    api.put("A1", [["=B9"]], "USER_ENTERED");
    const gridProperties = { rowCount: 5 };
    api.batch({ updateSheetProperties: { properties: { gridProperties }, fields: "gridProperties.rowCount" } });
    expect(api.values("A1", "valueRenderOption=FORMULA")).toEqual([["=#REF!"]]);
  });
});
