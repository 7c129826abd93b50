import { describe, expect, test } from "vitest";
import { checkSheet } from "../../../appsscript/check/check-sheet";
import { columnsToShow } from "../../../appsscript/check/columns-to-show";
import type { SheetCell } from "../../../appsscript/check/sheet-input";
import { loadZone } from "../../../exporter/words/zone";
import { COMPANIES } from "../../../shared/contract";
import { pairHash, pairOfRow } from "../../../shared/kept-apart";
import { readOwnHeaders } from "../../../shared/own-headers";
import type { InstantReadings } from "../../../shared/verdicts";
import { COMPANIES_HEADER, checked, companyTab, input, LEADS_HEADER, statuses, tab } from "./sheet";

const lead = (...change: [column: number, cell: SheetCell][]): SheetCell[] =>
  change.reduce<SheetCell[]>(
    (row, [column, cell]) => row.with(column, cell),
    ["Acme", "Ada", "Obi", "CTO", "Nigeria", new Date("2026-11-20T09:00:00Z")],
  );

describe("Status says", () => {
  test.each<[string, SheetCell[], string]>([
    ["of a good row", lead(), "OK"],
    ["of a blank row, nothing", ["", "", "", "", "", ""], ""],
    ["what is missing", lead([4, ""], [5, ""]), "To fill: country, timestamp"],
    [
      "what is unknown, and what may be meant",
      lead([4, "Untied States"]),
      'Check: country "Untied States", did you mean United States?',
    ],
    ["of a company", lead([0, "Acmee"]), 'Check: company "Acmee" is not in Companies, did you mean Acme?'],
    ["of a text that is no time", lead([5, "soon"]), 'Waits: timestamp "soon" is not a date and time'],
    ["of an error", lead([1, "#REF!"]), "Waits: first name shows an error (#REF!)"],
    [
      "of a date ahead",
      lead([5, new Date("2026-11-22T12:05:01Z")]),
      "Waits: timestamp 2026-11-22 13:05:01 is in the future: at the check it was 2026-11-22 13:00 in Africa/Lagos",
    ],
    [
      "of a date long ago",
      lead([5, new Date("1999-12-31T10:00:00Z")]),
      "Waits: timestamp 1999-12-31 11:00:00 is out of range: leads start at 2000-01-01",
    ],
  ])("%s", (_, row, expected) => {
    expect(statuses([row])).toEqual([expected]);
  });

  test("which row a repeat repeats, as the sheet counts, and which row a twin may repeat", () => {
    expect(
      statuses([lead([5, new Date("2026-11-20T10:00:00Z")]), lead([1, "Zoë"]), lead([1, "ADA"]), lead([1, "Zoe"])]),
    ).toEqual([
      "Repeat of row 4 (typed earlier)",
      "Check: possible repeat of row 5",
      "OK",
      "Check: possible repeat of row 3",
    ]);
  });

  test("the same of a date, a serial number and a text that mean one time", () => {
    const ahead = [new Date("2026-11-22T14:00:00Z"), 46_348.625, "11/22/2026 3:00 pm", "2026-11-22T14:00:00Z"];
    for (const cell of ahead) {
      expect(statuses([lead([5, cell])])).toEqual([
        "Waits: timestamp 2026-11-22 15:00:00 is in the future: at the check it was 2026-11-22 13:00 in Africa/Lagos",
      ]);
    }
  });

  test("no time is asked for while others are missing, where it fills itself in", () => {
    const typed = [
      lead([1, ""], [2, ""], [3, ""], [4, ""], [5, ""]),
      lead([4, "Germny"], [5, ""]),
      lead([1, ""], [5, "soon"]),
    ];
    expect(statuses(typed, undefined, { stamps: true })).toEqual([
      "To fill: first name, last name, title, country",
      'To fill: timestamp. Check: country "Germny", did you mean Germany?',
      'Waits: first name is missing; timestamp "soon" is not a date and time',
    ]);
    expect(statuses(typed.slice(0, 1))).toEqual(["To fill: first name, last name, title, country, timestamp"]);
  });

  test("all that is wrong with a row that waits, and suggests nothing that would wait itself", () => {
    expect(statuses([lead([4, "Germny"], [5, "13/11/2026 10:00"]), lead([5, "31/12/2026 10:00"])])).toEqual([
      expect.stringMatching(
        /^Waits: country "Germny", did you mean Germany\?; timestamp .* did you mean 2026-11-13 10:00\?$/,
      ),
      expect.not.stringContaining("did you mean"),
    ]);
  });

  test("something for every row given, also for blank ones at the end", () => {
    const blank = ["", "", "", "", "", ""];
    expect(statuses([lead(), blank, blank])).toEqual(["OK", "", ""]);
    expect(statuses([])).toEqual([]);
  });

  test("nothing of a column beside those of the contract", () => {
    const sheet = tab([
      ["Status", ...LEADS_HEADER, "Phone"],
      ["OK", ...lead(), 7],
      ["To check", ...lead([1, ""]), ""],
      ["", ...lead().map(() => ""), "a number of nobody"],
    ]);
    expect(checked(input(sheet)).statuses).toEqual(["OK", "To fill: first name", ""]);
  });
});

