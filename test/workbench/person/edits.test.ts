import { describe, expect, test } from "vitest";
import { cellOf } from "../../../workbench/book/cell";
import type { PersonEdit } from "../../../workbench/person/edit";
import { History } from "../../../workbench/person/history";
import { area, bookWith, valuesOf } from "./books";

const type = (row: number, column: number, text: string): PersonEdit => ({
  kind: "type",
  sheetId: 0,
  row,
  column,
  text,
});

describe("typing", () => {
  test.each([
    ["Ada", "Ada"],
    ["12.5", 12.5],
    ["true", true],
    ["=1+1", "=1+1"],
    ["'007", "007"],
    ["11/23/2022", 44888],
    ["", ""],
  ])("%j is read as Sheets reads it", (text, value) => {
    const book = bookWith([["old"]]);
    new History(book).apply(type(0, 0, text));
    expect(valuesOf(book, 1, 1)).toEqual([[value]]);
  });

  test("a day is before the month where the workbook's locale says so", () => {
    const book = bookWith([]);
    book.properties.locale = "en_GB";
    new History(book).apply(type(0, 0, "1/2/2022"));
    expect(valuesOf(book, 1, 1)).toEqual([[44593]]);
  });

  test("tells what a single cell held and holds", () => {
    const history = new History(bookWith([[5]]));
    expect(history.apply(type(0, 0, "true"))).toMatchObject({ cell: { oldValue: "5", value: "TRUE" } });
    expect(history.apply({ kind: "clear", area: area(0, 1, 0, 1) })).toMatchObject({
      cell: { oldValue: "TRUE", value: "" },
    });
  });

  test("the same again alters no cell", () => {
    expect(new History(bookWith([["Ada"]])).apply(type(0, 0, "Ada")).area).toBeUndefined();
  });

  test("outside the grid there is nothing to type into", () => {
    const book = bookWith([]);
    expect(() => new History(book).apply(type(8, 0, "x"))).toThrow("There is no such cell on the sheet.");
  });
});

describe("validation", () => {
  const rule = (strict: boolean, inputMessage?: string) => ({
    condition: { type: "ONE_OF_LIST", values: [{ userEnteredValue: "Ghana" }, { userEnteredValue: "Togo" }] },
    strict,
    ...(inputMessage === undefined ? {} : { inputMessage }),
  });
  const ruled = (validation: object) => {
    const book = bookWith([]);
    book.sheets[0].put(1, 1, { value: "Ghana", validation });
    return { book, history: new History(book) };
  };

  test("a rule that rejects refuses in its help text, and nothing changes", () => {
    const { book, history } = ruled(rule(true, "Pick a country from the list."));
    expect(() => history.apply(type(1, 1, "Untied States"))).toThrow("Pick a country from the list.");
    expect(cellOf(book.sheets[0].slot(1, 1)).value).toBe("Ghana");
    expect(() => history.apply({ kind: "undo" })).toThrow("There is nothing to undo.");
  });

  test("without a help text it names the cell", () => {
    const { history } = ruled(rule(true));
    expect(() => history.apply(type(1, 1, "x"))).toThrow("in cell B2 violates the data validation rules");
  });

  test.each([
    ["a listed value", rule(true), "Togo"],
    ["an emptied cell", rule(true), ""],
    ["anything, when the rule only warns", rule(false), "Untied States"],
  ])("%s passes, and the rule stays", (_, validation, text) => {
    const { book, history } = ruled(validation);
    history.apply(type(1, 1, text));
    expect(cellOf(book.sheets[0].slot(1, 1))).toEqual({ ...(text === "" ? {} : { value: text }), validation });
  });

  test("a list in a range is what its cells show", () => {
    const validation = {
      condition: { type: "ONE_OF_RANGE", values: [{ userEnteredValue: "=Sheet1!$D$1:$D" }] },
      strict: true,
    };
    const { book, history } = ruled(validation);
    book.sheets[0].put(0, 3, "Acme");
    history.apply(type(1, 1, "Acme"));
    expect(() => history.apply(type(1, 1, "Acne"))).toThrow("violates");
  });
});

