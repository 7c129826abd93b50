import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRows } from "../../../workbench/csv";

describe("the sample's CSV", () => {
  it.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ['"a, b","say ""hi"""\n', [["a, b", 'say "hi"']]],
    ['"two\nlines",x\n', [["two\nlines", "x"]]],
    ["a,\n,\n\nb,c\n", [["a", ""], ["", ""], [""], ["b", "c"]]],
    ["", []],
  ])("%j", (text, rows) => {
    expect(csvRows(text)).toEqual(rows);
  });

  it("reads back whatever is written", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", " ", "é") });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        const text = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\n");
        expect(csvRows(`${text}\n`)).toEqual(table);
      }),
    );
  });
});
