import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBook } from "../../workbench/book/book";
import { bookFromJson, bookToJson } from "../../workbench/book/book-json";
import { slotOf } from "../../workbench/book/cell";
import { newApi } from "./api-caller";

const through = (book: Parameters<typeof bookToJson>[0]) => bookFromJson(JSON.parse(JSON.stringify(bookToJson(book))));

describe("a saved book", () => {
  it("comes back with everything on it", () => {
    const api = newApi(undefined, { locale: "fr_FR", timeZone: "Africa/Lagos" });
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
    const rows = { sheetId: 0, dimension: "ROWS", startIndex: 1, endIndex: 2 };
    const position = { overlayPosition: { anchorCell: { sheetId: 0, rowIndex: 3 } } };
    api.put("D1", [["x", "=D1", "11/23/2022", true, 1.5]], "USER_ENTERED");
    api.batch(
      {
        updateSheetProperties: {
          properties: { gridProperties: { frozenRowCount: 1 }, tabColor: { red: 1 } },
          fields: "gridProperties.frozenRowCount,tabColor",
        },
      },
      { addSheet: { properties: { title: "Hidden", hidden: true } } },
      {
        repeatCell: {
          range,
          cell: { note: "n", userEnteredFormat: { wrapStrategy: "WRAP" } },
          fields: "note,userEnteredFormat",
        },
      },
      { setDataValidation: { range, rule: { condition: { type: "BOOLEAN" } } } },
      { mergeCells: { range, mergeType: "MERGE_ALL" } },
      { addNamedRange: { namedRange: { name: "here", range } } },
      { addProtectedRange: { protectedRange: { range, warningOnly: true, description: "d" } } },
      {
        addConditionalFormatRule: {
          rule: { ranges: [range], booleanRule: { condition: { type: "BLANK" } } },
          index: 0,
        },
      },
      { addChart: { chart: { spec: { basicChart: { chartType: "BAR" } }, position } } },
      {
        createDeveloperMetadata: {
          developerMetadata: { metadataKey: "k", location: { dimensionRange: rows }, visibility: "PROJECT" },
        },
      },
      { addDimensionGroup: { range: rows } },
      { updateDimensionProperties: { range: rows, properties: { pixelSize: 40, hiddenByUser: true }, fields: "*" } },
      { setBasicFilter: { filter: { range } } },
    );
    const before = api.get("includeGridData=true");
    api.books.add(through(api.books.get("book1")!));
    expect(api.get("includeGridData=true")).toEqual(before);
  });

  it("is the same text however often it is saved and loaded", () => {
    const slot = fc.oneof(
      fc.constant(undefined),
      fc.string({ minLength: 1 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
      fc.boolean(),
      fc.record({ value: fc.string({ minLength: 1 }), note: fc.string({ minLength: 1 }) }).map(slotOf),
      fc.record({ formula: fc.constant("=A1"), format: fc.constant({ wrapStrategy: "WRAP" }) }).map(slotOf),
    );
    fc.assert(
      fc.property(fc.array(fc.array(slot, { maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const book = createBook({ id: "b", title: "t" });
        for (const [index, row] of rows.entries()) book.sheets[0].putRow(index, [...row]);
        const loaded = through(book);
        expect(JSON.stringify(bookToJson(loaded))).toBe(JSON.stringify(bookToJson(book)));
        for (const [index, row] of rows.entries()) {
          expect(row.map((_, column) => loaded.sheets[0].slot(index, column))).toEqual(row);
        }
      }),
    );
  });

  it.each([[{}], [null], ["text"], [[1]]])("%j is refused", (json) => {
    expect(() => bookFromJson(json)).toThrow("This is not a workbook saved by the local Google.");
  });
});