describe("cells of words that are no texts", () => {
  const companies = companyTab(["007", "Nigeria"]);
  const row = lead([0, 7], [1, true], [2, new Date("2026-03-04T00:00:00Z")]);
  const sheet = tab([LEADS_HEADER, row]);

  test("are what they look like", () => {
    const shown = { firstColumn: 0, texts: [LEADS_HEADER.slice(0, 3), ["007", "TRUE", "4 March"]] };
    const { statuses, leads } = checked(input({ ...sheet, shown }, companies));
    expect(statuses).toEqual(["OK"]);
    expect([0, 1, 2].map((field) => leads.cellText(field, 0))).toEqual(["007", "TRUE", "4 March"]);
  });

  test("and it is said for which columns that must be known", () => {
    const zone = loadZone("Africa/Lagos");
    const needed = (...rows: SheetCell[][]) => columnsToShow(tab([LEADS_HEADER, ...rows]), zone);
    expect(needed(lead(), lead([1, true]))).toBeNull();
    expect(needed(lead(), row)).toEqual({ firstColumn: 0, lastColumn: 2 });
    expect(needed(lead(), lead([3, 5]))).toEqual({ firstColumn: 3, lastColumn: 3 });
  });
});

describe("when clocks change", () => {
  const options = { zone: "Europe/Berlin" };
  const zone = loadZone(options.zone);
  // 02:30 does not exist that day: Sheets keeps what was typed, and hands out the date an hour later.
  const skipped = new Date("2026-03-29T01:30:00Z");
  const sheet = (shown: string) => ({
    ...tab([LEADS_HEADER, lead([5, skipped])]),
    shown: { firstColumn: 5, texts: [["Timestamp"], [shown]] },
  });

  test("a time that was skipped is known by what its cell shows", () => {
    expect(columnsToShow(tab([LEADS_HEADER, lead([5, skipped])]), zone)).toEqual({
      firstColumn: 5,
      lastColumn: 5,
    });
    expect(checked(input(sheet("3/29/2026 2:30:00"), undefined, options)).statuses[0]).toMatch(/does not exist/);
    expect(checked(input(sheet("3/29/2026 3:30:00"), undefined, options)).statuses).toEqual(["OK"]);
  });

  test("a time that came twice is the earlier, whichever was handed out", () => {
    for (const instant of ["2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"]) {
      const { statuses, leads } = checked(input(tab([LEADS_HEADER, lead([5, new Date(instant)])]), undefined, options));
      expect(statuses[0]).toMatch(/timestamp 2025-10-26 02:30:00 exists twice/);
      expect((leads.readings.fields[5] as InstantReadings).instants[0]).toBe(Date.parse("2025-10-26T00:30:00Z"));
    }
  });
});

