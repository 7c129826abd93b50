import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, BEN, LEADS_TAB, openDesk, people } from "./desk";

describe("problems", () => {
  const openTroubled = async () => {
    const rows = people(4);
    rows[2][4] = "Untied States";
    const desk = await openDesk(rows);
    desk.setUp();
    const [item] = desk.call("problems").items;
    return { desk, item };
  };

  test("a suggestion is accepted with one click, and taken back with another", async () => {
    const { desk, item } = await openTroubled();
    expect(item).toMatchObject({ row: 4, field: "country", value: "Untied States" });
    const after = desk.call("accept", item, item.value, item.suggestions[0]);
    expect(desk.value(4, 4)).toBe("United States");
    expect([after.total, desk.status(4)]).toEqual([0, "OK"]);
    desk.call("undoAccept", item, item.value, item.suggestions[0]);
    expect(desk.value(4, 4)).toBe("Untied States");
    expect(desk.status(4)).toMatch(/^Check/);
  });

  test("a row that moved is found; one that changed is left alone", async () => {
    const { desk, item } = await openTroubled();
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 2 });
    expect(desk.call("goTo", item)).toEqual({ row: 6 });
    expect(desk.host.selection(ADA).box).toMatchObject({ top: 5, left: 4 });
    desk.type(6, 4, "Togo");
    expect(desk.call("accept", item, item.value, "United States")).toMatchObject({ code: "ROW_CHANGED" });
    expect(desk.value(6, 4)).toBe("Togo");
  });

  test("what is written into a cell stays text", async () => {
    const { desk, item } = await openTroubled();
    for (const text of ["=HYPERLINK(A1)", "+1", "-1", "@x", "'x", "007", "5/6", "TRUE", "May 5"]) {
      desk.call("accept", item, item.value, text);
      const { value, formula } = cellOf(desk.book.sheet(LEADS_TAB)!.slot(3, 4));
      expect([value, formula]).toEqual([text, undefined]);
      desk.call("undoAccept", item, item.value, text);
    }
  });

  test("a cell that a formula works out is left alone", async () => {
    const { desk } = await openTroubled();
    desk.type(4, 4, '="Untied"&" States"');
    const [item] = desk.call("problems").items;
    expect(desk.call("accept", item, item.value, item.suggestions[0])).toMatchObject({ code: "CELL_IS_FORMULA" });
    expect(cellOf(desk.book.sheet(LEADS_TAB)!.slot(3, 4)).formula).toBe('="Untied"&" States"');
  });

  test("so is a cell that an array formula fills", async () => {
    const { desk } = await openTroubled();
    for (const row of [2, 3, 4]) desk.type(row, 4, "");
    desk.type(2, 4, '=ARRAYFORMULA(IF(B2:B4="","","Untied States"))');
    const item = desk.call("problems").items.find(({ cell }: { cell: string }) => cell === "E4");
    expect(desk.call("accept", item, item.value, item.suggestions[0])).toMatchObject({ code: "CELL_IS_FORMULA" });
    expect(cellOf(desk.book.sheet(LEADS_TAB)!.slot(3, 4)).value).toBeUndefined();
  });

  test("a suggestion for a cell that is protected from this person is refused in words", async () => {
    const { desk, item } = await openTroubled();
    const range = { sheetId: LEADS_TAB, startColumnIndex: 4, endColumnIndex: 5 };
    desk.book.sheet(LEADS_TAB)!.protectedRanges.push({ protectedRangeId: 5, range, editors: { users: [ADA] } });
    expect(desk.callAs(BEN, "accept", item, item.value, item.suggestions[0])).toMatchObject({ code: "PROTECTED" });
    expect(desk.value(4, 4)).toBe("Untied States");
  });

  test("two possible duplicates are kept apart from then on, until someone takes it back", async () => {
    const rows = people(2);
    rows[1] = ["Acme Ltd", ...rows[0].slice(1)];
    const desk = await openDesk(rows);
    desk.host.edit(ADA, { kind: "paste", sheetId: 2, top: 3, left: 0, rows: [["Acme Ltd", "Nigeria"]] });
    desk.setUp();
    const item = desk.call("problems").items.find(({ code }: { code: string }) => code === "POSSIBLE_DUPLICATE");
    expect(item.pair).not.toBeNull();
    const after = desk.call("keepApart", item.pair, true);
    expect(desk.statuses()).toEqual(["OK", "OK"]);
    expect(after.apart).toMatchObject([{ pair: item.pair, by: ADA }]);
    desk.type(2, 3, "CTO");
    expect(desk.statuses()).toEqual(["OK", "OK"]);
    expect(desk.call("keepApart", item.pair, false).apart).toEqual([]);
    expect(desk.status(2)).toMatch(/^Check: possible repeat/);
  });
});
