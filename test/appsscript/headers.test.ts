import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
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
    expect(desk.statuses()).toEqual(["OK", "OK", "OK"]);
    desk.type(1, 1, "First Name");
    expect(note(desk)).toBe("");
  });

  test("a renamed column keeps its field", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    desk.type(1, 3, "Berufsbezeichnung");
    desk.type(2, 3, "");
    expect(desk.status(2)).toBe("Held: title is missing");
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
    expect([desk.value(3, 6), desk.value(3, 8)]).toEqual(["OK", "won"]);
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
