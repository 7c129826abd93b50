import { describe, expect, it } from "vitest";
import { newApi } from "./api-caller";

const sheet = (title: string, rowCount = 10, columnCount = 5, sheetId = 0) => ({
  properties: { sheetId, title, gridProperties: { rowCount, columnCount } },
});

describe("reading a range", () => {
  it.each([
    ["Data", "Data!A1:E10"],
    ["'Data'", "Data!A1:E10"],
    ["Data!A1", "Data!A1"],
    ["Data!A1:A1", "Data!A1"],
    ["Data!B:C", "Data!B1:C10"],
    ["Data!2:3", "Data!A2:E3"],
    ["Data!B2:C", "Data!B2:C10"],
    ["Data!A1:2", "Data!A1:E2"],
    ["Data!C3:A1", "Data!A1:C3"],
    ["Data!A1:ZZ99", "Data!A1:E10"],
    ["Data!R2C3", "Data!C2"],
    ["Data!R1C1:R2C2", "Data!A1:B2"],
    ["Data!$A$1:$B$2", "Data!A1:B2"],
    ["A2:B3", "Data!A2:B3"],
    ["D3", "Data!D3"],
    ["'D3'", "'D3'!A1:B2"],
    ["'D3'!A1", "'D3'!A1"],
    ["It's new", "'It''s new'!A1:B2"],
    ["'It''s new'!B2", "'It''s new'!B2"],
  ])("%s is echoed as %s", (range, echo) => {
    const api = newApi([sheet("Data"), sheet("D3", 2, 2, 1), sheet("It's new", 2, 2, 2)]);
    expect(api.valueRange(range).range).toBe(echo);
  });

  it.each([
    ["Nowhere!A1", "400 Unable to parse range: Nowhere!A1"],
    ["Data!A1:B2:C3", "400 Unable to parse range: Data!A1:B2:C3"],
    ["Data!A0", "400 Unable to parse range: Data!A0"],
    ["Data!A11", "400 Range (Data!A11) exceeds grid limits. Max rows: 10, max columns: 5"],
    ["Data!F1:G2", "400 Range (Data!F1:G2) exceeds grid limits. Max rows: 10, max columns: 5"],
    ["D11", "400 Range (Data!D11) exceeds grid limits. Max rows: 10, max columns: 5"],
  ])("%s is refused: %s", (range, refusal) => {
    expect(newApi([sheet("Data")]).refusal("GET", `/values/${range}`)).toBe(refusal);
  });

  it("leaves out trailing empty cells and rows, keeps those between, and has no values key when all is empty", () => {
    const api = newApi([sheet("Data")]);
    expect(api.valueRange("Data")).toEqual({ range: "Data!A1:E10", majorDimension: "ROWS" });
    api.put("Data!A1:D4", [
      ["a", "", "b", ""],
      ["", "", "", ""],
      ["", "c", "", ""],
      ["", "", "", ""],
    ]);
    expect(api.values("Data")).toEqual([["a", "", "b"], [], ["", "c"]]);
    expect(api.values("Data", "majorDimension=COLUMNS")).toEqual([["a"], ["", "", "c"], ["b"]]);
  });

  it("gives what is shown, what is meant, or what was typed", () => {
    const api = newApi([sheet("Data")]);
    api.put("Data!A1", [["11/23/2022 1:55:29", "12.5%", "=1+1", "TRUE", "'007"]], "USER_ENTERED");
    expect(api.values("Data")).toEqual([["11/23/2022 1:55:29", "12.50%", "2", "TRUE", "007"]]);
    const serial = 44888 + (3600 + 55 * 60 + 29) / 86400;
    expect(api.values("Data", "valueRenderOption=UNFORMATTED_VALUE")).toEqual([[serial, 0.125, 2, true, "007"]]);
    expect(api.values("Data", "valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING")).toEqual([
      ["11/23/2022 1:55:29", 0.125, 2, true, "007"],
    ]);
    expect(api.values("Data", "valueRenderOption=FORMULA")).toEqual([[serial, 0.125, "=1+1", true, "007"]]);
  });

  it("gives several ranges in the order asked, by name too", () => {
    const api = newApi([sheet("Data")]);
    api.put("Data!A1", [
      ["a", "b"],
      ["c", "d"],
    ]);
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
    api.batch({ addNamedRange: { namedRange: { name: "second", range } } });
    const got = api.send(
      "GET",
      "/v4/spreadsheets/book1/values:batchGet",
      undefined,
      "ranges=second&ranges=A1&ranges=Data!second",
    );
    expect(got.body.valueRanges).toEqual([
      { range: "Data!A2:B2", majorDimension: "ROWS", values: [["c", "d"]] },
      { range: "Data!A1", majorDimension: "ROWS", values: [["a"]] },
      { range: "Data!A2:B2", majorDimension: "ROWS", values: [["c", "d"]] },
    ]);
  });
});

