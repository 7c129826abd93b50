import { describe, expect, test } from "vitest";
import { OWN_HEADERS } from "../../shared/workbook";
import { batchUpdate } from "../../workbench/api/batch-update";
import { cellOf, withEntry } from "../../workbench/book/cell";
import { ADA, type Desk, LEADS_TAB, openDesk, people } from "./desk";

describe("headers", () => {
  const note = (desk: Desk) => {
    const slot = desk.book.sheet(LEADS_TAB)!.slot(0, desk.statusAt());
    return typeof slot === "object" ? (slot.note ?? "") : "";
  };

  test("a trouble is said once, at the Status header, and taken back when it is over", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    desk.type(1, 1, "Last Name");
    expect(note(desk)).toContain("are both headers for the last name");
    expect(desk.statuses()).toEqual(["To check", "To check", "To check"]);
    desk.type(1, 1, "First Name");
    expect(note(desk)).toBe("");
    expect(desk.statuses()).toEqual(["OK", "OK", "OK"]);
  });

  test("a team's own header is read from its tab, known at edits, and refused where it is one of another column", async () => {
    const desk = await openDesk(people(2), { headers: ["Account"] });
    const { book, books } = desk;
    batchUpdate({ book, nextId: books.nextId }, [
      { addSheet: { properties: { sheetId: 78, title: OWN_HEADERS, hidden: true } } },
    ]);
    const tab = book.sheet(78)!;
    const write = (row: number, cells: string[]) => {
      for (const [column, text] of cells.entries())
        tab.put(row, column, withEntry(tab.slot(row, column), { value: text }));
    };
    write(0, ["Tab", "Column", "Header"]);
    write(1, ["Leads", "Company", "Account"]);
    desk.setUp();
    expect(desk.statuses()).toEqual(["OK", "OK"]);
    desk.type(3, 0, "");
    expect(desk.statuses()).toEqual(["OK", "To fill: company"]);
    write(1, ["Leads", "Company", "Location"]);
    desk.host.choose(ADA, "menuCheckAll");
    expect(desk.asked().at(-1)!.text).toContain('"Location" cannot be a header for Company in Leads');
  });

  test("a title above the header is named, and its row", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 0, count: 2 });
    desk.host.choose(ADA, "menuCheckAll");
    expect(desk.asked().at(-1)!.text).toMatch(/^Row 3 of Leads looks like the header\.\s+Delete the rows above it\./);
  });

  test("a renamed column keeps its field", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    desk.type(1, 3, "Berufsbezeichnung");
    desk.type(2, 3, "");
    expect(desk.status(2)).toBe("To fill: title");
    expect(note(desk)).toBe("");
  });

  test("an operator's own note at the Status header stays", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    sheet.put(0, 6, { ...cellOf(sheet.slot(0, 6)), note: "ask Ada" });
    desk.host.choose(ADA, "menuCheckAll");
    desk.type(1, 1, "Last Name");
    desk.type(1, 1, "First Name");
    expect(note(desk)).toBe("ask Ada");
  });

  test("a second column Status stops the writing, which is said at once; Clear marks knows which is ours", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    desk.type(1, 8, "Status");
    const said = "Leads has 2 columns named Status (G, I), so nothing is checked.";
    expect(desk.host.toasts(ADA).at(-1)!.message).toContain(said);
    desk.type(3, 8, "won");
    desk.type(3, 1, "");
    expect([desk.value(3, 6), desk.value(3, 8)]).toEqual(["To check", "won"]);
    desk.host.choose(ADA, "menuCheckAll");
    expect(desk.asked().at(-1)!.text).toContain(said);
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuClearMarks");
    expect([desk.value(3, 6), desk.value(3, 8)]).toEqual(["", "won"]);
  });

  test.each([
    ["renamed", (desk: Desk) => desk.type(1, 6, "Verdict")],
    [
      "deleted",
      (desk: Desk) =>
        desk.host.edit(ADA, { kind: "delete", sheetId: LEADS_TAB, dimension: "COLUMNS", at: 6, count: 1 }),
    ],
  ])("a Status column that was %s is missed at once, and set-up brings it back", async (_, undo) => {
    const desk = await openDesk(people(2));
    desk.setUp();
    undo(desk);
    expect(desk.host.toasts(ADA).at(-1)!.message).toMatch(/^Leads has no column Status.*Set up/);
    desk.setUp();
    expect(desk.statuses()).toEqual(["OK", "OK"]);
  });
});
