import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnIndex, columnName, quoteTitle, readCells, writeRange } from "../../workbench/book/a1";
import { readEntered } from "../../workbench/book/entered";

describe("A1 notation", () => {
  it("names columns and reads them back", () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
    fc.assert(fc.property(fc.nat(18_277), (column) => columnIndex(columnName(column)) === column));
  });

  it("reads back the range it writes", () => {
    const size = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(fc.nat(5000), size, fc.nat(5000), size, (top, height, left, width) => {
        const text = writeRange("S", top, top + height, left, left + width);
        expect(readCells(text.slice(2))).toEqual({ top, bottom: top + height, left, right: left + width });
      }),
    );
  });

  it.each([
    ["Sheet1", "Sheet1"],
    ["D3", "'D3'"],
    ["R1C1", "'R1C1'"],
    ["Two words", "'Two words'"],
    ["It's", "'It''s'"],
    ["2026", "'2026'"],
    ["Été", "'Été'"],
  ])("%s stands before the mark as %s", (title, quoted) => expect(quoteTitle(title)).toBe(quoted));
});

describe("typing into a cell (en_US)", () => {
  const day = 44888;
  it.each([
    ["42", 42, undefined],
    ["-1,234.50", -1234.5, "NUMBER"],
    ["1e3", 1000, "SCIENTIFIC"],
    ["12.3%", 0.123, "PERCENT"],
    ["$5.25", 5.25, "CURRENCY"],
    ["(5)", -5, undefined],
    ["true", true, undefined],
    ["11/23/2022", day, "DATE"],
    ["2022-11-23", day, "DATE"],
    ["23-Nov-2022", day, "DATE"],
    ["Nov 23, 2022", day, "DATE"],
    ["11/23/22", day, "DATE"],
    ["11/23/2022 12:00", day + 0.5, "DATE_TIME"],
    ["2022-11-23T18:00:00", day + 0.75, "DATE_TIME"],
    ["6:00 PM", 0.75, "TIME"],
    ["'007", "007", undefined],
    ["007", 7, undefined],
    ["13/13/2022", "13/13/2022", undefined],
    ["1.2.3", "1.2.3", undefined],
    ["12abc", "12abc", undefined],
    ["", "", undefined],
    [" spaced ", " spaced ", undefined],
  ])("%j means %j", (text, value, type) => {
    const { value: read, numberFormat } = readEntered(text, "en_US");
    expect([read, numberFormat?.type]).toEqual([value, type]);
  });

  it("takes what starts with = for a formula", () => {
    expect(readEntered("=A1", "en_US")).toEqual({ formula: "=A1" });
  });

  it("takes the day first where the locale does", () => {
    const serial = (text: string, locale: string) => readEntered(text, locale).value;
    expect(serial("3/4/2022", "en_GB")).toBe(serial("2022-04-03", "en_GB"));
    expect(serial("3/4/2022", "en_US")).toBe(serial("2022-03-04", "en_US"));
  });
});
