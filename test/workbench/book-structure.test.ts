import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBook } from "../../workbench/book/book";
import type { Dimension } from "../../workbench/book/box";
import {
  deleteCells,
  deleteDimension,
  insertCells,
  insertDimension,
  moveDimension,
} from "../../workbench/book/structure";

const SIZE = 6;

/** A book whose cells say where they were: `r2c3`. */
function numbered() {
  const book = createBook({ id: "b", title: "t" });
  const [sheet] = book.sheets;
  sheet.properties.gridProperties = { rowCount: SIZE, columnCount: SIZE };
  sheet.edit(sheet.box, (_, row, column) => `r${row}c${column}`);
  return { book, sheet };
}

function grid({ sheet }: ReturnType<typeof numbered>): unknown[][] {
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) => sheet.slot(row, column)),
  );
}

const transposed = (cells: unknown[][]) => cells[0].map((_, column) => cells.map((row) => row[column]));
const empty = (count: number, width: number) => Array.from({ length: count }, () => new Array(width).fill(undefined));
const dimension = fc.constantFrom<Dimension>("ROWS", "COLUMNS");

/** Runs an edit on rows or columns and gives the grid before and after with that dimension first. */
function edited(which: Dimension, edit: (one: ReturnType<typeof numbered>) => void): [unknown[][], unknown[][]] {
  const one = numbered();
  const turn = which === "ROWS" ? (cells: unknown[][]) => cells : transposed;
  const before = turn(grid(one));
  edit(one);
  return [before, turn(grid(one))];
}

describe("rows and columns", () => {
  it("open up for what is inserted", () => {
    fc.assert(
      fc.property(dimension, fc.nat(SIZE), fc.integer({ min: 1, max: 3 }), (which, at, count) => {
        const [before, after] = edited(which, ({ book, sheet }) => insertDimension(book, sheet, which, at, count));
        expect(after).toEqual([...before.slice(0, at), ...empty(count, SIZE), ...before.slice(at)]);
      }),
    );
  });

  it("close up after what is deleted", () => {
    fc.assert(
      fc.property(dimension, fc.nat(SIZE - 2), fc.integer({ min: 1, max: 2 }), (which, from, count) => {
        const [before, after] = edited(which, ({ book, sheet }) =>
          deleteDimension(book, sheet, which, from, from + count),
        );
        expect(after).toEqual([...before.slice(0, from), ...before.slice(from + count)]);
      }),
    );
  });

  it("land before the one that stood at the destination", () => {
    fc.assert(
      fc.property(
        dimension,
        fc.nat(SIZE - 2),
        fc.integer({ min: 1, max: 2 }),
        fc.nat(SIZE),
        (which, from, count, to) => {
          fc.pre(to <= from || to >= from + count);
          const [before, after] = edited(which, ({ book, sheet }) =>
            moveDimension(book, sheet, which, from, from + count, to),
          );
          const taken = before.slice(from, from + count);
          const stays = (lines: unknown[][]) => lines.filter((line) => !taken.includes(line));
          expect(after).toEqual([...stays(before.slice(0, to)), ...taken, ...stays(before.slice(to))]);
        },
      ),
    );
  });

  it("in a part of the grid push and pull only that part", () => {
    const down = numbered();
    insertCells(down.sheet, { top: 1, bottom: 2, left: 0, right: 2 }, "ROWS");
    expect(
      grid(down)
        .slice(0, 3)
        .map((row) => row.slice(0, 3)),
    ).toEqual([
      ["r0c0", "r0c1", "r0c2"],
      [undefined, undefined, "r1c2"],
      ["r1c0", "r1c1", "r2c2"],
    ]);
    deleteCells(down.sheet, { top: 1, bottom: 2, left: 0, right: 2 }, "ROWS");
    expect(grid(down).slice(0, SIZE)).toEqual(grid(numbered()));
    const left = numbered();
    deleteCells(left.sheet, { top: 0, bottom: 1, left: 0, right: 2 }, "COLUMNS");
    expect(grid(left)[0].slice(0, 2)).toEqual(["r0c2", "r0c3"]);
  });
});

