import { describe, expect, test } from "vitest";
import { ADA, hostOf } from "./set-up";

/** Runs the body in the script, with `sheet` and `cell(a1)`; gives what it returns. */
async function script(body: string, before: (parts: Awaited<ReturnType<typeof hostOf>>) => void = () => {}) {
  const parts = await hostOf(`
    function work() {
      const sheet = SpreadsheetApp.getActiveSheet();
      const cell = (a1) => sheet.getRange(a1);
      ${body}
    }`);
  before(parts);
  return { ...parts, answer: parts.ask("work") };
}

describe("reading", () => {
  test("numbers, booleans, texts and '' for an empty cell; a formula gives what it shows", async () => {
    const { answer } = await script(`return cell("A1:F1").getValues();`, ({ type }) => {
      ["12.5", "TRUE", "Ada", "'007", "=1+1"].forEach((text, column) => void type(0, column, text));
    });
    expect(answer).toEqual([[12.5, true, "Ada", "007", 2, ""]]);
  });

  test.each([
    ["Africa/Lagos", "2022-11-23 13:55:29", "2022-11-23T12:55:29.000Z"],
    ["America/New_York", "2022-11-23 13:55:29", "2022-11-23T18:55:29.000Z"],
    // No such time that day, and a time that came twice: as Temporal's `compatible`.
    ["America/New_York", "2022-03-13 02:30:00", "2022-03-13T07:30:00.000Z"],
    ["America/New_York", "2022-11-06 01:30:00", "2022-11-06T05:30:00.000Z"],
    ["Africa/Lagos", "2022-11-23", "2022-11-22T23:00:00.000Z"],
    ["GMT-07:00", "2022-11-23 13:55:29", "2022-11-23T20:55:29.000Z"],
  ])("in %s the cell %s is the instant %s", async (timeZone, typed, instant) => {
    const { answer } = await script(`return cell("A1").getValue().toISOString();`, ({ type, book }) => {
      book.properties.timeZone = timeZone;
      type(0, 0, typed);
    });
    expect(answer).toBe(instant);
  });

  test("a number beyond all dates stays a number under a date format", async () => {
    const { answer } = await script(
      `return cell("A1").setValue(1763632800000).setNumberFormat("yyyy-mm-dd").getValue();`,
    );
    expect(answer).toBe(1763632800000);
  });

  test("each answer is a copy of its own", async () => {
    const { answer } = await script(
      `const one = cell("A1").getValues(); one[0][0] = "changed"; return cell("A1").getValues();`,
      ({ type }) => void type(0, 0, "kept"),
    );
    expect(answer).toEqual([["kept"]]);
  });

  test("display values are what the person sees", async () => {
    const { answer } = await script(`return cell("A1:C1").getDisplayValues();`, ({ type }) => {
      ["11/23/2022", "12%", "true"].forEach((text, column) => void type(0, column, text));
    });
    expect(answer).toEqual([["11/23/2022", "12%", "TRUE"]]);
  });

  test("formats and notes do not make a sheet longer", async () => {
    const { answer } = await script(`
      cell("A1:B2").setValues([[1, 2], [3, ""]]);
      cell("A9").setBackground("#ff0000").setNote("here");
      return [sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation(), sheet.getMaxRows()];`);
    expect(answer).toEqual([2, 2, "A1:B2", 1000]);
  });

  test("an empty sheet ends at 0, and its data range is one cell", async () => {
    const { answer } = await script(
      `return [sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];`,
    );
    expect(answer).toEqual([0, 0, "A1"]);
  });
});

