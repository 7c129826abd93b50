import { describe, expect, test } from "vitest";
import { LISTS } from "../../appsscript/live/choices";
import { STATUS_HEADER } from "../../shared/workbook";
import { cellOf } from "../../workbench/book/cell";
import { ADA, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people, picture } from "./desk";

/** The six columns of Leads and the two of Companies, as they were entered. */
function typed({ book }: Desk): unknown[] {
  return [LEADS_TAB, COMPANIES_TAB].map((id) =>
    book
      .sheet(id)!
      .rows.map((row) =>
        row!
          .slice(0, id === LEADS_TAB ? 6 : 2)
          .map((slot) => [cellOf(slot).value, cellOf(slot).formula, cellOf(slot).note]),
      ),
  );
}

describe("set-up", () => {
  test("adds Status right of everything else, and gives every row its verdict", async () => {
    const rows = people(3);
    rows[2] = [...rows[0]];
    rows[1][4] = "";
    const desk = await openDesk(
      rows.map((row) => [...row, "https://linked.example"]),
      {
        headers: ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "LINKEDIN URL"],
      },
    );
    desk.setUp();
    expect(desk.value(1, 7)).toBe(STATUS_HEADER);
    expect(desk.statuses()).toEqual(["OK", "To fill: country", "Repeat of row 2 (same time, higher up)"]);
    expect(desk.asked().at(-1)!.text).toContain("Added the column Status at H");
    expect(desk.asked().at(-1)!.text).toContain("3 rows: 1 clean, 1 repeat, 1 waiting.");
  });

  test("is asked for again in a workbook that an older add-on set up, and brings what came since", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    const now = structuredClone(sheet.conditionalFormats);
    // As version 5 left it: five colours, none of a row to fill, countries as a typed list, and no tab of lists.
    const toFill = ({ booleanRule }: (typeof now)[0]) => booleanRule.condition.values[0].userEnteredValue === "To fill";
    sheet.conditionalFormats = sheet.conditionalFormats.filter((rule) => !toFill(rule));
    desk.book.sheets = desk.book.sheets.filter(({ title }) => title !== LISTS);
    desk.host.properties.store("document").set("version", "5");
    desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, "menuProblems");
    expect(desk.asked()[1].text).toContain("This add-on is newer than this sheet's set-up.");
    expect(sheet.conditionalFormats).toEqual(now);
    expect(desk.book.sheetByTitle(LISTS)).toBeDefined();
    desk.host.choose(ADA, "menuHealth");
    expect(desk.asked().at(-1)!.title).toBe("Set up");
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

  test("makes the tabs of an empty workbook", async () => {
    const desk = await openDesk();
    desk.book.sheets = [desk.book.sheet(3)!];
    desk.setUp();
    const headers = desk.book.sheetByTitle("Leads")!.rows[0]!.map((slot) => cellOf(slot).value);
    expect(headers).toEqual(["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", STATUS_HEADER]);
    expect(desk.book.sheetByTitle("Companies")!.rows[0]!.map((slot) => cellOf(slot).value)).toEqual([
      "Company",
      "HQ Location",
      STATUS_HEADER,
    ]);
    expect(cellOf(desk.book.sheetByTitle("Leads")!.slot(50, 5)).format?.numberFormat).toMatchObject({
      type: "DATE_TIME",
    });
    expect(desk.book.sheetByTitle("Not duplicates")!.properties.hidden).toBe(true);
  });

  test("refuses a chart that is called Leads in words, and makes the table once it has another name", async () => {
    const desk = await openDesk();
    const { properties } = desk.book.sheet(LEADS_TAB)!;
    properties.sheetType = "OBJECT";
    desk.setUp();
    expect(desk.asked().at(-1)!.text).toContain("The tab Leads is no table");
    properties.title = "Leads chart";
    desk.setUp();
    expect(desk.asked().at(-1)!.text).toContain("Made the tab Leads.");
  });

  test("names a header that is nearly right, and leaves it", async () => {
    const desk = await openDesk(people(1), {
      headers: ["Compnay", "First Name", "Last Name", "Title", "Country", "Timestamp"],
    });
    desk.setUp();
    expect(desk.value(1, 0)).toBe("Compnay");
    expect(desk.asked().at(-1)!.text).toContain('Leads!A1 says "Compnay"');
  });

  test("takes no column for its own that a formula fills, though it says OK", async () => {
    const desk = await openDesk(people(2), {
      headers: ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "Status"],
    });
    desk.type(2, 6, '=IF(A2="Acme","OK","")');
    desk.setUp();
    expect(desk.asked().at(-1)!.text).toContain("Leads!G1 says Status");
    expect(cellOf(desk.book.sheet(LEADS_TAB)!.slot(1, 6)).formula).toBe('=IF(A2="Acme","OK","")');
  });

  test("names its column again when someone renamed it, and says so; one put to another use it leaves alone", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    desk.type(1, 6, "Verdict");
    desk.setUp();
    expect(desk.value(1, 6)).toBe(STATUS_HEADER);
    expect(desk.asked().at(-1)!.text).toContain("Named the column G Status again.");
    desk.type(1, 6, "Remarks");
    desk.type(3, 6, "call back in May");
    desk.setUp();
    expect([desk.value(1, 6), desk.value(3, 6)]).toEqual(["Remarks", "call back in May"]);
    expect([desk.value(1, 7), desk.status(3)]).toEqual([STATUS_HEADER, "OK"]);
  });

  test("works in tabs named in lower case, with a filter, merged headers, a hidden column and dates of another locale", async () => {
    const desk = await openDesk(people(1));
    const sheet = desk.book.sheet(LEADS_TAB)!;
    desk.book.properties.locale = "de_DE";
    sheet.properties.title = "leads";
    sheet.merges = [{ top: 0, bottom: 1, left: 8, right: 10 }];
    sheet.columnProperties.set(3, { hiddenByUser: true });
    sheet.basicFilter = { range: { sheetId: LEADS_TAB, startRowIndex: 0, endRowIndex: 3, endColumnIndex: 6 } };
    desk.setUp();
    desk.paste(3, [["Acme", "Ada", "Obi", "CEO", "Nigeria", "20.11.2026 10:00"]]);
    expect(desk.statuses()).toEqual(["OK", "OK"]);
    expect(desk.book.sheets.filter(({ title }) => title.toLowerCase() === "leads")).toHaveLength(1);
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
      "a table that begins below a title",
      ["Leads of 2026", "", "", "", "", "Timestamp"],
      "Row 1 must hold the names of the columns, in any order: Company, First Name",
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
});