describe("what stands on rows and columns", () => {
  const at = (startRowIndex: number, endRowIndex: number) => ({
    sheetId: 0,
    startRowIndex,
    endRowIndex,
    startColumnIndex: 0,
    endColumnIndex: 2,
  });

  /** Everything that has a place, on rows 2 and 3. */
  function furnished() {
    const one = numbered();
    const { book, sheet } = one;
    sheet.merges = [at(2, 4)];
    sheet.conditionalFormats = [{ ranges: [at(2, 4)], booleanRule: {} }];
    sheet.protectedRanges = [{ protectedRangeId: 1, range: at(2, 4) }];
    sheet.basicFilter = { range: at(2, 4) };
    sheet.charts = [
      {
        chartId: 1,
        spec: { basicChart: { series: [{ series: { sourceRange: { sources: [at(2, 4)] } } }] } },
        position: { overlayPosition: { anchorCell: { sheetId: 0, rowIndex: 2, columnIndex: 0 } } },
      },
    ];
    sheet.rowGroups = [{ range: { sheetId: 0, dimension: "ROWS", startIndex: 2, endIndex: 4 }, depth: 1 }];
    sheet.rowProperties.set(2, { pixelSize: 50 });
    book.namedRanges = [{ namedRangeId: "n", name: "n", range: at(2, 4) }];
    const dimensionRange = { sheetId: 0, dimension: "ROWS", startIndex: 2, endIndex: 3 };
    book.developerMetadata = [{ metadataId: 1, metadataKey: "k", location: { locationType: "ROW", dimensionRange } }];
    sheet.put(5, 5, { formula: "=SUM(A3:A4)+B$3+Sheet1!A1" });
    return one;
  }

  function places({ book, sheet }: ReturnType<typeof numbered>): unknown {
    return {
      ranges: [
        sheet.merges[0],
        sheet.conditionalFormats[0]?.ranges[0],
        sheet.protectedRanges[0]?.range,
        sheet.basicFilter?.range,
        sheet.charts[0].spec.basicChart.series[0].series.sourceRange.sources[0],
        book.namedRanges[0]?.range,
      ].map((range) => range && [range.startRowIndex, range.endRowIndex]),
      anchor: sheet.charts[0].position.overlayPosition.anchorCell.rowIndex,
      group: sheet.rowGroups[0]?.range.startIndex,
      size: [...sheet.rowProperties.keys()],
      metadata: book.developerMetadata[0]?.location.dimensionRange.startIndex,
    };
  }

  it("moves when rows are inserted above, and grows when they are inserted inside", () => {
    const above = furnished();
    insertDimension(above.book, above.sheet, "ROWS", 0, 2);
    expect(places(above)).toEqual({ ranges: new Array(6).fill([4, 6]), anchor: 4, group: 4, size: [4], metadata: 4 });
    expect(above.sheet.slot(7, 5)).toEqual({ formula: "=SUM(A5:A6)+B$5+Sheet1!A3" });
    const inside = furnished();
    insertDimension(inside.book, inside.sheet, "ROWS", 3, 1);
    expect(places(inside)).toEqual({ ranges: new Array(6).fill([2, 5]), anchor: 2, group: 2, size: [2], metadata: 2 });
  });

  it("goes with its rows", () => {
    const one = furnished();
    deleteDimension(one.book, one.sheet, "ROWS", 2, 4);
    expect(places(one)).toEqual({
      ranges: new Array(6).fill(undefined),
      anchor: 2,
      group: undefined,
      size: [],
      metadata: undefined,
    });
    expect(one.sheet.slot(3, 5)).toEqual({ formula: "=SUM(#REF!)+#REF!+Sheet1!A1" });
  });

  it("moves along with its rows", () => {
    const one = furnished();
    moveDimension(one.book, one.sheet, "ROWS", 2, 4, 0);
    expect(places(one)).toEqual({ ranges: new Array(6).fill([0, 2]), anchor: 0, group: 0, size: [0], metadata: 0 });
  });

  it("comes back whole when a change fails", () => {
    const one = furnished();
    const before = JSON.stringify([places(one), grid(one)]);
    expect(() =>
      one.book.change(() => {
        deleteDimension(one.book, one.sheet, "ROWS", 1, 4);
        one.sheet.put(0, 0, "changed");
        throw new Error("no");
      }),
    ).toThrow("no");
    const restored = { book: one.book, sheet: one.book.sheets[0] };
    expect(JSON.stringify([places(restored), grid(restored)])).toBe(before);
  });
});