describe("writing", () => {
  test("reads texts as if typed", async () => {
    const { answer } = await script(`
      cell("A1:G1").setValues([["12", "=1+2", "'=1+2", "TRUE", "11/23/2022", "Ada", null]]);
      return [cell("A1:D1").getValues()[0], cell("E1").getValue() instanceof Date, cell("F1:G1").getValues()[0], cell("B1").getFormula()];`);
    expect(answer).toEqual([[12, 3, "=1+2", true], true, ["Ada", ""], "=1+2"]);
  });

  test("a Date becomes a date cell, and comes back as the same instant", async () => {
    const { answer, sheet } = await script(`
      cell("A1").setValue(new Date(Date.UTC(2022, 10, 23, 12, 55, 29, 120)));
      return [cell("A1").getValue().toISOString(), cell("A1").getDisplayValue()];`);
    expect(answer).toEqual(["2022-11-23T12:55:29.120Z", "11/23/2022 13:55:29"]);
    expect(sheet().slot(0, 0)).toMatchObject({ format: { numberFormat: { type: "DATE_TIME" } } });
  });

  test("keeps the cell's format, and clearing the content keeps it too", async () => {
    const { sheet } = await script(`
      cell("A1").setValue(1).setNumberFormat("0.00").setFontWeight("bold").setFontColor("#00ff00").setBackground("red");
      cell("A1").setValue(2).clearContent();`);
    expect(sheet().slot(0, 0)).toMatchObject({
      format: {
        numberFormat: { type: "NUMBER", pattern: "0.00" },
        textFormat: { bold: true, foregroundColor: { green: 1 } },
        backgroundColor: { red: 1 },
      },
    });
    expect(sheet().slot(0, 0)).not.toHaveProperty("value");
  });

  test.each([
    [
      `cell("A1:B2").setValues([[1, 2]])`,
      "The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.",
    ],
    [
      `cell("A1:B2").setValues([[1, 2], [3]])`,
      "The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.",
    ],
    [`sheet.getRange(1001, 1)`, "The coordinates of the range are outside the dimensions of the sheet."],
    [`sheet.getRange("A1:AA1")`, "The coordinates of the range are outside the dimensions of the sheet."],
    [`sheet.getRange(1, 1, 1, 27)`, "The coordinates of the range are outside the dimensions of the sheet."],
    [`sheet.getRange(0, 1)`, "The starting row of the range is too small."],
    [`sheet.getRange(1, 1, 0)`, "The number of rows in the range must be at least 1."],
    [`sheet.getRange("nothing")`, "Range not found"],
  ])("%s throws, and writes nothing", async (body, message) => {
    const { answer, sheet } = await script(`try { ${body} } catch (error) { return error.message; }`);
    expect(answer).toBe(message);
    expect(sheet().rows.filter(Boolean)).toEqual([]);
  });

  test("a rule that rejects refuses a script too, and none of the cells is written", async () => {
    const { answer, sheet } = await script(`
      const rule = SpreadsheetApp.newDataValidation().requireValueInList(["Ghana"]).setAllowInvalid(false).build();
      cell("A2").setDataValidation(rule);
      try { cell("A1:A2").setValues([["Ghana"], ["Togo"]]); } catch (error) { return error.message; }`);
    expect(answer).toContain("The data you entered in cell A2 violates the data validation rules");
    expect(sheet().slot(0, 0)).toBeUndefined();
  });

  test("appending goes below the last value, and the grid grows", async () => {
    const { answer } = await script(`
      cell("A1000").setValue("last");
      sheet.appendRow(["next", 1]);
      return [sheet.getLastRow(), sheet.getMaxRows(), cell("A1001:B1001").getValues()[0]];`);
    expect(answer).toEqual([1001, 1001, ["next", 1]]);
  });
});

test("places count from 1", async () => {
  const { answer } = await script(`
    const r = sheet.getRange(2, 3, 4, 5);
    return [r.getRow(), r.getColumn(), r.getNumRows(), r.getNumColumns(), r.getLastRow(), r.getLastColumn(), r.getA1Notation(),
      r.offset(1, 1).getA1Notation(), r.offset(0, 0, 1, 1).getA1Notation(), r.getCell(2, 2).getA1Notation(),
      sheet.getRange("C:C").getA1Notation(), sheet.getRange("C:C").getNumRows(), sheet.getRange("Sheet1!B2").getA1Notation()];`);
  expect(answer).toEqual([2, 3, 4, 5, 5, 7, "C2:G5", "D3:H6", "C2", "D3", "C:C", 1000, "B2"]);
});