test("while another works on the sheet nobody sets up, clears or writes, and each is told so", async () => {
  const desk = await openDesk(people(2));
  desk.setUp();
  const before = picture(desk);
  const free = desk.host.services.locks.hold("document");
  for (const item of ["menuSetUp", "menuCheckAll", "menuClearMarks"]) {
    if (item === "menuClearMarks") desk.host.answer(ADA, "YES");
    desk.host.choose(ADA, item);
    expect(desk.asked().at(-1)!.text, item).toMatch(/^Another check of this sheet is still going on\./);
  }
  const pair = { one: ["a", "b", "c", "d"], other: ["e", "f", "g", "h"] };
  expect(desk.call("keepApart", pair, true)).toMatchObject({ code: "SHEET_BUSY" });
  free();
  expect(picture(desk)).toEqual(before);
});

test("a tab that is gone is named, whatever one picks, and set-up makes an empty one", async () => {
  const desk = await openDesk(people(2));
  desk.setUp();
  desk.book.sheets = desk.book.sheets.filter(({ id }) => id !== COMPANIES_TAB);
  desk.host.choose(ADA, "menuCheckAll");
  expect(desk.asked().at(-1)!.text).toMatch(/^The tab Companies is missing\./);
  desk.book.sheets = desk.book.sheets.filter(({ id }) => id !== LEADS_TAB);
  desk.host.answer(ADA, "YES");
  desk.host.choose(ADA, "menuClearMarks");
  expect(desk.asked().at(-1)!.text).toMatch(/^The tab Leads is missing\./);
  expect(desk.call("problems")).toMatchObject({ code: "TAB_MISSING" });
  desk.setUp();
  expect(desk.asked().at(-1)!.text).toContain("No leads yet.");
});
