import { describe, expect, test } from "vitest";
import type { SheetCell } from "../../../appsscript/check/sheet-input";
import { checked, companyTab, input, LEADS_HEADER, tab } from "./sheet";

const time = "2026-11-20 10:00:00";
const listed = (leads: SheetCell[][], companies: SheetCell[][] = [["Acme", "Nigeria"]]) =>
  checked(input(tab([LEADS_HEADER, ...leads]), companyTab(...companies))).problems();

test("a problem has its place, its sentence, what the cell says, what may be meant, and whom it is about", () => {
  const { items } = listed([
    ["Acme", "Ada", "Obi", "CTO", " Untied  States", time],
    ["", "", "Ode", "CTO", "Ghana", "31/10/2026 9:00"],
    ["Acmee", "Cia", "Pau", "CFO", "Ghana", time],
  ]);
  expect(items.map(({ key, ...item }) => item)).toEqual([
    {
      tab: "Leads",
      row: 2,
      cell: "E2",
      field: "country",
      code: "UNKNOWN_COUNTRY",
      sentence: 'country "Untied States" is unknown, did you mean United States?',
      value: " Untied  States",
      suggestions: ["United States"],
      twin: null,
      pair: null,
      same: 1,
      rowName: "Ada Obi, Acme",
    },
    expect.objectContaining({ cell: "A3", code: "MISSING", value: "", suggestions: [], rowName: "Ode" }),
    expect.objectContaining({ cell: "B3", code: "MISSING" }),
    expect.objectContaining({ cell: "F3", code: "BAD_TIMESTAMP", suggestions: ["2026-10-31 9:00"] }),
    expect.objectContaining({ cell: "A4", code: "UNKNOWN_COMPANY", value: "Acmee", suggestions: ["Acme"] }),
  ]);
});

test("rows of Companies are listed after those of Leads", () => {
  const { items, counts } = listed(
    [["Acme", "Ada", "Obi", "", "Ghana", time]],
    [
      ["Acme", ""],
      ["Acme", "Ghana"],
    ],
  );
  expect(items.map(({ tab, cell, rowName }) => [tab, cell, rowName])).toEqual([
    ["Leads", "D2", "Ada Obi, Acme"],
    ["Companies", "B2", "Acme"],
  ]);
  expect(counts).toEqual({ read: 1, blank: 0, clean: 0, duplicate: 0, held: 1 });
});

test("two leads that may be one are listed once, with the lower row, by the names that were typed", () => {
  const { items, kinds, total } = listed([
    ["Acme", "Zoë", "Obi", "CTO", "USA", time],
    ["acme", "Zoe", "OBI", "CTO", "United States", time],
    ["ACME", "Zöe", "O'Neil", "CTO", "United States", time],
    ["Acme", "Zoe", "O’neil", "CTO", "US", time],
    ["Acme", "zoé", "O'neil", "CTO", "US", time],
  ]);
  expect(items.map(({ cell, twin, pair }) => [cell, twin?.row, pair])).toEqual([
    ["3", 2, { one: ["acme", "Zoe", "OBI", "United States"], other: ["Acme", "Zoë", "Obi", "United States"] }],
    ["5", 4, { one: ["Acme", "Zoe", "O’neil", "United States"], other: ["ACME", "Zöe", "O'Neil", "United States"] }],
    ["6", 4, { one: ["Acme", "zoé", "O'neil", "United States"], other: ["ACME", "Zöe", "O'Neil", "United States"] }],
  ]);
  expect([kinds, total]).toEqual([[{ code: "POSSIBLE_DUPLICATE", rows: 3, holds: false }], 3]);
});

describe("when there are more problems than fit", () => {
  const leads = Array.from({ length: 900 }, (_, i): SheetCell[] => ["Nobody", `Ada ${i}`, "Obi", "CTO", "Ghana", time]);
  for (const i of [100, 899]) leads[i][3] = "";
  for (let i = 300; i < 700; i++) leads[i][4] = "Korea";
  const list = listed(leads);

  test("every kind is counted, by rows, most first", () => {
    expect(list.kinds).toEqual([
      { code: "UNKNOWN_COMPANY", rows: 900, holds: false },
      { code: "AMBIGUOUS_COUNTRY", rows: 400, holds: false },
      { code: "MISSING", rows: 2, holds: true },
    ]);
    expect(list.total).toBe(1302);
  });

  test("500 are listed, the rare kinds whole, in the order of the sheet", () => {
    const count = (code: string) => list.items.filter((item) => item.code === code).length;
    expect(["MISSING", "AMBIGUOUS_COUNTRY", "UNKNOWN_COMPANY"].map(count)).toEqual([2, 249, 249]);
    expect(list.items.map(({ row }) => row)).toEqual(list.items.map(({ row }) => row).sort((a, b) => a - b));
  });

  test("a row with two problems of a kind counts once among the rows", () => {
    const { kinds, total } = listed([["Acme", "", "", "CTO", "Ghana", time]]);
    expect(kinds).toEqual([{ code: "MISSING", rows: 1, holds: true }]);
    expect(total).toBe(2);
  });
});

test("a listing of 500 problems with cells of any length stays small enough to be sent", () => {
  const long = "x".repeat(40_000);
  const leads = Array.from({ length: 600 }, (_, i): SheetCell[] => [long, `Ada ${i}`, "Obi", "CTO", "Ghana", time]);
  expect(JSON.stringify(listed(leads).items).length).toBeLessThan(1_000_000);
});
