import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LISTS } from "../../appsscript/live/choices";
import { cellOf } from "../../workbench/book/cell";
import { Shown } from "../../workbench/book/shown";
import { csvRows } from "../../workbench/csv";
import { columnListsOf, dropDownsOf } from "../../workbench/page/server/drop-downs";
import { ADA, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people } from "./desk";

const [COMPANY, COUNTRY] = [0, 4];
const sample = (name: string) => csvRows(readFileSync(`sample/${name}.csv`, "utf8"));
const DECISIONS_ROW = ["country", "Korea", "South Korea", "", ""];

/** The cells of Leads that Sheets marks with a red corner, those of their rows' Status, and how many cells it looked at. */
function corners({ book, status }: Desk) {
  const sheet = book.sheet(LEADS_TAB)!;
  const shown = new Shown(book);
  const marked: string[] = [];
  let looked = 0;
  for (const { top, bottom, left, values } of dropDownsOf(book, sheet, shown, columnListsOf(sheet))) {
    const offered = new Set(values);
    for (let row = top; row < bottom; row++) {
      const text = shown.text(sheet, sheet.slot(row, left));
      if (!text) continue;
      looked++;
      if (!offered.has(text)) marked.push(`${"ABCDEF"[left]}${row + 1} ${text}: ${status(row + 1)}`);
    }
  }
  return { marked, looked, ok: marked.filter((one) => one.endsWith(": OK")) };
}

const lead = (company: string, country: string, name = "Zoe") => [
  company,
  name,
  "Obi",
  "CEO",
  country,
  "11/20/2026 10:00:00",
];
const inCompanies = (desk: Desk, row: number, company: string) =>
  desk.host.edit(ADA, { kind: "type", sheetId: COMPANIES_TAB, row: row - 1, column: 0, text: company });

