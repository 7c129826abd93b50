import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sheetProperties } from "../../../workbench/book/book";
import { bookToJson } from "../../../workbench/book/book-json";
import { Sheet } from "../../../workbench/book/sheet";
import { deleteDimension } from "../../../workbench/book/structure";
import type { PersonEdit } from "../../../workbench/person/edit";
import { History } from "../../../workbench/person/history";
import { Refused } from "../../../workbench/person/refused";
import { area, bookWith, valuesOf } from "./books";

const undo: PersonEdit = { kind: "undo" };
const redo: PersonEdit = { kind: "redo" };
const type = (row: number, column: number, text: string): PersonEdit => ({
  kind: "type",
  sheetId: 0,
  row,
  column,
  text,
});

const index = (size: number) => fc.nat({ max: size - 1 });
const areas = fc
  .tuple(index(5), index(5), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .map(([top, left, height, width]) => area(top, top + height, left, Math.min(6, left + width)));
const scalar = fc.oneof(fc.constantFrom("", "a", "12", "11/23/2022", "b"), fc.integer(), fc.boolean());
const dimension = fc.constantFrom("ROWS" as const, "COLUMNS" as const);
const edits: fc.Arbitrary<PersonEdit> = fc.oneof(
  fc.record({ row: index(8), column: index(6), text: fc.constantFrom("x", "7", "1/2/2022", "") }).map((typed) => ({
    kind: "type" as const,
    sheetId: 0,
    ...typed,
  })),
  fc.array(fc.array(fc.option(scalar), { maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((rows) => ({
    kind: "paste" as const,
    sheetId: 0,
    top: 1,
    left: 1,
    rows,
  })),
  areas.map((one) => ({ kind: "clear" as const, area: one })),
  fc.tuple(areas, areas).map(([source, target]) => ({ kind: "fill" as const, source, target })),
  fc.tuple(areas, index(5), index(4), fc.boolean()).map(([source, row, column, cut]) => ({
    kind: "copy" as const,
    source,
    to: { sheetId: 0, row, column },
    cut,
  })),
  areas.map((one) => ({ kind: "sort" as const, area: one, by: [{ column: one.left, descending: false }] })),
  fc.tuple(dimension, index(6), fc.integer({ min: 1, max: 2 })).map(([side, at, count]) => ({
    kind: "insert" as const,
    sheetId: 0,
    dimension: side,
    at,
    count,
  })),
  fc.tuple(dimension, index(5), fc.integer({ min: 1, max: 2 })).map(([side, at, count]) => ({
    kind: "delete" as const,
    sheetId: 0,
    dimension: side,
    at,
    count,
  })),
  fc.tuple(dimension, index(5), index(6)).map(([side, from, before]) => ({
    kind: "move" as const,
    sheetId: 0,
    dimension: side,
    from,
    count: 1,
    before,
  })),
);

/** A grid with room for every random edit, and marks on it. */
function marked() {
  const book = bookWith([
    ["c", 1, true],
    ["a", 2, false],
    ["b", 3, "z"],
  ]);
  const sheet = book.sheets[0];
  sheet.properties.gridProperties = { rowCount: 40, columnCount: 40 };
  sheet.conditionalFormats = [{ ranges: [{ sheetId: 0, startColumnIndex: 1, endColumnIndex: 2 }], booleanRule: {} }];
  sheet.protectedRanges = [{ protectedRangeId: 5, range: { sheetId: 0, startRowIndex: 0, endRowIndex: 1 } }];
  sheet.columnProperties.set(2, { pixelSize: 300 });
  book.developerMetadata = [
    {
      metadataId: 9,
      metadataKey: "field",
      location: {
        locationType: "COLUMN",
        dimensionRange: { sheetId: 0, dimension: "COLUMNS", startIndex: 1, endIndex: 2 },
      },
      visibility: "DOCUMENT",
    },
  ];
  return book;
}

const saved = (book: Parameters<typeof bookToJson>[0]) => JSON.parse(JSON.stringify(bookToJson(book)));

test("whatever was done, undoing it all gives the book of before, and redoing it all the book of after", () => {
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 12 }), (all) => {
      const book = marked();
      const history = new History(book);
      const before = saved(book);
      let done = 0;
      for (const edit of all) {
        try {
          history.apply(edit);
          done++;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      }
      const after = saved(book);
      for (let step = 0; step < done; step++) history.apply(undo);
      expect(saved(book)).toEqual(before);
      for (let step = 0; step < done; step++) history.apply(redo);
      expect(saved(book)).toEqual(after);
    }),
    { numRuns: 150 },
  );
});

describe("what others wrote in between", () => {
  test("stays, where the person wrote nothing", () => {
    const book = bookWith([["old", "", "OK"]]);
    const history = new History(book);
    history.apply(type(0, 0, "new"));
    book.sheets[0].put(0, 2, "Held: country is missing");
    history.apply(undo);
    expect(valuesOf(book, 1, 3)).toEqual([["old", "", "Held: country is missing"]]);
    history.apply(redo);
    expect(valuesOf(book, 1, 3)).toEqual([["new", "", "Held: country is missing"]]);
  });

  test("stays when deleted rows come back", () => {
    const book = bookWith([["a"], ["b"], ["c"]]);
    const history = new History(book);
    history.apply({ kind: "delete", sheetId: 0, dimension: "ROWS", at: 0, count: 1 });
    book.sheets[0].put(1, 1, "a script was here");
    book.developerMetadata.push({ metadataId: 1, metadataKey: "x", location: { spreadsheet: true } });
    history.apply(undo);
    expect(valuesOf(book, 3, 2)).toEqual([
      ["a", ""],
      ["b", ""],
      ["c", "a script was here"],
    ]);
    expect(book.developerMetadata).toHaveLength(1);
  });

  test("ends what can be undone, when it moved the cells", () => {
    const book = bookWith([["a"]]);
    const history = new History(book);
    history.apply(type(0, 0, "b"));
    book.sheets[0].grow(9, 0);
    expect(() => history.apply(undo)).toThrow("There is nothing to undo.");
    expect(valuesOf(book, 1, 1)).toEqual([["b"]]);
  });
});

test("a new edit ends what could be redone", () => {
  const history = new History(bookWith([["a"]]));
  history.apply(type(0, 0, "b"));
  history.apply(undo);
  history.apply(type(0, 0, "c"));
  expect(() => history.apply(redo)).toThrow("There is nothing to redo.");
});

describe("what others did", () => {
  const grow = (sheet: Sheet) => {
    sheet.properties.gridProperties.rowCount += 5;
  };

  test("on another tab takes no step away, on the same tab those of that tab alone", () => {
    const book = bookWith([["a", "b"]]);
    book.sheets.push(new Sheet(sheetProperties(7, "Summary", 10, 4)));
    const history = new History(book);
    history.apply(type(0, 0, "x"));
    history.apply({ ...type(0, 0, "y"), sheetId: 7 } as PersonEdit);
    grow(book.sheet(7)!);
    history.apply(undo);
    expect(valuesOf(book, 1, 2)).toEqual([["a", "b"]]);
    expect(book.sheet(7)!.slot(0, 0)).toBe("y");
    history.apply(redo);
    grow(book.sheet(0)!);
    expect(() => history.apply(undo)).toThrow("There is nothing to undo.");
  });

  test("a script did at a person's wish is one step of theirs, cells before which people are warned and hidden tabs aside", () => {
    const book = bookWith([
      ["a", "b", "OK"],
      ["c", "d", "OK"],
    ]);
    const [sheet] = book.sheets;
    sheet.protectedRanges = [{ warningOnly: true, range: { sheetId: 0, startColumnIndex: 2, endColumnIndex: 3 } }];
    book.sheets.push(new Sheet({ ...sheetProperties(7, "Hidden"), hidden: true }));
    const history = new History(book);
    history.apply(type(0, 0, "x"));
    history.record(() => {
      sheet.put(0, 2, "Check");
      book.sheet(7)!.put(0, 0, "note");
    });
    history.record(() => {
      sheet.put(0, 1, "y");
      sheet.put(1, 0, "z");
      sheet.put(1, 2, "Check");
    });
    const applied = history.apply(undo);
    expect(applied).toMatchObject({ change: "EDIT", area: area(0, 2, 0, 2) });
    expect(valuesOf(book, 2, 3)).toEqual([
      ["x", "b", "Check"],
      ["c", "d", "Check"],
    ]);
    history.apply(redo);
    expect(valuesOf(book, 2, 2)).toEqual([
      ["x", "y"],
      ["z", "d"],
    ]);
    history.apply(undo);
    history.apply(undo);
    expect(valuesOf(book, 1, 1)).toEqual([["a"]]);
  });

  test("a row that a script deletes comes back whole, and steps before it can still be undone", () => {
    const book = bookWith([["a"], ["b"], ["c"]]);
    const history = new History(book);
    history.apply(type(0, 0, "x"));
    history.record(() => {
      book.sheets[0].put(0, 1, "merged");
      deleteDimension(book, book.sheets[0], "ROWS", 1, 2);
    });
    expect(valuesOf(book, 2, 2)).toEqual([
      ["x", "merged"],
      ["c", ""],
    ]);
    history.apply(undo);
    expect(valuesOf(book, 3, 2)).toEqual([
      ["x", ""],
      ["b", ""],
      ["c", ""],
    ]);
    history.apply(undo);
    expect(valuesOf(book, 1, 1)).toEqual([["a"]]);
    history.apply(redo);
    history.apply(redo);
    expect([book.sheets[0].rowCount, ...valuesOf(book, 2, 1).flat()]).toEqual([7, "x", "c"]);
  });
});
