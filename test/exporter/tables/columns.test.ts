import { expect, it } from "vitest";
import type { TextTable } from "../../../exporter/inputs/text-table";
import { type OutColumn, partsOf } from "../../../exporter/tables/columns";

/** A column of texts of these lengths; the bytes themselves do not matter here. */
function column(lengths: number[]): OutColumn {
  const texts: TextTable = {
    arena: new Uint8Array(0),
    extra: new Uint8Array(0),
    starts: new Uint32Array(lengths.length),
    lengths: Uint32Array.from(lengths),
    same: null,
  };
  return {
    name: "company",
    nullable: false,
    kind: "text",
    codes: Int32Array.from(lengths, (_, i) => i),
    texts,
  };
}

const MB = 1 << 20;

it.each<[string, number[], number, number[]]>([
  ["by rows", [1, 1, 1, 1, 1], 2, [2, 2, 1]],
  ["by bytes where cells are long", [30 * MB, 30 * MB, 30 * MB, 1, 1], 100, [2, 3]],
  ["one row at least, however long", [100 * MB, 1, 100 * MB], 100, [1, 1, 1]],
  ["into one empty part when there are no rows", [], 10, [0]],
])("cuts a table into row groups %s", (_, lengths, partRows, expected) => {
  const rows = Int32Array.from(lengths, (_, i) => i);
  const parts = partsOf([column(lengths)], rows, partRows);
  expect(parts.map((part) => part.rows.length)).toEqual(expected);
  expect(parts.flatMap((part) => [...part.rows])).toEqual([...rows]);
});