describe("many cells at once", () => {
  test("a paste reads texts, leaves null alone, empties on '', and makes the grid grow", () => {
    const book = bookWith([["a", "b", "c"]]);
    const paste: PersonEdit = { kind: "paste", sheetId: 0, top: 0, left: 0, rows: [["1", null, ""], [true]] };
    expect(new History(book).apply(paste)).toMatchObject({ area: area(0, 2, 0, 3), cell: undefined });
    expect(valuesOf(book, 2, 3)).toEqual([
      [1, "b", ""],
      [true, "", ""],
    ]);
    new History(book).apply({ kind: "paste", sheetId: 0, top: 9, left: 7, rows: [["far"]] });
    expect([book.sheets[0].rowCount, book.sheets[0].columnCount]).toEqual([10, 8]);
  });

  test("clearing takes values and leaves formats, notes and validation", () => {
    const book = bookWith([]);
    const rest = { format: { textFormat: { bold: true } }, note: "call back", validation: { strict: false } };
    book.sheets[0].put(0, 0, { value: 1, ...rest });
    new History(book).apply({ kind: "clear", area: area(0, 8, 0, 6) });
    expect(book.sheets[0].slot(0, 0)).toEqual(rest);
  });

  test("filling repeats the source; formulas move along", () => {
    const book = bookWith([["=B1", 1]]);
    new History(book).apply({ kind: "fill", source: area(0, 1, 0, 2), target: area(1, 3, 0, 2) });
    expect(valuesOf(book, 3, 2)).toEqual([
      ["=B1", 1],
      ["=B2", 1],
      ["=B3", 1],
    ]);
  });

  test("copying takes formats along; cutting empties the source", () => {
    const book = bookWith([]);
    const bold = { value: "a", format: { textFormat: { bold: true } } };
    book.sheets[0].put(0, 0, bold);
    const history = new History(book);
    history.apply({ kind: "copy", source: area(0, 1, 0, 1), to: { sheetId: 0, row: 2, column: 2 }, cut: false });
    expect([book.sheets[0].slot(0, 0), book.sheets[0].slot(2, 2)]).toEqual([bold, bold]);
    history.apply({ kind: "copy", source: area(0, 1, 0, 1), to: { sheetId: 0, row: 3, column: 3 }, cut: true });
    expect([book.sheets[0].slot(0, 0), book.sheets[0].slot(3, 3)]).toEqual([undefined, bold]);
  });

  test("sorting keeps the order of equals, and puts empty cells last either way", () => {
    const rows = [
      ["b", 1],
      ["", 2],
      ["a", 3],
      ["b", 4],
    ];
    const sorted = (descending: boolean) => {
      const book = bookWith(rows);
      new History(book).apply({ kind: "sort", area: area(0, 4, 0, 2), by: [{ column: 0, descending }] });
      return valuesOf(book, 4, 2).map(([, number]) => number);
    };
    expect(sorted(false)).toEqual([3, 1, 4, 2]);
    expect(sorted(true)).toEqual([1, 4, 3, 2]);
  });
});

describe("rows and columns", () => {
  const rows = [["a"], ["b"], ["c"]];
  test.each<[string, PersonEdit, string, string[]]>([
    ["insert", { kind: "insert", sheetId: 0, dimension: "ROWS", at: 1, count: 1 }, "INSERT_ROW", ["a", "", "b", "c"]],
    ["delete", { kind: "delete", sheetId: 0, dimension: "ROWS", at: 0, count: 2 }, "REMOVE_ROW", ["c", "", "", ""]],
    [
      "move down",
      { kind: "move", sheetId: 0, dimension: "ROWS", from: 0, count: 1, before: 3 },
      "OTHER",
      ["b", "c", "a", ""],
    ],
    [
      "move up",
      { kind: "move", sheetId: 0, dimension: "ROWS", from: 1, count: 2, before: 0 },
      "OTHER",
      ["b", "c", "a", ""],
    ],
  ])("%s", (_, edit, change, column) => {
    const book = bookWith(rows);
    expect(new History(book).apply(edit).change).toBe(change);
    expect(valuesOf(book, 4, 1).flat()).toEqual(column);
  });

  test.each<PersonEdit>([
    { kind: "delete", sheetId: 0, dimension: "ROWS", at: 0, count: 8 },
    { kind: "delete", sheetId: 0, dimension: "COLUMNS", at: 5, count: 2 },
    { kind: "insert", sheetId: 0, dimension: "ROWS", at: 9, count: 1 },
    { kind: "move", sheetId: 0, dimension: "ROWS", from: 0, count: 1, before: 9 },
  ])("what the grid does not allow is refused: %j", (edit) => {
    const book = bookWith(rows);
    expect(() => new History(book).apply(edit)).toThrow(/rows|columns/);
    expect(valuesOf(book, 3, 1)).toEqual(rows);
  });
});
