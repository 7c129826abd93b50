import { describe, expect, test } from "vitest";
import { NOT_DUPLICATES } from "../../shared/workbook";
import { sheetProperties } from "../../workbench/book/book";
import { cellOf } from "../../workbench/book/cell";
import { Sheet } from "../../workbench/book/sheet";
import { ADA, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people } from "./desk";

const HOUR = 3_600_000;
const note = ({ book }: Desk) => cellOf(book.sheet(LEADS_TAB)!.slot(0, 6)).note ?? "";
const statuses = ({ book }: Desk) => [1, 2].map((row) => cellOf(book.sheet(LEADS_TAB)!.slot(row, 6)).value);
const rename = ({ book }: Desk, id: number, title: string) => {
  book.sheet(id)!.properties.title = title;
};
const edit = (desk: Desk) => desk.type(2, 3, desk.value(2, 3) === "CTO" ? "CEO" : "CTO");
const sweep = (desk: Desk) => desk.host.advance(desk.clock.now() + HOUR);

/** What keeps rows from being judged: who meets it, what it says, and how it is put right. */
const STOPS: [string, (desk: Desk) => void, (desk: Desk) => unknown, string, (desk: Desk) => void][] = [
  [
    "Companies was renamed",
    (d) => rename(d, 2, "Firms"),
    edit,
    "The tab Companies is missing.",
    (d) => rename(d, 2, "Companies"),
  ],
  [
    "Leads was renamed",
    (d) => rename(d, 1, "Leads 2026"),
    sweep,
    "The tab Leads is missing.",
    (d) => rename(d, 1, "Leads"),
  ],
  [
    "Leads was renamed, and a chart on a sheet of its own is called so",
    (d) => {
      rename(d, 1, "Leads 2025");
      d.book.sheets.push(new Sheet({ ...sheetProperties(99, "Leads"), sheetType: "OBJECT" }));
    },
    sweep,
    "The tab Leads is no table",
    (d) => {
      d.book.sheets.pop();
      rename(d, 1, "Leads");
    },
  ],
  [
    "a header is doubled, and no one edited it here",
    ({ book }) => book.sheet(LEADS_TAB)!.put(0, 1, "Last Name"),
    edit,
    "are both headers for the last name",
    ({ book }) => book.sheet(LEADS_TAB)!.put(0, 1, "First Name"),
  ],
  [
    "a header of Companies is doubled",
    ({ book }) => book.sheet(COMPANIES_TAB)!.put(0, 2, "HQ Location"),
    edit,
    "are both headers for the HQ location",
    ({ book }) => book.sheet(COMPANIES_TAB)!.put(0, 2, undefined),
  ],
  [
    "the tab of pairs kept apart was changed by hand",
    ({ book }) => book.sheetByTitle(NOT_DUPLICATES)!.put(0, 0, "x"),
    sweep,
    `Row 1 of the hidden tab ${NOT_DUPLICATES} does not say`,
    ({ book }) => book.sheetByTitle(NOT_DUPLICATES)!.put(0, 0, "Company 1"),
  ],
];

describe("where rows cannot be judged Status says so at its header, and OK no longer", () => {
  test.each(STOPS)("when %s", async (_, break_, meet, words, mend) => {
    const desk = await openDesk(people(2));
    desk.setUp();
    break_(desk);
    await meet(desk);
    expect(note(desk)).toContain(words);
    expect(statuses(desk)).toEqual(["To check", "To check"]);
    const toasts = desk.host.toasts(ADA).length;
    edit(desk);
    expect(desk.host.toasts(ADA)).toHaveLength(toasts);
    mend(desk);
    await meet(desk);
    expect([note(desk), ...statuses(desk)]).toEqual(["", "OK", "OK"]);
  });

  test("when Google refuses the hourly check; what was judged stays, and the next edit takes it back", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    const says = { phrase: "dayUsedUp", about: "spreadsheets" } as const;
    desk.host.faults.queue({ call: "Range.getDisplayValues", function: "handleSweep", times: "always", says });
    await sweep(desk);
    expect(note(desk)).toContain("Google's daily allowance for scripts is used up");
    expect(statuses(desk)).toEqual(["OK", "OK"]);
    edit(desk);
    expect(note(desk)).toBe("");
  });

  test("but no text of an operator's is written over", async () => {
    const desk = await openDesk(people(2));
    desk.setUp();
    const leads = desk.book.sheet(LEADS_TAB)!;
    leads.put(0, 6, "Remarks");
    leads.put(2, 6, "call back in May");
    rename(desk, COMPANIES_TAB, "Firms");
    edit(desk);
    expect([note(desk), ...statuses(desk)]).toEqual(["", "OK", "call back in May"]);
  });
});