describe("writing a range", () => {
  it("keeps a cell for null, clears it for the empty text, and counts what it wrote", () => {
    const api = newApi([sheet("Data")]);
    api.put("Data!A1:B2", [
      ["a", "b"],
      ["c", "d"],
    ]);
    const { spreadsheetId: _, ...answer } = api.put("Data!A1:B2", [
      [null, ""],
      [null, null],
    ]);
    expect(answer).toEqual({ updatedRange: "Data!A1:B2", updatedRows: 1, updatedColumns: 1, updatedCells: 1 });
    expect(api.values("Data")).toEqual([["a"], ["c", "d"]]);
  });

  it("takes a single cell as the place to start and a larger range as a limit", () => {
    const api = newApi([sheet("Data")]);
    expect(
      api.put("Data!B2", [
        [1, 2],
        [3, 4],
      ]).updatedRange,
    ).toBe("Data!B2:C3");
    const body = { values: [[1, 2, 3]] };
    expect(api.refusal("PUT", "/values/Data!A1:B2", body, "valueInputOption=RAW")).toBe(
      "400 Requested writing within range [Data!A1:B2], but tried writing to column [C]",
    );
    expect(api.refusal("PUT", "/values/Data!A1:B1", { values: [[1], [2]] }, "valueInputOption=RAW")).toBe(
      "400 Requested writing within range [Data!A1:B1], but tried writing to row [2]",
    );
  });

  it("grows the grid for rows that run over its end, and refuses to start outside it", () => {
    const api = newApi([sheet("Data", 2, 2)]);
    api.put("Data!A2", [[1, 2, 3], [4]]);
    expect(api.get().sheets[0].properties.gridProperties).toEqual({ rowCount: 3, columnCount: 3 });
    expect(api.refusal("PUT", "/values/Data!A9", { values: [[1]] }, "valueInputOption=RAW")).toBe(
      "400 Range (Data!A9) exceeds grid limits. Max rows: 3, max columns: 3",
    );
  });

  it("writes columns when told so", () => {
    const api = newApi([sheet("Data")]);
    api.put("Data!A1", [["a", "b"], ["c"]], "RAW", { majorDimension: "COLUMNS" });
    expect(api.values("Data")).toEqual([["a", "c"], ["b"]]);
  });

  it("never takes a raw text for a formula", () => {
    const api = newApi([sheet("Data")]);
    api.put("Data!A1", [["=1+1", "+1", "-1", "@x", "007"]]);
    expect(api.values("Data", "valueRenderOption=FORMULA")).toEqual([["=1+1", "+1", "-1", "@x", "007"]]);
    expect(api.get("includeGridData=true").sheets[0].data[0].rowData[0].values[0].userEnteredValue).toEqual({
      stringValue: "=1+1",
    });
  });

  it("writes several ranges whole or not at all", () => {
    const api = newApi([sheet("Data")]);
    const data = [
      { range: "Data!A1:B1", values: [["a", "b"]] },
      { range: "Data!B1:B2", values: [["c"], ["d"]] },
    ];
    const answer = api.post("/values:batchUpdate", { valueInputOption: "RAW", data });
    expect(answer).toMatchObject({
      totalUpdatedRows: 2,
      totalUpdatedColumns: 2,
      totalUpdatedCells: 4,
      totalUpdatedSheets: 1,
    });
    const wrong = { valueInputOption: "RAW", data: [{ range: "Data!A1", values: [["x"]] }, { range: "Gone!A1" }] };
    expect(api.refusal("POST", "/values:batchUpdate", wrong)).toBe(
      "400 Invalid data[1]: Unable to parse range: Gone!A1",
    );
    expect(api.values("Data")).toEqual([
      ["a", "c"],
      ["", "d"],
    ]);
  });

  it("clears values and leaves notes and formats", () => {
    const api = newApi([sheet("Data")]);
    api.put("Data!A1", [["a", "b"]]);
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
    api.batch({ repeatCell: { range, cell: { note: "keep" }, fields: "note" } });
    expect(api.post("/values:batchClear", { ranges: ["A1", "Data!B1:B"] }).clearedRanges).toEqual([
      "Data!A1",
      "Data!B1:B10",
    ]);
    expect(api.values("Data")).toEqual([]);
    expect(api.get("ranges=A1&fields=sheets.data.rowData.values.note").sheets).toEqual([
      { data: [{ rowData: [{ values: [{ note: "keep" }] }] }] },
    ]);
  });
});

