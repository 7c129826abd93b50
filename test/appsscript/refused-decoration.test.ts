import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people } from "./desk";

const HOUR = 3_600_000;
const answers = (desk: Desk) => {
  for (const item of ["menuSettings", "menuHealth", "menuProblems", "menuExportNow"]) desk.host.choose(ADA, item);
  return desk.host.sidebar(ADA);
};

/** The sheet goes on in every way: set up, checked at edits and by the hour, its menus open, its marks cleared and put on again. */
async function expectAlive(desk: Desk): Promise<void> {
  const said = desk.asked().at(-1)!.text;
  expect(said).toContain("in your name");
  expect(said).toMatch(/2 rows: 2 clean/);
  desk.type(2, 4, "");
  expect(desk.status(2)).toBe("To fill: country");
  expect(answers(desk)).not.toBeNull();
  await desk.host.advance(desk.clock.now() + HOUR);
  expect(desk.call("health").checks).toContainEqual(expect.objectContaining({ name: "Hourly look", state: "good" }));
  desk.host.answer(ADA, "YES");
  desk.host.choose(ADA, "menuClearMarks");
  expect(desk.statuses()).toEqual([""]);
  desk.host.choose(ADA, "menuCheckAll");
  expect(desk.status(3)).toBe("OK");
}

describe("decoration that Google refuses keeps nothing from working", () => {
  test("in the typed columns of a Table", async () => {
    const desk = await openDesk(people(2));
    const columnProperties = ["TEXT", "TEXT", "TEXT", "TEXT", "DROPDOWN", "DATE_TIME"].map(
      (columnType, columnIndex) => ({
        columnIndex,
        columnType,
      }),
    );
    const range = { sheetId: LEADS_TAB, startRowIndex: 0, endRowIndex: 900, startColumnIndex: 0, endColumnIndex: 6 };
    desk.book.sheet(LEADS_TAB)!.tables = [{ tableId: "1", name: "Leads", range, columnProperties }];
    desk.setUp();
    const said = desk.asked().at(-1)!.text;
    expect(said).toContain("The drop-down of Country: left as it was, all else works.");
    expect(desk.call("health").checks).toContainEqual(
      expect.objectContaining({
        name: "Drop-downs",
        state: "good",
        sentence: expect.stringContaining("left as it was"),
      }),
    );
    await expectAlive(desk);
  });

  test.each(["en", "de"] as const)("each by itself, all of it, and to an account in %s", async (language) => {
    const desk = await openDesk(people(2), { services: { language } });
    for (const call of [
      "setDataValidation",
      "clearDataValidations",
      "setNumberFormat",
      "setFontWeight",
      "setNote",
      "getNote",
    ])
      desk.host.faults.queue({ call: `Range.${call}`, times: "always", says: { phrase: "typedColumn" } });
    for (const call of ["setConditionalFormatRules", "getProtections", "setFrozenRows", "setColumnWidth"])
      desk.host.faults.queue({ call: `Sheet.${call}`, times: "always", says: { phrase: "protected" } });
    desk.setUp();
    const said = desk.asked().at(-1)!.text;
    for (const what of ["colours of Status", "warning before Status", "drop-down of Company", "drop-down of Country"])
      expect(said).toContain(`The ${what}: left as it was, all else works.`);
    await expectAlive(desk);
  });
});

describe("a tab of any shape is set up and checked", () => {
  const crop = (desk: Desk, id: number, rows: number, columns: number) => {
    const sheet = desk.book.sheet(id)!;
    sheet.rows = sheet.rows.slice(0, rows).map((row) => row?.slice(0, columns));
    sheet.properties.gridProperties = { rowCount: rows, columnCount: columns };
  };

  test("cropped to its cells", async () => {
    const desk = await openDesk(people(2));
    crop(desk, LEADS_TAB, 3, 6);
    crop(desk, COMPANIES_TAB, 3, 2);
    desk.setUp();
    await expectAlive(desk);
  });

  test("with nothing but its header", async () => {
    const desk = await openDesk();
    crop(desk, LEADS_TAB, 1, 6);
    crop(desk, COMPANIES_TAB, 1, 2);
    desk.setUp();
    expect(desk.asked().at(-1)!.text).toContain("No leads yet.");
    crop(desk, LEADS_TAB, 1, 7);
    for (const item of ["menuCheckAll", "menuClearMarks"]) {
      desk.host.answer(ADA, "YES");
      desk.host.choose(ADA, item);
    }
    expect(desk.host.toasts(ADA).map(({ message }) => message)).toEqual([
      "No leads yet.",
      expect.stringMatching(/^The marks are cleared\./),
    ]);
  });

  test("empty, and smaller than its headers", async () => {
    const desk = await openDesk();
    crop(desk, LEADS_TAB, 0, 0);
    desk.book.sheet(LEADS_TAB)!.properties.gridProperties = { rowCount: 1, columnCount: 1 };
    desk.setUp();
    expect(desk.asked().at(-1)!.text).toContain("Wrote the headers of Leads.");
    expect(cellOf(desk.book.sheet(LEADS_TAB)!.slot(0, 6)).value).toBe("Status");
  });
});