describe("headers", () => {
  test("that do not say which column is which are one state, each with its cell and the way out", () => {
    const result = checkSheet(
      input(
        tab([["Company", "First Name", "Last Name", "Title", "Land", "Timestamp", "Timestamp"]]),
        tab([], { contract: COMPANIES }),
      ),
    );
    expect(result).toEqual({
      readable: false,
      problems: [
        expect.objectContaining({
          code: "HEADER_MISSING",
          cell: "Leads!H1",
          wayOut: expect.stringContaining('"Country"'),
        }),
        expect.objectContaining({
          code: "HEADER_DOUBLED",
          cell: "Leads!G1",
          wayOut: expect.stringContaining("Keep one"),
        }),
        expect.objectContaining({ code: "HEADER_ROW_MISSING", cell: "Companies!A1" }),
      ],
    });
  });

  test("below a title are named by their row, of either tab", () => {
    const title = LEADS_HEADER.map((_, i) => (i === 0 ? "Leads of May" : ""));
    const blank = title.map(() => "");
    const below = {
      code: "HEADER_ROW_MISSING",
      field: null,
      cell: "Leads!A3",
      sentence: "Row 3 of Leads looks like the header.",
      wayOut: "Delete the rows above it.",
    };
    expect(checkSheet(input(tab([title, blank, LEADS_HEADER, lead()])))).toEqual({
      readable: false,
      problems: [below],
    });
    const companies = tab([["", ""], COMPANIES_HEADER, ["Acme", "Nigeria"]], { contract: COMPANIES });
    expect(checkSheet(input(tab([LEADS_HEADER, lead()]), companies))).toMatchObject({
      problems: [{ sentence: "Row 2 of Companies looks like the header.", cell: "Companies!A2" }],
    });
  });

  test("below a title are found by a team's own names too", () => {
    const names = ["Firma", "Vorname", "Nachname", "Funktion", "Land", "Erfasst"];
    const { own } = readOwnHeaders(names.map((header, i) => ({ tab: "Leads", column: LEADS_HEADER[i], header })));
    const title = names.map((_, i) => (i === 0 ? "Leads of May" : ""));
    expect(checkSheet(input(tab([title, names, lead()], { own })))).toMatchObject({
      problems: [{ sentence: "Row 2 of Leads looks like the header.", cell: "Leads!A2" }],
    });
  });

  test("an alias beside the exact header is ignored, also once the exact one is renamed", () => {
    const elsewhere = [...lead(), "Elsewhere"];
    const remembered = [{ column: 4, field: "Leads.country" }];
    for (const country of ["Country", "Land", ""]) {
      const header = [...LEADS_HEADER.with(4, country), "Location"];
      const { statuses, notices } = checked(input(tab([header, elsewhere], { remembered })));
      expect(statuses).toEqual(["OK"]);
      expect(notices.at(-1)!.sentence).toBe(
        'Leads!G1 ("Location") is ignored: Leads!E1 ("Country") is the column for the country.',
      );
    }
  });

  test("that were renamed, or nearly right, are read, with the cell to put right", () => {
    const header = ["Company", "First Nmae", "Last Name", "Title", "Land", "Timestamp"];
    const sheet = tab([header, lead()], { remembered: [{ column: 4, field: "Leads.country" }] });
    const { statuses, notices } = checked(input(sheet));
    expect(statuses).toEqual(["OK"]);
    expect(notices.map(({ code, cell, suggestion }) => [code, cell, suggestion])).toEqual([
      ["HEADER_RENAMED", "Leads!E1", "Country"],
      ["HEADER_NEAR_MISS", "Leads!B1", "First Name"],
    ]);
  });
});

describe("two possible duplicates that a person keeps apart", () => {
  const sheet = tab([LEADS_HEADER, lead([1, "Zoë"]), lead([1, "Zoe"]), lead([1, "zoè"])]);
  const pairsOf = (...rows: number[]) =>
    checked(input(sheet))
      .problems()
      .items.filter(({ row }) => rows.includes(row))
      .map(({ pair }) => {
        const { one, other } = pairOfRow([...pair!.one, ...pair!.other])!;
        return pairHash(one, other);
      });

  test("are told no more; a third row still is, and names one it is not kept apart from", () => {
    const [secondAndThird] = pairsOf(3);
    const { statuses } = checked(input(sheet, undefined, { apart: new Set([secondAndThird]) }));
    expect(statuses).toEqual([
      "Check: possible repeat of row 4",
      "Check: possible repeat of row 4",
      "Check: possible repeat of row 2",
    ]);
  });
});
