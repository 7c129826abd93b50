import { describe, expect, test } from "vitest";
import type { PersonEdit } from "../../../workbench/person/edit";
import { Refused } from "../../../workbench/person/refused";
import { ADA, hostOf, OBI, OWNER } from "./set-up";

const SCRIPT = `
  const column = () => SpreadsheetApp.getActive().getSheetByName("Sheet1").getRange("C1:C10");
  function setValues() { column().setValues(Array(10).fill(["x"])); }
  function clearContent() { column().clearContent(); }
  function setNote() { column().setNote("x"); }
  function sort() { column().sort(3); }
  const shutTo = () => SpreadsheetApp.getActiveSheet().getProtections(SpreadsheetApp.ProtectionType.RANGE)[0];
  function mayEdit() { return shutTo().canEdit(); }
  function beside() { column().offset(0, 1).setValue("x"); }`;

/** Column C shut to all but Obi, save its row 5. */
async function shut(protection: object = { editors: { users: [OBI] } }) {
  const parts = await hostOf(SCRIPT);
  parts.book.sheets[0].protectedRanges.push({
    protectedRangeId: 1,
    range: { sheetId: 0, startColumnIndex: 2, endColumnIndex: 3 },
    unprotectedRanges: [{ sheetId: 0, startRowIndex: 4, endRowIndex: 5, startColumnIndex: 2, endColumnIndex: 3 }],
    ...protection,
  });
  return parts;
}

const area = (top: number, bottom: number, left: number, right: number) => ({ sheetId: 0, top, bottom, left, right });
const type = (row: number, column: number): PersonEdit => ({ kind: "type", sheetId: 0, row, column, text: "x" });
const SHUT: [string, PersonEdit][] = [
  ["typing into it", type(0, 2)],
  ["a paste that touches it", { kind: "paste", sheetId: 0, top: 0, left: 1, rows: [["a", "b"]] }],
  ["clearing over it", { kind: "clear", area: area(0, 9, 0, 9) }],
  ["filling into it", { kind: "fill", source: area(0, 1, 1, 2), target: area(0, 1, 2, 3) }],
  ["copying into it", { kind: "copy", source: area(0, 1, 0, 1), to: { sheetId: 0, row: 0, column: 2 }, cut: false }],
  ["cutting out of it", { kind: "copy", source: area(0, 1, 2, 3), to: { sheetId: 0, row: 0, column: 0 }, cut: true }],
  ["sorting with it", { kind: "sort", area: area(0, 9, 0, 3), by: [{ column: 0, descending: false }] }],
  ["deleting a row through it", { kind: "delete", sheetId: 0, dimension: "ROWS", at: 0, count: 1 }],
  ["moving its column", { kind: "move", sheetId: 0, dimension: "COLUMNS", from: 2, count: 1, before: 0 }],
];

describe("a protected range", () => {
  test.each(SHUT)("refuses %s, and nothing runs", async (_, edit) => {
    const { host } = await shut();
    expect(() => host.edit(ADA, edit)).toThrow(Refused);
    expect(host.executions).toEqual([]);
  });

  test.each(["setValues", "clearContent", "setNote", "sort"])(
    "refuses %s to a script with the rights of somebody else",
    async (name) => {
      const { host } = await shut();
      expect(() => host.rpc(ADA, name)).toThrow("You are trying to edit a protected cell or object.");
      host.rpc(OBI, name);
      host.rpc(OWNER, name);
    },
  );

  test("lets its editors and the spreadsheet's owner in, and everyone beside it and into what it leaves open", async () => {
    const { host } = await shut();
    for (const person of [OBI, OWNER]) host.edit(person, type(0, 2));
    for (const edit of [type(0, 1), type(0, 3), type(4, 2)]) host.edit(ADA, edit);
    host.rpc(ADA, "beside");
    expect([ADA, OBI, OWNER].map((person) => host.rpc(person, "mayEdit"))).toEqual([false, true, true]);
  });

  test.each([
    ["only warns", { warningOnly: true, editors: { users: [OBI] } }],
    ["names no editors", {}],
  ])("that %s keeps nobody out", async (_, protection) => {
    const { host } = await shut(protection);
    host.edit(ADA, type(0, 2));
    host.rpc(ADA, "setValues");
  });
});