describe("a red corner", () => {
  test("is on no row of the sample whose Status is OK, and on every cell that Status asks about", async () => {
    const [headers, ...rows] = sample("leads");
    const desk = await openDesk(rows, { headers });
    const companies = sample("companies");
    desk.host.edit(ADA, { kind: "paste", sheetId: COMPANIES_TAB, top: 0, left: 0, rows: companies });
    desk.setUp();
    const { marked, looked, ok } = corners(desk);
    expect(ok).toEqual([]);
    expect(looked).toBeGreaterThan(700);
    const asks = desk.statuses().filter((status) => /country "|company ".*not in Companies/.test(status));
    expect(asks.length).toBeGreaterThan(5);
    expect(marked.filter((one) => /(?:Check|Waits|To fill).*: (?:country|company) "/.test(one)).length).toBeGreaterThan(
      5,
    );
  });

  // What is typed, each into a row of its own, and whether its cell is marked.
  const TYPED: readonly (readonly [number, string, boolean])[] = [
    [COUNTRY, "Germany", false],
    [COUNTRY, "DE", false],
    [COUNTRY, "germany", false],
    [COUNTRY, "Côte d’Ivoire", false],
    [COUNTRY, " Togo ", false],
    [COUNTRY, "Untied States", true],
    [COUNTRY, "Congo", true],
    [COMPANY, "ACME ", false],
    [COMPANY, "Acne", true],
    [COMPANY, "7", true],
  ];
  test("says of codes, other cases, aliases, spaces, misspellings and numbers what Status says, before and after a check of all rows", async () => {
    const desk = await openDesk(people(TYPED.length));
    desk.setUp();
    for (const [i, [column, text]] of TYPED.entries()) desk.type(i + 2, column, text);
    const marked = TYPED.flatMap(([column, , is], i) => (is ? [`${"ABCDEF"[column]}${i + 2}`] : [])).sort();
    for (let look = 0; look < 2; look++) {
      expect(
        corners(desk)
          .marked.map((one) => one.split(" ")[0])
          .sort(),
      ).toEqual(marked);
      expect(TYPED.map((_, i) => desk.status(i + 2) !== "OK")).toEqual(TYPED.map(([, , is]) => is));
      desk.call("problems");
    }
  });

  test("follows the tab Companies, and what was decided", async () => {
    const desk = await openDesk([...people(2), lead("newco ", "Korea"), lead("NEWCO", "korea", "Ann")]);
    desk.setUp();
    const marked = () => corners(desk).marked.map((one) => one.slice(0, 2));
    expect(marked()).toEqual(["A4", "A5", "E4", "E5"]);
    inCompanies(desk, 4, "Newco");
    expect(marked()).toEqual(["E4", "E5"]);
    desk.call("alwaysMeans", "Korea", "South Korea");
    expect(marked()).toEqual([]);
    inCompanies(desk, 4, "Oldco");
    desk.call("alwaysMeans", "Korea", null);
    expect(marked()).toEqual(["A4", "A5", "E4", "E5"]);
    desk.call("alwaysMeans", "Togo", "Togo");
  });

  test("follows an edit of the tab of decisions by hand", async () => {
    const desk = await openDesk([...people(1), lead("Acme", "Korea")]);
    desk.setUp();
    desk.call("alwaysMeans", "Congoo", "Congo - Brazzaville");
    const { id } = desk.book.sheetByTitle("Decisions")!;
    desk.host.edit(ADA, { kind: "paste", sheetId: id, top: 1, left: 0, rows: [DECISIONS_ROW] });
    expect([desk.status(3), corners(desk).marked]).toEqual(["OK", []]);
  });

  test("is on none of a paste of hundreds of spellings, of more companies than the tab of lists had rows", async () => {
    const desk = await openDesk(people(1));
    const names = Array.from({ length: 1500 }, (_, i) => [`Company ${i}`, "Togo"]);
    desk.host.edit(ADA, { kind: "paste", sheetId: COMPANIES_TAB, top: 3, left: 0, rows: names });
    desk.setUp();
    const spelled = names.slice(0, 300).map(([name], i) => lead(name.toUpperCase(), "TG", `Person ${i}`));
    desk.paste(3, spelled);
    expect([desk.status(302), corners(desk).marked]).toEqual(["OK", []]);
    desk.call("problems");
    expect(corners(desk).marked).toEqual([]);
  });
});

describe("the lists", () => {
  const lists = (desk: Desk, column: number) =>
    desk.book.sheetByTitle(LISTS)!.rows.flatMap((row) => cellOf(row?.[column]).value ?? []);

  test("are a hidden tab: names first, then what the sheet has in other words", async () => {
    const desk = await openDesk([lead("ZETA", "Germany"), lead("acme", "DE"), lead("Acme", "Untied States")]);
    desk.setUp();
    expect(desk.book.sheetByTitle(LISTS)!.properties.hidden).toBe(true);
    expect(lists(desk, 0).slice(0, 2)).toEqual(["Country", "Afghanistan"]);
    expect(lists(desk, 0).slice(-2)).toEqual(["Åland Islands", "DE"]);
    expect(lists(desk, 1)).toEqual(["Company", "Acme", "Zeta", "ZETA", "acme"]);
  });

  test("cost an edit one service call where it brings a spelling, and none where it does not", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    const cost = (work: () => void) => {
      work();
      return desk.host.executions.filter(({ trigger }) => trigger === "onEdit").at(-1)!.calls.total;
    };
    const usual = cost(() => desk.type(2, COUNTRY, "Togo"));
    expect(cost(() => desk.type(2, COUNTRY, "DE"))).toBe(usual + 1);
    expect(cost(() => desk.type(3, COUNTRY, "DE"))).toBe(usual);
    expect(lists(desk, 0).filter((name) => name === "DE")).toEqual(["DE"]);
  });

  test("leave a tab of that name alone that somebody else made, and come back when they were deleted", async () => {
    const desk = await openDesk(people(1));
    desk.setUp();
    desk.book.sheets = desk.book.sheets.filter(({ title }) => title !== LISTS);
    desk.type(2, COUNTRY, "DE");
    expect(desk.last().error).toBeUndefined();
    desk.host.choose(ADA, "menuCheckAll");
    expect(corners(desk)).toMatchObject({ marked: [], looked: 2 });
    const sheet = desk.book.sheetByTitle(LISTS)!;
    sheet.put(0, 0, { value: "Mine" });
    const before = sheet.rows;
    desk.type(2, COUNTRY, "Germany");
    desk.host.choose(ADA, "menuCheckAll");
    expect(sheet.rows).toEqual(before);
  });
});
