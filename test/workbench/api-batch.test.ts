import { describe, expect, it } from "vitest";
import { newApi } from "./api-caller";

const box = (top: number, bottom: number, left: number, right: number, sheetId = 0) => ({
  sheetId,
  startRowIndex: top,
  endRowIndex: bottom,
  startColumnIndex: left,
  endColumnIndex: right,
});
const shown = (top: number, bottom: number, left: number, right: number) => {
  const { sheetId: _, ...rest } = box(top, bottom, left, right);
  return rest;
};
const rows = (startIndex: number, endIndex: number) => ({ sheetId: 0, dimension: "ROWS", startIndex, endIndex });

describe("a batch", () => {
  it("is carried out whole or not at all", () => {
    const api = newApi();
    api.put("A1", [["before"]]);
    const before = JSON.stringify(api.get("includeGridData=true"));
    const write = {
      updateCells: {
        start: { sheetId: 0 },
        rows: [{ values: [{ userEnteredValue: { stringValue: "x" } }] }],
        fields: "userEnteredValue",
      },
    };
    const add = { addSheet: { properties: { title: "New" } } };
    expect(api.batchRefusal(write, add, { deleteSheet: { sheetId: 77 } })).toBe(
      "400 Invalid requests[2].deleteSheet: No sheet with id: 77",
    );
    expect(JSON.stringify(api.get("includeGridData=true"))).toBe(before);
  });

  it("names what it cannot do, and does nothing", () => {
    const api = newApi();
    const add = { addSheet: { properties: { title: "New" } } };
    expect(api.batchRefusal(add, { addSlicer: {} })).toBe(
      "501 The local Google does not implement the batchUpdate request addSlicer.",
    );
    expect(api.get().sheets).toHaveLength(1);
  });

  it("gives the spreadsheet back when asked", () => {
    const api = newApi();
    const body = { requests: [{ addSheet: { properties: { title: "New" } } }], includeSpreadsheetInResponse: true };
    const { updatedSpreadsheet } = api.post(":batchUpdate", body);
    expect(updatedSpreadsheet.sheets.map((sheet: { properties: { title: string } }) => sheet.properties.title)).toEqual(
      ["Sheet1", "New"],
    );
  });

  it("is never empty", () => {
    expect(newApi().batchRefusal()).toBe("400 Must specify at least one request.");
  });
});

