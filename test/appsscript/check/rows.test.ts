import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differing } from "../../../appsscript/check/differing";
import { findRow, rowKey } from "../../../appsscript/check/row-key";
import type { SheetCell } from "../../../appsscript/check/sheet-input";
import { stampable } from "../../../appsscript/check/stampable";
import { loadZone } from "../../../exporter/words/zone";
import { checked, input, LEADS_HEADER, tab } from "./sheet";

describe("the block of Status that must be written", () => {
  const text: fc.Arbitrary<string> = fc.constantFrom("OK", "", "Waits");
  const texts = fc.array(text, { maxLength: 12 });
  const both = texts.chain((current) =>
    fc.tuple(fc.constant(current), fc.array(text, { minLength: current.length, maxLength: current.length })),
  );

  test("makes every row say what is wanted, and begins and ends with a change", () => {
    fc.assert(
      fc.property(both, ([current, wanted]) => {
        const block = differing(current, wanted);
        if (block === null) {
          expect(current).toEqual(wanted);
          return;
        }
        const { from, statuses } = block;
        expect(current.toSpliced(from, statuses.length, ...statuses)).toEqual(wanted);
        expect(statuses[0]).not.toBe(current[from]);
        expect(statuses.at(-1)).not.toBe(current[from + statuses.length - 1]);
      }),
    );
  });
});

describe("a row is known again", () => {
  const header = ["Status", ...LEADS_HEADER];
  const row = (name: string, status = "OK"): SheetCell[] => [
    status,
    "Acme",
    name,
    "Obi",
    "CTO",
    "Nigeria",
    new Date("2026-11-20T09:00:00Z"),
  ];
  const keyOf = (rows: SheetCell[][], sheetRow: number) =>
    checked(input(tab([header, ...rows])))
      .problems()
      .items.flatMap((item) => [item, ...(item.twin === null ? [] : [item.twin])])
      .find((one) => one.row === sheetRow)!.key;

  test("where it stands now, whatever its Status says and however its columns stand", () => {
    const key = keyOf([row("Zoë"), row("Zoe"), row("Ben")], 3);
    const after = tab([header, row("Ben"), row("Ada"), row("Zoë", "To check"), row("Zoe", "Check")]);
    expect(findRow(after, key, 3)).toBe(5);
    const moved = tab(after.values.map((cells) => [...cells.slice(1), cells[0]!]));
    expect(findRow(moved, key, 3)).toBe(5);
  });

  test("the nearest of several that are alike; none when it was changed or deleted", () => {
    const key = keyOf([row("Zoë"), row("Zoe")], 2);
    const alike = tab([header, row("Zoë"), row("Ada"), row("Ada"), row("Zoë"), row("Zoe")]);
    expect(findRow(alike, key, 2)).toBe(2);
    expect(findRow(alike, key, 4)).toBe(5);
    expect(findRow(alike, key, 900)).toBe(5);
    expect(findRow(tab([header, row("Ada")]), key, 2)).toBeNull();
    expect(findRow(tab([header]), key, 2)).toBeNull();
  });

  test("texts, numbers and dates that look alike are different cells", () => {
    const cells: SheetCell[] = ["7", 7, true, "true", "", new Date(7), '{"date":7}'];
    expect(new Set(cells.map((cell) => rowKey([cell], [0]))).size).toBe(cells.length);
    expect(rowKey(["a", "b"], [0, 1])).not.toBe(rowKey(["ab", ""], [0, 1]));
  });
});

describe("a row may be stamped", () => {
  const zone = loadZone("Africa/Lagos");
  const full = ["Acme", "Ada", "Obi", "CTO", "Nigeria"];
  const rows: SheetCell[][] = [
    [...full, ""],
    [...full, new Date("2026-11-20T09:00:00Z")],
    [...full.with(3, " "), ""],
    [...full.with(4, "Atlantis"), ""],
    [...full.with(1, "#REF!"), ""],
    [...full, "soon"],
    ["", "", "", "", "", ""],
    [7, ...full.slice(1), ""],
  ];

  test("when nothing is missing but its timestamp; a warning does not matter", () => {
    expect(stampable(tab([LEADS_HEADER, ...rows]), 1, 99, zone)).toEqual([2, 5, 9]);
  });

  test("only between the rows that are asked for", () => {
    expect(stampable(tab([LEADS_HEADER, ...rows]), 3, 5, zone)).toEqual([5]);
    expect(stampable(tab([LEADS_HEADER, ...rows]), 10, 99, zone)).toEqual([]);
  });

  test("and is good once it is", () => {
    const stamped = rows.map((row, i) => (i === 0 ? row.with(5, new Date("2026-11-22T12:00:00Z")) : row));
    expect(checked(input(tab([LEADS_HEADER, stamped[0]]))).statuses).toEqual(["OK"]);
  });

  test("none does while a header is missing", () => {
    expect(stampable(tab([LEADS_HEADER.slice(0, 5), full]), 1, 9, zone)).toEqual([]);
  });
});