// The example of Google's guide to values.append: tables A1:C2 and B4:D6.
describe("appending below a table", () => {
  const filled = () => {
    const api = newApi([sheet("Data", 10, 8)]);
    api.put("Data!A1:C2", [
      ["x", "y", "z"],
      ["x", "y", "z"],
    ]);
    api.put("Data!B4:D6", [
      ["a", "b", "c"],
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
    return api;
  };
  it.each([
    ["Data", "Data!B4:D6", "Data!B7"],
    ["B4", "Data!B4:D6", "Data!B7"],
    ["C5:D5", "Data!B4:D6", "Data!B7"],
    ["B2:D4", "Data!B4:D6", "Data!B7"],
    ["A1", "Data!A1:C2", "Data!A3"],
    ["E4", undefined, "Data!E4"],
    ["A4", undefined, "Data!A4"],
  ])("at %s finds the table %s and writes at %s", (range, table, updated) => {
    const { tableRange, updates } = filled().post(
      `/values/${range}:append`,
      { values: [["new"]] },
      "valueInputOption=RAW",
    );
    expect([tableRange, updates.updatedRange]).toEqual([table, updated]);
  });

  // A gap splits a row in two tables; the right one is the last, and the new row starts below it.
  it("starts below the rightmost table of the last row", () => {
    const api = newApi([sheet("Data", 10, 8)]);
    for (const updated of ["Data!A1:D1", "Data!C2:F2"]) {
      const { updates } = api.post("/values/Data:append", { values: [["a", "", "b", "c"]] }, "valueInputOption=RAW");
      expect(updates.updatedRange).toBe(updated);
    }
  });

  it("inserts rows when told so, and pushes down what is below", () => {
    const api = filled();
    api.post("/values/A1:append", { values: [["new"]] }, "valueInputOption=RAW&insertDataOption=INSERT_ROWS");
    expect(api.values("Data!A1:B5")).toEqual([["x", "y"], ["x", "y"], ["new"], [], ["", "a"]]);
  });

  it("adds rows to a full grid", () => {
    const api = newApi([sheet("Data", 1, 2)]);
    for (const value of ["a", "b"]) api.post("/values/Data:append", { values: [[value]] }, "valueInputOption=RAW");
    expect(api.get().sheets[0].properties.gridProperties.rowCount).toBe(2);
  });
});
