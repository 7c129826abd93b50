import { describe, expect, test } from "vitest";
import { handle } from "../../../workbench/api/handle";
import { hostOf } from "./set-up";

/** A script's function `work`, and the same spreadsheet through the Sheets API. */
async function faces(code: string) {
  const { ask, books } = await hostOf(code);
  const call = (method: string, path: string, body?: unknown) => {
    const [bare, query = ""] = path.split("?");
    const answer = handle(books, {
      method,
      path: `/v4/spreadsheets/book-1${bare}`,
      query: new URLSearchParams(query),
      body,
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    // biome-ignore lint/suspicious/noExplicitAny: whatever the API answers.
    return answer.body as any;
  };
  return {
    ask,
    get: (fields: string) => call("GET", `?fields=${fields}`),
    batch: (...requests: object[]) => call("POST", ":batchUpdate", { requests }),
    call,
  };
}

describe("developer metadata", () => {
  const code = `
    const sheet = () => SpreadsheetApp.getActiveSheet();
    function mark() {
      sheet().getRange("C:C").addDeveloperMetadata("field", "Leads.country");
      sheet().addDeveloperMetadata("field", "Leads", SpreadsheetApp.DeveloperMetadataVisibility.PROJECT);
      SpreadsheetApp.getActive().addDeveloperMetadata("version", "2");
    }
    function found() {
      return SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey("field").find().map((one) => {
        const at = one.getLocation();
        return [one.getValue(), one.getVisibility().toString(), at.getLocationType().toString(),
          at.getColumn() && at.getColumn().getA1Notation(), at.getSheet() && at.getSheet().getName()];
      });
    }
    function ofColumn(a1) { return sheet().getRange(a1).getDeveloperMetadata().map((one) => one.getKey()); }
    function within() {
      const count = (home) => home.createDeveloperMetadataFinder().find().length;
      return [count(SpreadsheetApp.getActive()), count(sheet()), count(sheet().getRange("C:D")), count(sheet().getRange("D:E"))];
    }
    function change() {
      const [one] = sheet().getRange("C:C").getDeveloperMetadata();
      one.setValue("Leads.title");
      sheet().getDeveloperMetadata()[0].remove();
    }
    function misplaced() { sheet().getRange("A1").addDeveloperMetadata("field"); }`;

  test("of the script are seen by the API", async () => {
    const { ask, call } = await faces(code);
    ask("mark");
    const { matchedDeveloperMetadata } = call("POST", "/developerMetadata:search", {
      dataFilters: [{ developerMetadataLookup: { metadataKey: "field", locationType: "COLUMN" } }],
    });
    expect(matchedDeveloperMetadata).toMatchObject([
      {
        developerMetadata: {
          metadataKey: "field",
          metadataValue: "Leads.country",
          visibility: "DOCUMENT",
          location: { locationType: "COLUMN", dimensionRange: { dimension: "COLUMNS", startIndex: 2, endIndex: 3 } },
        },
      },
    ]);
    expect(ask("found")).toEqual([
      ["Leads.country", "DOCUMENT", "COLUMN", "C:C", null],
      ["Leads", "PROJECT", "SHEET", null, "Sheet1"],
    ]);
    expect(ask("ofColumn", "C:C")).toEqual(["field"]);
    expect(ask("ofColumn", "D:D")).toEqual([]);
    expect(ask("within")).toEqual([3, 2, 1, 0]);
  });

  test("of the API are seen by the script, and go along with their column", async () => {
    const { ask, batch } = await faces(code);
    const dimensionRange = { sheetId: 0, dimension: "COLUMNS", startIndex: 2, endIndex: 3 };
    batch({
      createDeveloperMetadata: {
        developerMetadata: { metadataKey: "field", visibility: "DOCUMENT", location: { dimensionRange } },
      },
    });
    expect(ask("found")).toEqual([[null, "DOCUMENT", "COLUMN", "C:C", null]]);
    batch({ insertDimension: { range: { ...dimensionRange, startIndex: 0, endIndex: 1 } } });
    expect(ask("found")).toEqual([[null, "DOCUMENT", "COLUMN", "D:D", null]]);
  });

  test("are changed and removed", async () => {
    const { ask } = await faces(code);
    ask("mark");
    ask("change");
    expect(ask("found")).toEqual([["Leads.title", "DOCUMENT", "COLUMN", "C:C", null]]);
    expect(() => ask("misplaced")).toThrow("Adding developer metadata to arbitrary ranges is not currently supported.");
  });
});

describe("conditional formats", () => {
  const code = `
    const sheet = () => SpreadsheetApp.getActiveSheet();
    function add() {
      const rule = SpreadsheetApp.newConditionalFormatRule().whenTextStartsWith("Held").setBackground("#f4cccc")
        .setFontColor("#990000").setRanges([sheet().getRange("G2:G1000")]).build();
      const other = SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied("=$A1=1").setBold(true)
        .setRanges([sheet().getRange("A1:B2")]).build();
      sheet().setConditionalFormatRules(sheet().getConditionalFormatRules().concat([rule, other]));
    }
    function rules() {
      return sheet().getConditionalFormatRules().map((rule) => {
        const when = rule.getBooleanCondition();
        return [rule.getRanges().map((one) => one.getA1Notation()), when.getCriteriaType().toString(), when.getCriteriaValues(),
          when.getBackground(), when.getFontColor(),
          when.getCriteriaType() === SpreadsheetApp.BooleanCriteria.TEXT_STARTS_WITH];
      });
    }
    function keepOthers() {
      const text = (rule) => String(rule.getBooleanCondition().getCriteriaValues()[0]);
      sheet().setConditionalFormatRules(sheet().getConditionalFormatRules().filter((rule) => text(rule) !== "Held"));
    }
    function incomplete() { SpreadsheetApp.newConditionalFormatRule().whenTextEqualTo("x").build(); }`;

  test("of the script are the API's, and the other way round", async () => {
    const { ask, get, batch } = await faces(code);
    ask("add");
    const { sheets } = get("sheets.conditionalFormats");
    expect(sheets[0].conditionalFormats[0]).toMatchObject({
      ranges: [{ startRowIndex: 1, endRowIndex: 1000, startColumnIndex: 6, endColumnIndex: 7 }],
      booleanRule: {
        condition: { type: "TEXT_STARTS_WITH", values: [{ userEnteredValue: "Held" }] },
        format: { textFormat: { foregroundColor: { red: 0.6 } } },
      },
    });
    const condition = { type: "TEXT_EQ", values: [{ userEnteredValue: "OK" }] };
    batch({
      addConditionalFormatRule: {
        index: 2,
        rule: { ranges: [{ sheetId: 0, startColumnIndex: 3, endColumnIndex: 4 }], booleanRule: { condition } },
      },
    });
    expect(ask("rules")).toEqual([
      [["G2:G1000"], "TEXT_STARTS_WITH", ["Held"], "#f4cccc", "#990000", true],
      [["A1:B2"], "CUSTOM_FORMULA", ["=$A1=1"], null, null, false],
      [["D:D"], "TEXT_EQUAL_TO", ["OK"], null, null, false],
    ]);
  });

  test("are replaced as a list, the operator's own among them", async () => {
    const { ask } = await faces(code);
    ask("add");
    ask("keepOthers");
    expect((ask("rules") as unknown[][]).map(([, type]) => type)).toEqual(["CUSTOM_FORMULA"]);
  });

  test("need a range", async () => {
    const { ask } = await faces(code);
    expect(() => ask("incomplete")).toThrow("must have a range");
  });
});

test("data validation is the same on both faces", async () => {
  const { ask, get, batch } = await faces(`
    const sheet = () => SpreadsheetApp.getActiveSheet();
    function set() {
      const rule = SpreadsheetApp.newDataValidation().requireValueInRange(sheet().getRange("D2:D9")).setAllowInvalid(true)
        .setHelpText("Pick one.").build();
      sheet().getRange("A2:A3").setDataValidation(rule);
    }
    function rule(a1) {
      const rule = sheet().getRange(a1).getDataValidation();
      if (rule === null) return null;
      const [first, shown] = rule.getCriteriaValues();
      return [rule.getCriteriaType().toString(), first.getA1Notation ? first.getA1Notation() : first, shown,
        rule.getAllowInvalid(), rule.getHelpText()];
    }
    function clear() { sheet().getRange("A2").setDataValidation(null); }`);
  ask("set");
  const { sheets } = get("sheets.data.rowData.values.dataValidation&includeGridData=true");
  expect(sheets[0].data[0].rowData[1].values[0].dataValidation).toEqual({
    condition: { type: "ONE_OF_RANGE", values: [{ userEnteredValue: "=Sheet1!$D$2:$D$9" }] },
    inputMessage: "Pick one.",
    showCustomUi: true,
  });
  expect(ask("rule", "A3")).toEqual(["VALUE_IN_RANGE", "D2:D9", true, true, "Pick one."]);
  ask("clear");
  expect(ask("rule", "A2")).toBeNull();
  batch({
    setDataValidation: {
      range: { sheetId: 0, startRowIndex: 4, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 1 },
      rule: { condition: { type: "ONE_OF_LIST", values: [{ userEnteredValue: "Ghana" }] }, strict: true },
    },
  });
  expect(ask("rule", "A5")).toEqual(["VALUE_IN_LIST", ["Ghana"], false, false, null]);
});

test("protections are the same on both faces", async () => {
  const { ask, get, batch } = await faces(`
    const sheet = () => SpreadsheetApp.getActiveSheet();
    const type = SpreadsheetApp.ProtectionType;
    function protect() {
      sheet().getRange("G:G").protect().setWarningOnly(true).setDescription("Status is written by the add-on");
      sheet().protect().setDescription("all of it");
    }
    function list() {
      const facts = (one) => [one.getRange().getA1Notation(), one.isWarningOnly(), one.getDescription()];
      return [sheet().getProtections(type.RANGE).map(facts), SpreadsheetApp.getActive().getProtections(type.SHEET).map(facts)];
    }
    function remove() { sheet().getProtections(type.RANGE).forEach((one) => one.remove()); }`);
  ask("protect");
  const { sheets } = get("sheets.protectedRanges(range,warningOnly,description)");
  expect(sheets[0].protectedRanges).toMatchObject([
    { range: { startColumnIndex: 6, endColumnIndex: 7 }, warningOnly: true },
    { range: {}, description: "all of it" },
  ]);
  batch({
    addProtectedRange: {
      protectedRange: { range: { sheetId: 0, startRowIndex: 0, endRowIndex: 1 }, description: "header" },
    },
  });
  expect(ask("list")).toEqual([
    [
      ["G:G", true, "Status is written by the add-on"],
      ["A1:Z1", false, "header"],
    ],
    [["A1:Z1000", false, "all of it"]],
  ]);
  ask("remove");
  expect((ask("list") as unknown[][]).map((list) => list.length)).toEqual([0, 1]);
});

test("values, formats and notes are the same on both faces", async () => {
  const { ask, call, get } = await faces(`
    function write() {
      const sheet = SpreadsheetApp.getActiveSheet();
      sheet.getRange("A1:B1").setValues([["Ada", 5]]).setNumberFormats([["@", "0.0"]]).setWrap(true);
      sheet.getRange("A1").setNote("call back");
    }
    function read() { const range = SpreadsheetApp.getActiveSheet().getRange("A2:B2"); return [range.getValues()[0], range.getNumberFormats()[0]]; }`);
  ask("write");
  expect(call("GET", "/values/A1:B1").values).toEqual([["Ada", "5.0"]]);
  expect(
    get("sheets.data.rowData.values(note,userEnteredFormat)&includeGridData=true").sheets[0].data[0].rowData[0].values,
  ).toEqual([
    { note: "call back", userEnteredFormat: { numberFormat: { type: "TEXT", pattern: "@" }, wrapStrategy: "WRAP" } },
    { userEnteredFormat: { numberFormat: { type: "NUMBER", pattern: "0.0" }, wrapStrategy: "WRAP" } },
  ]);
  call("PUT", "/values/A2?valueInputOption=USER_ENTERED", { values: [["12%", "x"]] });
  expect(ask("read")).toEqual([
    [0.12, "x"],
    ["0%", "0.###############"],
  ]);
});
