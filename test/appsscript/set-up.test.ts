import { describe, expect, test } from "vitest";
import { STATUS_HEADER } from "../../shared/workbook";
import { bookToJson } from "../../workbench/book/book-json";
import { cellOf } from "../../workbench/book/cell";
import { ADA, BEN, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people } from "./desk";

/** The workbook as JSON, without what changes by itself. */
function picture({ book }: Desk): unknown {
  const { revision: _, ...rest } = JSON.parse(JSON.stringify(bookToJson(book)));
  return rest;
}

/** The six columns of Leads and the tab Companies, as they were entered. */
function typed({ book }: Desk): unknown[] {
  return [LEADS_TAB, COMPANIES_TAB].map((id) =>
    book
      .sheet(id)!
      .rows.map((row) => row!.slice(0, 6).map((slot) => [cellOf(slot).value, cellOf(slot).formula, cellOf(slot).note])),
  );
}

describe("set-up", () => {
  test("adds Status right of everything else, and gives every row its verdict", async () => {
    const rows = people(3);
    rows[2] = [...rows[0]!];
    rows[1]![4] = "";
    const desk = await openDesk(
      rows.map((row) => [...row, "https://linked.example"]),
      {
        headers: ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "LINKEDIN URL"],
      },
    );
    desk.setUp();
    expect(desk.value(1, 7)).toBe(STATUS_HEADER);
    expect(desk.statuses()).toEqual(["OK", "Held: country is missing", "Repeat of row 2"]);
    expect(desk.asked().at(-1)!.text).toContain("Added the column Status at H");
    expect(desk.asked().at(-1)!.text).toContain("3 rows: 1 good, 1 repeats, 1 held");
  });

  test("changes nothing that was typed", async () => {
    const desk = await openDesk([...people(3), ["007", "=x", "'q", "TRUE", "untied states", "yesterday"]]);
    const before = typed(desk);
    desk.setUp();
    expect(typed(desk)).toEqual(before);
  });

  test("a second time changes nothing at all", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    const before = picture(desk);
    const triggers = desk.host.triggers.of(ADA).map(({ uid }) => uid);
    desk.setUp();
    expect(picture(desk)).toEqual(before);
    expect(desk.host.triggers.of(ADA).map(({ uid }) => uid)).toEqual(triggers);
    expect(desk.asked().at(-1)!.text).toContain("Everything was in place.");
  });

  test("puts on five colours, a warning, drop-downs and a date format", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    expect(sheet.conditionalFormats).toHaveLength(5);
    expect(sheet.protectedRanges).toMatchObject([
      { warningOnly: true, range: { startColumnIndex: 6, endColumnIndex: 7 } },
    ]);
    const validation = (column: number) => cellOf(sheet.slot(50, column)).validation;
    expect(validation(0)).toMatchObject({ condition: { type: "ONE_OF_RANGE" } });
    expect(validation(0)?.strict ?? false).toBe(false);
    expect(validation(4)).toMatchObject({ condition: { type: "ONE_OF_LIST" } });
    expect(validation(4)?.condition.values.length).toBeLessThanOrEqual(500);
    expect(cellOf(sheet.slot(50, 5)).format?.numberFormat).toMatchObject({ type: "DATE_TIME" });
  });

  test("installs one trigger for changes and one sweep, in the name of whoever sets up first", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const handlers = () => desk.host.triggers.all().map(({ handler, owner }) => `${handler} ${owner}`);
    const ada = [`handleChange ${ADA}`, `handleSweep ${ADA}`];
    expect(handlers().sort()).toEqual(ada);
    await desk.host.advance(desk.clock.now() + 2 * 3_600_000);
    desk.host.choose(BEN, "menuSetUp");
    expect(handlers().sort()).toEqual(ada);
  });

  test("makes the tabs of an empty workbook", async () => {
    const desk = await openDesk();
    desk.book.sheets = [desk.book.sheet(3)!];
    desk.setUp();
    const headers = desk.book.sheetByTitle("Leads")!.rows[0]!.map((slot) => cellOf(slot).value);
    expect(headers).toEqual(["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", STATUS_HEADER]);
    expect(desk.book.sheetByTitle("Companies")!.rows[0]!.map((slot) => cellOf(slot).value)).toEqual([
      "Company",
      "HQ Location",
    ]);
    expect(cellOf(desk.book.sheetByTitle("Leads")!.slot(50, 5)).format?.numberFormat).toMatchObject({
      type: "DATE_TIME",
    });
    expect(desk.book.sheetByTitle("Not duplicates")!.properties.hidden).toBe(true);
  });

  test("names a header that is nearly right, and leaves it", async () => {
    const desk = await openDesk(people(1), {
      headers: ["Compnay", "First Name", "Last Name", "Title", "Country", "Timestamp"],
    });
    desk.setUp();
    expect(desk.value(1, 0)).toBe("Compnay");
    expect(desk.asked().at(-1)!.text).toContain('Leads!A1 says "Compnay"');
  });

  test.each([
    [
      "no headers above the data",
      ["Acme", "Ada", "Obi", "CEO", "Nigeria", "11/20/2026"],
      "does not look like a header row",
    ],
    [
      "a field without a column",
      ["Company", "First Name", "Last Name", "Title", "Country", "Colour"],
      "no column for the timestamp",
    ],
    [
      "somebody else's Status",
      ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "Status"],
      "Leads!G1 says Status",
    ],
  ])("refuses %s in words, and leaves the tab alone", async (_, headers, words) => {
    const desk = await openDesk(
      people(2).map((row) => [...row, "won"].slice(0, headers.length)),
      { headers },
    );
    const before = JSON.stringify(desk.book.sheet(LEADS_TAB)!.rows);
    desk.setUp();
    expect(desk.asked().at(-1)!.text).toContain(words);
    expect(JSON.stringify(desk.book.sheet(LEADS_TAB)!.rows)).toBe(before);
  });

  test("that was refused half way goes on once what it named is put right", async () => {
    const desk = await openDesk(people(2), {
      headers: ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "Status"],
    });
    desk.type(2, 6, "won");
    desk.setUp();
    expect(desk.call("health").checks[0]).toMatchObject({ name: "Set up", state: "warn" });
    desk.type(1, 6, "Lead status");
    desk.setUp();
    expect([desk.value(2, 6), desk.value(2, 7)]).toEqual(["won", "OK"]);
    expect(desk.call("health").checks[0]).toMatchObject({ name: "Set up", state: "good" });
  });

  test("is offered to whoever picks anything before it was done", async () => {
    const desk = await openDesk(people(1));
    desk.host.answer(ADA, "NO");
    desk.host.choose(ADA, "menuProblems");
    expect(desk.asked().at(-1)!.text).toContain("Set up now?");
    expect(desk.host.sidebar(ADA)).toBeNull();
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuProblems");
    expect(desk.statuses()).toEqual(["OK"]);
    expect(desk.host.sidebar(ADA)).not.toBeNull();
  });

  test("an operator's own colours and drop-downs stay", async () => {
    const desk = await openDesk(people(1));
    const sheet = desk.book.sheet(LEADS_TAB)!;
    const rule = {
      ranges: [{ sheetId: LEADS_TAB, startRowIndex: 1, endRowIndex: 9, startColumnIndex: 0, endColumnIndex: 6 }],
      booleanRule: {
        condition: { type: "TEXT_STARTS_WITH", values: [{ userEnteredValue: "OK" }] },
        format: { backgroundColor: { red: 1 }, backgroundColorStyle: { rgbColor: { red: 1 } } },
      },
    };
    sheet.conditionalFormats = [rule];
    const own = { condition: { type: "ONE_OF_LIST", values: [{ userEnteredValue: "Acme" }] }, inputMessage: "mine" };
    sheet.put(5, 0, { ...cellOf(sheet.slot(5, 0)), validation: own });
    desk.setUp();
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuClearMarks");
    expect(sheet.conditionalFormats).toMatchObject([rule]);
    expect(cellOf(sheet.slot(5, 0)).validation).toMatchObject(own);
  });

  test("clearing the marks leaves what was typed, and Check all brings them back", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    const before = picture(desk);
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuClearMarks");
    const sheet = desk.book.sheet(LEADS_TAB)!;
    expect(desk.statuses()).toEqual([""]);
    expect([sheet.conditionalFormats, sheet.protectedRanges]).toEqual([[], []]);
    desk.type(2, 1, "Ada");
    expect(desk.statuses()).toEqual([""]);
    desk.type(2, 1, "First0");
    desk.host.choose(ADA, "menuCheckAll");
    expect(JSON.stringify(picture(desk)).replace(/"protectedRangeId":\d+/, "")).toBe(
      JSON.stringify(before).replace(/"protectedRangeId":\d+/, ""),
    );
    expect(desk.host.toasts(ADA).at(-1)!.message).toBe("3 rows: 3 good, 0 repeats, 0 held.");
  });
});

describe("the menu", () => {
  test.each(["NONE", "LIMITED"] as const)("is there with authorisation %s", async (mode) => {
    const desk = await openDesk();
    desk.host.open(ADA, mode);
    const [menu] = desk.host.menus(ADA);
    expect(menu!.items.flatMap((item) => (item.kind === "item" ? [item.caption] : []))).toEqual([
      "Export now",
      "Check all rows",
      "Problems",
      "Health",
      "Settings",
      "Clear marks",
      "Set up",
    ]);
    expect(desk.last().error).toBeUndefined();
  });

  test.each([
    ["menuExportNow", "export-now"],
    ["menuProblems", "problems"],
    ["menuHealth", "health"],
    ["menuSettings", "settings"],
  ])("%s opens the sidebar at %s", async (item, view) => {
    const desk = await openDesk();
    desk.setUp();
    desk.host.choose(ADA, item);
    expect(JSON.stringify(desk.host.sidebar(ADA))).toContain(`data-view=\\"${view}\\"`);
  });
});
