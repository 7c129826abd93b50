import fc from "fast-check";
import { expect, test } from "vitest";
import type { RawColumn } from "../../../exporter/inputs/table";
import { numbersAsText } from "../../../exporter/rules/number-cells";
import { NUMBER } from "../../../shared/column-cells";

type Given = string | number;

/** A column as a JSON source delivers it: numbers beside the distinct texts. */
function column(cells: readonly Given[]): RawColumn {
  const texts = ["", ...new Set(cells.filter((cell) => typeof cell === "string" && cell !== ""))].map(String);
  const encoded = texts.map((text) => Buffer.from(text));
  const starts = Uint32Array.from(encoded, (_, i) => encoded.slice(0, i).reduce((sum, { length }) => sum + length, 0));
  return {
    header: "Title",
    codes: Int32Array.from(cells, (cell) => (typeof cell === "number" ? NUMBER : texts.indexOf(cell))),
    distinct: {
      size: texts.length,
      arena: Uint8Array.from(Buffer.concat(encoded)),
      starts,
      lengths: Uint32Array.from(encoded, ({ length }) => length),
    },
    numbers: Float64Array.from(cells, (cell) => (typeof cell === "number" ? cell : 0)),
    numbersAre: "number",
    nested: null,
  };
}

function texts({ distinct: { size, arena, starts, lengths } }: RawColumn): string[] {
  return Array.from({ length: size }, (_, i) =>
    Buffer.from(arena.subarray(starts[i], starts[i] + lengths[i])).toString(),
  );
}

const given = fc.oneof(
  fc.constantFrom<Given[]>("7", "7.5", "1e+21", "007", "", "é", 7, 7.5, 1e21, -0, 0, "0"),
  fc.double({ noNaN: true }),
);

test("each cell is its displayed text, and a number is the same distinct cell as a text that looks like it; the column given stays as it is", () => {
  fc.assert(
    fc.property(fc.array(given, { maxLength: 30 }), (cells) => {
      const given = column(cells);
      const read = numbersAsText(given, cells.length);
      const distinct = texts(read);
      expect(cells.map((_, row) => distinct[read.codes[row]])).toEqual(cells.map(String));
      expect(new Set(distinct).size).toBe(distinct.length);
      expect(given).toEqual(column(cells));
    }),
  );
});
