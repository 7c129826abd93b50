import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, LEADS_TAB, openDesk, people, picture } from "./desk";

describe("the marks", () => {
  test("are six colours, a warning, drop-downs and a date format", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    expect(sheet.conditionalFormats).toHaveLength(6);
    expect(sheet.protectedRanges).toMatchObject([
      { warningOnly: true, range: { startColumnIndex: 6, endColumnIndex: 7 } },
    ]);
    const validation = (column: number) => cellOf(sheet.slot(50, column)).validation;
    expect(validation(0)).toMatchObject({ condition: { type: "ONE_OF_RANGE" } });
    expect(validation(0)?.strict ?? false).toBe(false);
    expect(validation(4)).toMatchObject({ condition: { type: "ONE_OF_RANGE" } });
    expect(cellOf(sheet.slot(50, 5)).format?.numberFormat).toMatchObject({ type: "DATE_TIME" });
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
    expect(JSON.stringify(picture(desk)).replace(/"protectedRangeId":\d+/g, "")).toBe(
      JSON.stringify(before).replace(/"protectedRangeId":\d+/g, ""),
    );
    expect(desk.host.toasts(ADA).at(-1)!.message).toBe("3 rows: 3 clean.");
  });

  test("that copying cut in pieces are whole again after Check all rows", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    const whole = structuredClone(sheet.conditionalFormats);
    const piece = { sheetId: LEADS_TAB, startRowIndex: 5, endRowIndex: 6, startColumnIndex: 2, endColumnIndex: 3 };
    sheet.conditionalFormats.push(...whole.map((rule) => ({ ...structuredClone(rule), ranges: [piece] })));
    desk.host.choose(ADA, "menuCheckAll");
    expect(sheet.conditionalFormats).toEqual(whole);
  });

  test("rows that come below the marked ones are marked within the hour", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    const rows = sheet.rowCount + 5;
    desk.paste(rows, [["Acme", "Ada", "Obi", "CEO", "Nigeria", "11/20/2026"]]);
    await desk.host.advance(desk.clock.now() + 3_600_000);
    expect(sheet.conditionalFormats.map(({ ranges }) => ranges[0].endRowIndex)).toEqual(Array(6).fill(rows));
    expect(cellOf(sheet.slot(rows - 1, 4)).validation).toBeDefined();
  });
});