test("sheets are found by name and id, inserted, hidden and deleted", async () => {
  const { answer, book } = await script(`
    const file = SpreadsheetApp.getActive();
    const added = file.insertSheet("Not duplicates");
    const active = file.getActiveSheet().getName();
    added.hideSheet();
    const facts = [active, added.isSheetHidden(), file.getSheets().map((one) => one.getName()), file.getSheetByName("none"),
      file.getSheetById(added.getSheetId()).getName(), added.getIndex()];
    file.deleteSheet(file.insertSheet("gone"));
    return facts;`);
  expect(answer).toEqual(["Not duplicates", true, ["Sheet1", "Not duplicates"], null, "Not duplicates", 2]);
  expect(book.sheets.map(({ title }) => title)).toEqual(["Sheet1", "Not duplicates"]);
});

test("rows and columns are inserted and deleted around what is there", async () => {
  const { answer } = await script(`
    cell("A1:B1").setValues([["a", "b"]]);
    sheet.insertColumnAfter(1).insertRowsAfter(1, 2).insertRowBefore(1);
    sheet.setFrozenRows(1);
    sheet.setColumnWidth(1, 250);
    sheet.deleteRow(1);
    return [cell("A1:C1").getValues()[0], sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getFrozenRows(), sheet.getColumnWidth(1)];`);
  expect(answer).toEqual([["a", "", "b"], 1002, 27, 0, 250]);
});

test("sorting a range, later keys breaking ties", async () => {
  const { answer } = await script(`
    cell("A1:B3").setValues([["b", 1], ["a", 2], ["b", 3]]);
    cell("A1:B3").sort([{ column: 1, ascending: true }, { column: 2, ascending: false }]);
    return cell("A1:B3").getValues();`);
  expect(answer).toEqual([
    ["a", 2],
    ["b", 3],
    ["b", 1],
  ]);
});

test("the script sees where the person is, and moves the cursor", async () => {
  const { host, ask } = await hostOf(`
    function where() { return [SpreadsheetApp.getActiveRange().getA1Notation(), SpreadsheetApp.getCurrentCell().getA1Notation()]; }
    function go() { SpreadsheetApp.getActiveSheet().getRange("C14").activate(); }`);
  host.select(ADA, { sheetId: 0, box: { top: 1, bottom: 3, left: 0, right: 2 } });
  expect(ask("where")).toEqual(["A2:B3", "A2"]);
  ask("go");
  expect(host.selection(ADA)).toEqual({ sheetId: 0, box: { top: 13, bottom: 14, left: 2, right: 3 } });
});

test("a toast reaches the person in front", async () => {
  const { host } = await script(`SpreadsheetApp.getActive().toast("3 rows held", "Leads", 3);`);
  expect(host.toasts(ADA)).toEqual([{ message: "3 rows held", title: "Leads", seconds: 3 }]);
});

test("undoing a person's edit keeps what the script wrote beside it", async () => {
  const { host, type, sheet } = await hostOf(
    `
    function onEdit(e) { e.range.offset(0, 5).setValue(e.range.getValue() === "" ? "" : "OK " + e.range.getValue()); }`,
    {
      undoFires: "nothing",
    },
  );
  type(0, 0, "first");
  type(0, 0, "second");
  host.edit(ADA, { kind: "undo" });
  expect([sheet().slot(0, 0), sheet().slot(0, 5)]).toEqual(["first", "OK second"]);
});

test.each([
  ["", {}],
  ["{ contentsOnly: true }", { format: { numberFormat: { type: "NUMBER", pattern: "0.0" } } }],
  ["{ formatOnly: true }", { value: 1 }],
])("clear(%s) leaves %j and the note", async (options, left) => {
  const { sheet } = await script(
    `cell("A1").setValue(1).setNumberFormat("0.0").setNote("kept"); cell("A1").clear(${options});`,
  );
  expect(sheet().slot(0, 0)).toEqual({ ...left, note: "kept" });
});

test("a list of ranges is written in one call", async () => {
  const { host, sheet } = await script(`sheet.getRangeList(["A1:A2", "A4"]).setValue("x"); cell("A4").clear();`);
  expect([0, 1, 2, 3].map((row) => sheet().slot(row, 0))).toEqual(["x", "x", undefined, undefined]);
  expect(host.executions[0].calls.byName["RangeList.setValue"]).toBe(1);
});
