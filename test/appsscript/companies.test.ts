import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, BEN, COMPANIES_TAB, type Desk, openDesk, people } from "./desk";

const companies = ({ book }: Desk) => book.sheet(COMPANIES_TAB)!;
const said = (desk: Desk, row: number, column = 2) => String(cellOf(companies(desk).slot(row - 1, column)).value ?? "");
const statuses = (desk: Desk, column = 2) =>
  companies(desk)
    .rows.slice(1)
    .map((_, i) => said(desk, i + 2, column));
const type = (desk: Desk, row: number, column: number, text: string) =>
  desk.host.edit(BEN, { kind: "type", sheetId: COMPANIES_TAB, row: row - 1, column, text });
const note = (desk: Desk, column = 2) => cellOf(companies(desk).slot(0, column)).note ?? "";
const told = (desk: Desk) => desk.asked().at(-1)!.text;
/** A desk whose Companies has a column of a person's, with these cells from row 1 on. */
const withColumn = async (cells: readonly string[]) => {
  const desk = await openDesk(people(1));
  cells.forEach((cell, i) => {
    companies(desk).put(i, 2, cell);
  });
  desk.setUp();
  return desk;
};

describe("Companies has a Status of its own", () => {
  test("that says while somebody types what Problems lists, in the words of Leads", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    expect(told(desk)).toContain("Added the column Status of Companies at C");
    expect(statuses(desk)).toEqual(["OK", "OK"]);
    type(desk, 4, 0, "Newco");
    expect(said(desk, 4)).toBe("To fill: HQ location");
    type(desk, 4, 1, "Untied States");
    expect(said(desk, 4)).toBe('Check: HQ location "Untied States", did you mean United States?');
    type(desk, 4, 0, "ACME ");
    type(desk, 4, 1, "NG");
    expect(said(desk, 4)).toBe("Repeat of row 2 (higher up)");
    type(desk, 2, 1, "#REF!");
    expect(statuses(desk)).toEqual(["Waits: HQ location shows an error (#REF!)", "OK", "OK"]);
    const { items } = desk.call("problems");
    expect(items).toMatchObject([{ tab: "Companies", row: 2, code: "CELL_ERROR" }]);
    expect(desk.status(2)).toBe("OK");
  });

  test("which moves with sorted and deleted rows, keeps its place when columns come, and is written over where somebody types into it", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    type(desk, 3, 1, "");
    const area = { sheetId: COMPANIES_TAB, top: 1, bottom: 3, left: 0, right: 3 };
    desk.host.edit(ADA, { kind: "sort", area, by: [{ column: 0, descending: true }] });
    expect(statuses(desk)).toEqual(["To fill: HQ location", "OK"]);
    desk.host.edit(ADA, { kind: "insert", sheetId: COMPANIES_TAB, dimension: "COLUMNS", at: 1, count: 1 });
    type(desk, 2, 2, "Togo");
    expect(statuses(desk, 3)).toEqual(["OK", "OK"]);
    type(desk, 3, 3, "done");
    expect(said(desk, 3, 3)).toBe("OK");
    desk.host.edit(ADA, { kind: "delete", sheetId: COMPANIES_TAB, dimension: "ROWS", at: 1, count: 1 });
    expect(statuses(desk, 3)).toEqual(["OK"]);
  });

  test("costs an edit one service call more at most, and an edit of Leads none", async () => {
    const desk = await openDesk(people(20));
    desk.setUp();
    type(desk, 2, 0, "Acme Holding");
    const edit = () => desk.host.executions.filter(({ trigger }) => trigger === "onEdit").at(-1)!.calls;
    expect(edit().total, JSON.stringify(edit().byName)).toBeLessThanOrEqual(7);
    desk.type(3, 4, "Togo");
    const { "Range.setValues": writes, "Finder.find": finds } = edit().byName as Record<string, number>;
    expect([writes ?? 0, finds ?? 0]).toEqual([0, 0]);
  });

  test("without colours, warning and texts once the marks are cleared; Check all rows brings them back", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const sheet = companies(desk);
    expect([sheet.conditionalFormats.length, sheet.protectedRanges.length]).toEqual([6, 1]);
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuClearMarks");
    type(desk, 3, 1, "");
    expect([sheet.conditionalFormats, sheet.protectedRanges, statuses(desk)]).toEqual([[], [], ["", ""]]);
    desk.host.choose(ADA, "menuCheckAll");
    expect(statuses(desk)).toEqual(["OK", "To fill: HQ location"]);
    expect(sheet.conditionalFormats).toHaveLength(6);
  });

  test("that says OK no longer while nothing can be judged", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    desk.type(1, 1, "Last Name");
    expect(statuses(desk)).toEqual(["To check", "To check"]);
    expect(note(desk)).toContain("are both headers for the last name");
    desk.type(1, 1, "First Name");
    expect([statuses(desk), note(desk)]).toEqual([["OK", "OK"], ""]);
  });

  test("which is left alone once it is called something else, and comes back with its name", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    type(desk, 1, 2, "Verdict");
    expect([statuses(desk), note(desk)]).toEqual([
      ["To check", "To check"],
      expect.stringContaining("Call it so again"),
    ]);
    type(desk, 2, 2, "call back in May");
    type(desk, 3, 1, "");
    desk.host.choose(ADA, "menuCheckAll");
    expect(statuses(desk)).toEqual(["call back in May", "To check"]);
    type(desk, 1, 2, "Status");
    expect([statuses(desk), note(desk)]).toEqual([["OK", "To fill: HQ location"], ""]);
  });
});