describe("requests and their refusals", () => {
  it.each([
    [
      { addSheet: { properties: { title: "sheet1" } } },
      'addSheet: A sheet with the name "sheet1" already exists. Please enter another name.',
    ],
    [{ deleteSheet: { sheetId: 0 } }, "deleteSheet: You can't remove all the sheets in a document."],
    [
      { updateCells: { range: box(0, 1, 0, 1), rows: [] } },
      "updateCells: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
    [{ updateCells: { range: box(0, 1, 0, 1, 9), rows: [], fields: "note" } }, "updateCells: No grid with id: 9"],
    [
      { updateCells: { range: box(1000, 1001, 0, 1), rows: [], fields: "note" } },
      "updateCells: Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
    ],
    [{ deleteDimension: { range: rows(0, 1000) } }, "deleteDimension: You can't delete all the rows on the sheet."],
    [
      { deleteDimension: { range: rows(1005, 1006) } },
      "deleteDimension: Cannot delete a row that doesn't exist. Tried to delete row index 1005 but there are only 1000 rows.",
    ],
    [
      { updateSheetProperties: { properties: { hidden: true }, fields: "hidden" } },
      "updateSheetProperties: You can't hide all the sheets in a document.",
    ],
    [{ deleteNamedRange: { namedRangeId: "5" } }, "deleteNamedRange: No NamedRange with id: 5"],
    [
      { deleteConditionalFormatRule: { sheetId: 0, index: 3 } },
      "deleteConditionalFormatRule: No conditional format on sheet at index: 3",
    ],
    [{ mergeCells: { range: box(0, 2, 0, 2) } }, undefined],
  ])("%j", (request, refusal) => {
    const api = newApi();
    api.batch({ mergeCells: { range: box(0, 2, 0, 2), mergeType: "MERGE_ALL" } });
    const { status, body } = api.send("POST", "/v4/spreadsheets/book1:batchUpdate", { requests: [request] });
    expect(status === 200 ? undefined : body.error.message).toBe(refusal && `Invalid requests[0].${refusal}`);
  });

  it("refuses part of a merge", () => {
    const api = newApi();
    api.batch({ mergeCells: { range: box(0, 2, 0, 2), mergeType: "MERGE_ALL" } });
    expect(api.batchRefusal({ unmergeCells: { range: box(0, 1, 0, 2) } })).toContain(
      "You must select all cells in a merged range",
    );
  });
});

describe("cells", () => {
  it("are written under a mask: what it does not name stays", () => {
    const api = newApi();
    const cell = (data: object) => [{ values: [data] }];
    const color = { red: 1, green: 0.5 };
    api.batch(
      {
        updateCells: {
          range: box(0, 1, 0, 1),
          rows: cell({ userEnteredValue: { numberValue: 0.5 }, note: "n" }),
          fields: "userEnteredValue,note",
        },
      },
      {
        repeatCell: {
          range: box(0, 1, 0, 1),
          cell: { userEnteredFormat: { backgroundColor: color, numberFormat: { type: "PERCENT" } } },
          fields: "userEnteredFormat(backgroundColor,numberFormat)",
        },
      },
      {
        repeatCell: {
          range: box(0, 1, 0, 1),
          cell: { userEnteredFormat: { textFormat: { bold: true } } },
          fields: "userEnteredFormat.textFormat.bold",
        },
      },
    );
    const kept = { red: 1, green: 127 / 255 };
    const got = api.get("ranges=A1&fields=sheets.data.rowData.values(formattedValue,note,userEnteredFormat)").sheets[0]
      .data[0].rowData[0].values[0];
    expect(got).toMatchObject({
      formattedValue: "50.00%",
      note: "n",
      userEnteredFormat: { textFormat: { bold: true }, numberFormat: { type: "PERCENT" } },
    });
    expect(got.userEnteredFormat.backgroundColor.green).toBeCloseTo(kept.green);
    expect(got.userEnteredFormat.backgroundColorStyle.rgbColor).toEqual(got.userEnteredFormat.backgroundColor);
  });

  it("of a range that no data is given for are cleared; from a start on they stay", () => {
    const api = newApi();
    api.put("A1", [
      ["a", "b"],
      ["c", "d"],
    ]);
    const one = [{ values: [{ userEnteredValue: { stringValue: "x" } }] }];
    api.batch({ updateCells: { start: { sheetId: 0 }, rows: one, fields: "userEnteredValue" } });
    expect(api.values("A1:B2")).toEqual([
      ["x", "b"],
      ["c", "d"],
    ]);
    api.batch({ updateCells: { range: box(0, 2, 0, 2), rows: one, fields: "userEnteredValue" } });
    expect(api.values("A1:B2")).toEqual([["x"]]);
  });

  it("are sorted with numbers before texts and empty cells last, either way", () => {
    const api = newApi();
    api.put("A1", [["b"], [10], [""], ["A"], [9], [true]]);
    const sort = (sortOrder: string) =>
      api.batch({ sortRange: { range: box(0, 6, 0, 1), sortSpecs: [{ dimensionIndex: 0, sortOrder }] } });
    sort("ASCENDING");
    expect(api.values("A1:A6")).toEqual([["9"], ["10"], ["A"], ["b"], ["TRUE"]]);
    sort("DESCENDING");
    expect(api.values("A1:A6")).toEqual([["TRUE"], ["b"], ["A"], ["10"], ["9"]]);
  });

  it("are copied with formulas moved along, and filled over a larger place", () => {
    const api = newApi();
    api.put("A1", [[1, "=A1+$A$1"], [2]], "USER_ENTERED");
    api.batch({ copyPaste: { source: box(0, 1, 1, 2), destination: box(0, 3, 1, 2) } });
    expect(api.values("B1:B3", "valueRenderOption=FORMULA")).toEqual([["=A1+$A$1"], ["=A2+$A$1"], ["=A3+$A$1"]]);
    api.batch({ copyPaste: { source: box(0, 2, 0, 1), destination: box(0, 1, 3, 4), pasteOrientation: "TRANSPOSE" } });
    expect(api.values("D1:E1")).toEqual([["1", "2"]]);
    api.batch({ cutPaste: { source: box(0, 1, 0, 1), destination: { sheetId: 0, rowIndex: 8, columnIndex: 0 } } });
    expect([api.values("A1"), api.values("A9")]).toEqual([[], [["1"]]]);
  });

  it("are found and replaced, and counted", () => {
    const api = newApi();
    api.put("A1", [
      ["cat", "concat"],
      ["Cat", "dog"],
    ]);
    const [reply] = api.batch({ findReplace: { find: "cat", replacement: "$1", allSheets: true } });
    expect(reply.findReplace).toEqual({ valuesChanged: 3, rowsChanged: 2, sheetsChanged: 1, occurrencesChanged: 3 });
    expect(api.values("A1:B2")).toEqual([
      ["$1", "con$1"],
      ["$1", "dog"],
    ]);
  });

  it("take borders on the edges and inside", () => {
    const api = newApi();
    const line = { style: "SOLID", color: { red: 1 } };
    api.batch({ updateBorders: { range: box(0, 2, 0, 1), top: line, innerHorizontal: line } });
    const got = api.get("ranges=A1:A2&fields=sheets.data.rowData.values.userEnteredFormat.borders").sheets[0].data[0]
      .rowData;
    const sides = got.map((row: { values: { userEnteredFormat: { borders: object } }[] }) =>
      Object.keys(row.values[0].userEnteredFormat.borders).sort(),
    );
    expect(sides).toEqual([["bottom", "top"], ["top"]]);
  });
});

describe("what stands on a sheet", () => {
  it("is listed with its number, in Google's form", () => {
    const api = newApi();
    const rule = {
      ranges: [box(0, 9, 0, 1)],
      booleanRule: { condition: { type: "NOT_BLANK" }, format: { backgroundColor: { red: 1 } } },
    };
    const source = { sourceRange: { sources: [box(0, 3, 0, 1)] } };
    const spec = { title: "T", basicChart: { chartType: "COLUMN", series: [{ series: source }] } };
    const replies = api.batch(
      { addConditionalFormatRule: { rule, index: 0 } },
      { addProtectedRange: { protectedRange: { range: box(0, 1, 0, 1), warningOnly: true } } },
      {
        addChart: {
          chart: { spec, position: { overlayPosition: { anchorCell: { sheetId: 0, rowIndex: 1, columnIndex: 2 } } } },
        },
      },
      { setDataValidation: { range: box(1, 3, 0, 1), rule: { condition: { type: "BOOLEAN" }, strict: true } } },
      { mergeCells: { range: box(5, 6, 0, 2), mergeType: "MERGE_ALL" } },
      { setBasicFilter: { filter: { range: { sheetId: 0 } } } },
    );
    expect(replies[2].addChart.chart.position).toEqual({
      overlayPosition: { anchorCell: { rowIndex: 1, columnIndex: 2 }, widthPixels: 600, heightPixels: 371 },
    });
    const [sheet] = api.get("includeGridData=true").sheets;
    expect(sheet.conditionalFormats[0].ranges).toEqual([shown(0, 9, 0, 1)]);
    expect(sheet.protectedRanges[0]).toEqual({
      protectedRangeId: 101,
      range: shown(0, 1, 0, 1),
      warningOnly: true,
      requestingUserCanEdit: true,
      editors: { users: [api.books.account] },
    });
    expect(sheet.charts[0].spec.basicChart.series[0].series.sourceRange.sources).toEqual([shown(0, 3, 0, 1)]);
    expect(sheet.basicFilter).toEqual({ range: shown(0, 1000, 0, 26) });
    expect(sheet.merges).toEqual([shown(5, 6, 0, 2)]);
    expect(sheet.data[0].rowData[1].values[0].dataValidation).toEqual({ condition: { type: "BOOLEAN" }, strict: true });
    const id = replies[2].addChart.chart.chartId;
    api.batch({ updateChartSpec: { chartId: id, spec: { ...spec, title: "U" } } });
    expect(api.get().sheets[0].charts[0].spec.title).toBe("U");
    api.batch({ deleteEmbeddedObject: { objectId: id } }, { deleteProtectedRange: { protectedRangeId: 101 } });
    expect(api.get().sheets[0].charts).toBeUndefined();
  });

  it("keeps tabs in the order asked; an index counts places before the move", () => {
    const api = newApi();
    api.batch(
      { addSheet: { properties: { sheetId: 1, title: "B" } } },
      { addSheet: { properties: { sheetId: 2, title: "C" } } },
    );
    const titles = () =>
      api
        .get("fields=sheets.properties.title")
        .sheets.map((one: { properties: { title: string } }) => one.properties.title);
    api.batch({ updateSheetProperties: { properties: { sheetId: 0, index: 2 }, fields: "index" } });
    expect(titles()).toEqual(["B", "Sheet1", "C"]);
    api.batch({ updateSheetProperties: { properties: { sheetId: 2, index: 0 }, fields: "index" } });
    expect(titles()).toEqual(["C", "B", "Sheet1"]);
  });
});