describe("a column of Companies that is a person's is never written into, though it is called Status", () => {
  test.each([
    ["with words of theirs", ["Status", "active", "left"]],
    ["empty so far", ["Status", "", ""]],
    ["in other letters", [" STATUS ", "active", ""]],
  ])("%s", async (_, cells) => {
    const desk = await withColumn(cells);
    expect(told(desk)).toContain("Companies!C1 says Status and is yours");
    type(desk, 3, 1, "Atlantis");
    type(desk, 1, 1, "HQ");
    desk.setUp();
    desk.host.choose(ADA, "menuCheckAll");
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuClearMarks");
    expect(companies(desk).rows.map((_, i) => said(desk, i + 1))).toEqual(cells);
    expect(said(desk, 1, 3)).toBe("");
    expect(desk.status(2)).toBe("");
  });

  test("which came beside ours, or in place of ours", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    type(desk, 1, 3, "Status");
    type(desk, 2, 3, "active");
    type(desk, 3, 1, "");
    expect([statuses(desk), statuses(desk, 3)]).toEqual([
      ["OK", "To fill: HQ location"],
      ["active", ""],
    ]);
    desk.host.edit(ADA, { kind: "delete", sheetId: COMPANIES_TAB, dimension: "COLUMNS", at: 2, count: 1 });
    type(desk, 3, 1, "Togo");
    type(desk, 3, 2, "new");
    expect(statuses(desk)).toEqual(["active", "new"]);
  });

  test("and is compared and kept like any other where a repeat is resolved", async () => {
    const desk = await withColumn(["Status", "", "active"]);
    type(desk, 3, 0, "Acme");
    type(desk, 3, 1, "Nigeria");
    const [{ tab, row, field, key, twin }] = desk.call("problems").items;
    const [keep, drop] = [
      { tab, row: twin.row, field, key: twin.key },
      { tab, row, field, key },
    ];
    expect(desk.call("compare", keep, drop).columns).toContain("Status");
    desk.call("keepOne", keep, drop);
    expect(statuses(desk)).toEqual(["active"]);
  });
});

test("a workbook that was set up before is asked to set up again, and gets the column", async () => {
  const desk = await openDesk(people(1));
  desk.setUp();
  const store = desk.host.properties.store("document");
  desk.host.edit(ADA, { kind: "delete", sheetId: COMPANIES_TAB, dimension: "COLUMNS", at: 2, count: 1 });
  const { companyStatus: _, ...columns } = JSON.parse(store.get("columns")!);
  store.set("columns", JSON.stringify(columns));
  store.set("version", "6");
  type(desk, 3, 1, "");
  expect(said(desk, 1)).toBe("");
  desk.host.answer(ADA, "YES");
  desk.host.choose(ADA, "menuProblems");
  expect(statuses(desk)).toEqual(["OK", "To fill: HQ location"]);
});
