import { afterEach, describe, expect, test } from "vitest";
import type { SheetsClient } from "../../../../exporter/inputs/workbook/client";
import { readWorkbook, type WorkbookRead } from "../../../../exporter/inputs/workbook/read-workbook";
import { rememberColumns } from "../../../../exporter/inputs/workbook/remember-columns";
import type { Cell } from "../../../../shared/cell";
import { OWN_HEADERS } from "../../../../shared/workbook";
import { COMPANIES, LEADS, LEADS_HEADER, openWorld, type World } from "./local";

const TABS = { leads: "Leads", companies: "Companies" };
const worlds: World[] = [];

async function open(...setup: Parameters<typeof openWorld>): Promise<World> {
  const world = await openWorld(...setup);
  worlds.push(world);
  return world;
}
afterEach(async () => {
  await Promise.all(worlds.splice(0).map(({ google }) => google.close()));
});

const read = (world: World, client = world.client()) => readWorkbook(client, TABS, () => {});
const rowsOf = ({ tabs }: WorkbookRead, tab: "leads" | "companies" = "leads"): Cell[][] =>
  tabs[tab].text
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** A client after whose `n`th call (from 1) something happens in the workbook. */
function disturbed(world: World, happens: (n: number) => void): SheetsClient {
  const client = world.client();
  let calls = 0;
  return {
    ...client,
    call: async (call) => {
      const answer = await client.call(call);
      happens(++calls);
      return answer;
    },
  };
}

describe("what is read", () => {
  test("both tabs, the header first, dates as serial numbers; with the workbook's title, zone and locale", async () => {
    const result = await read(await open());
    expect(result).toMatchObject({ title: "Leads", zone: "Africa/Lagos", locale: "en_US" });
    const [header, first] = rowsOf(result);
    expect(header).toEqual(LEADS_HEADER);
    expect(first.slice(0, 5)).toEqual(LEADS[1].slice(0, 5));
    expect(first[5]).toBeCloseTo(46346 + 8 / 24, 6);
    expect(rowsOf(result, "companies")).toEqual(COMPANIES);
  });

  test("blank rows between rows are rows; those after the last filled one are not", async () => {
    const world = await open();
    world.put("Leads!A8", [["Late", "Row", "After", "Three", "Ghana", "2026-11-01"]]);
    world.put("Leads!A20", [["", "", "", "", "", ""]]);
    const rows = rowsOf(await read(world));
    expect(rows).toHaveLength(8);
    expect(rows.slice(4, 7)).toEqual([[], [], []]);
    expect(rows[7][0]).toBe("Late");
  });

  test("a number in a column of words is what it looks like, in the timestamp column it stays a number", async () => {
    const world = await open();
    world.put("Leads!B2", [[7]]);
    world.put("Leads!E3", [[1234.5]]);
    world.put("Companies!A3", [[42]]);
    world.batch({
      repeatCell: {
        range: { sheetId: 1, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 1, endColumnIndex: 2 },
        cell: { userEnteredFormat: { numberFormat: { type: "NUMBER", pattern: "000" } } },
        fields: "userEnteredFormat.numberFormat",
      },
    });
    const result = await read(world);
    expect(rowsOf(result)[1][1]).toBe("007");
    expect(rowsOf(result)[2][4]).toBe("1234.5");
    expect(rowsOf(result, "companies")[2][0]).toBe("42");
    expect(rowsOf(result)[1][5]).toBeTypeOf("number");
  });

  test("names that look like something else stay names", async () => {
    const names = ["None", "NA", "null", "TRUE", "007", "=1+1", "1e5", "#REF!", " x ", "__proto__"];
    const leads = [LEADS_HEADER, ...names.map((name) => ["Acme", name, name, "CTO", "Ghana", "2026-11-20"])];
    const rows = rowsOf(await read(await open({ leads })));
    expect(rows.slice(1).map((row) => row[1])).toEqual(names);
  });

  test("a filled cell beyond the header makes a column without a name, of which only is kept that something stands there", async () => {
    const world = await open();
    world.put("Leads!I3", [["a note"]]);
    const rows = rowsOf(await read(world));
    expect(rows[0]).toEqual([...LEADS_HEADER, "", "", ""]);
    expect(rows[2][8]).toBe(true);
  });

  test("a column that is none of the contract's changes nothing: no row more, and no new content", async () => {
    const world = await open();
    const before = await read(world);
    world.put("Leads!H1", [["Clock"], ["10:00"], ["10:01"]]);
    world.put("Leads!H900", [["FALSE"]]);
    const named = await read(world);
    expect(rowsOf(named)).toHaveLength(4);
    const ticking = disturbed(world, (n) => world.put("Leads!H2", [[`10:0${n}`]]));
    expect((await read(world, ticking)).revision).toBe(named.revision);
    // A new header is listed among those that are ignored.
    expect(named.revision).not.toBe(before.revision);
  });

  test("tabs by other names, with quotes and spaces, in any case", async () => {
    const world = await open();
    const title = "Q4 'hot' leads!A1";
    world.batch({ updateSheetProperties: { properties: { sheetId: 1, title }, fields: "title" } });
    const names = { leads: title.toUpperCase(), companies: "companies" };
    const result = await readWorkbook(world.client(), names, () => {});
    expect(rowsOf(result)).toHaveLength(4);
  });

  test("a header below the first row is found, and told as files are", async () => {
    const world = await open();
    world.put("Leads!A1", [
      ["Lead list, please keep tidy", "", "", "", "", ""],
      ["", "", "", "", "", ""],
      LEADS_HEADER,
      ...LEADS.slice(1),
    ]);
    const failure = await read(world).catch((error) => error);
    expect(failure).toMatchObject({
      code: "HEADER_ROW_MISSING",
      message: 'The workbook "Leads": Row 3 of Leads looks like the header.',
    });
  });

  test("cells merged over rows are named; merged headers, and merges in other columns, are not", async () => {
    const world = await open();
    const merge = (startRowIndex: number, endRowIndex: number, startColumnIndex: number, endColumnIndex: number) =>
      world.batch({
        mergeCells: {
          range: { sheetId: 1, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex },
          mergeType: "MERGE_ALL",
        },
      });
    merge(1, 3, 7, 8);
    expect((await read(world)).tabs.leads.notices).toEqual([]);
    merge(1, 3, 0, 1);
    const { notices } = (await read(world)).tabs.leads;
    expect(notices).toEqual([
      { code: "MERGED_CELLS", sentence: expect.stringMatching(/^Cells are merged: Leads!A2:A3\. .*first row only/) },
    ]);
  });

  test("a tab larger than one response is read in blocks, blank blocks and all", async () => {
    const world = await open();
    world.batch({
      updateSheetProperties: {
        properties: { sheetId: 1, gridProperties: { rowCount: 160_000, columnCount: 8 } },
        fields: "gridProperties(rowCount,columnCount)",
      },
    });
    world.put("Leads!A50000", [
      ["Edge", "of", "first", "block", "Ghana", "2026-11-01"],
      ["Edge", 7, "second", "block", "Ghana", "2026-11-01"],
    ]);
    world.put("Leads!A159999", [["Far", "away", "in", "fourth", "Ghana", "2026-11-01"]]);
    const rows = rowsOf(await read(world));
    expect(rows).toHaveLength(159_999);
    expect([1, 49_999, 50_000, 159_998].map((i) => rows[i].slice(0, 3))).toEqual([
      ["Acme", "Ada", "Obi"],
      ["Edge", "of", "first"],
      ["Edge", "7", "second"],
      ["Far", "away", "in"],
    ]);
    expect(world.google.log.calls.every(({ status }) => status === 200)).toBe(true);
  });

  test.each<[string, string[][], string]>([
    ["a lost column", [LEADS_HEADER.toSpliced(4, 1)], "HEADER_MISSING"],
    ["two columns for one field", [[...LEADS_HEADER, "Country"]], "HEADER_DOUBLED"],
    ["no header", [["x", "y", "z"]], "HEADER_ROW_MISSING"],
    ["an empty tab", [], "HEADER_ROW_MISSING"],
  ])("%s is refused by name", async (_, leads, code) => {
    const world = await open();
    world.edit("POST", "/values/Leads:clear");
    world.put("Leads!A1", leads);
    await expect(read(world)).rejects.toMatchObject({ code, exit: 3, message: expect.stringContaining("Leads") });
  });
});

describe("when somebody edits meanwhile", () => {
  test("it is read again until two readings agree", async () => {
    const world = await open();
    const client = disturbed(world, (n) => {
      if (n === 2) world.put("Leads!A5", [["New", "Lead", "Typed", "Now", "Ghana", "2026-11-22"]]);
    });
    expect(rowsOf(await read(world, client))).toHaveLength(5);
    expect(world.google.log.calls).toHaveLength(6);
  });

  test("for ever, the run is refused rather than given a mixture", async () => {
    const world = await open();
    const client = disturbed(world, (n) => world.put("Leads!B2", [[`Name ${n}`]]));
    await expect(read(world, client)).rejects.toMatchObject({ code: "SHEET_BUSY", exit: 5 });
    expect(world.google.log.calls).toHaveLength(10);
  });

  test("a tab that is renamed for a moment, and rows deleted between two blocks, do not end the run", async () => {
    const world = await open();
    const rename = (title: string) =>
      world.batch({ updateSheetProperties: { properties: { sheetId: 1, title }, fields: "title" } });
    const client = disturbed(world, (n) => {
      if (n === 1) rename("Other");
      if (n === 2) rename("Leads");
    });
    // The reading of values fails, so that the call after it is the next reading's first.
    const result = read(world, {
      ...client,
      call: (call) =>
        client.call(call).catch((error) => {
          rename("Leads");
          throw error;
        }),
    });
    expect(rowsOf(await result)).toHaveLength(4);
  });

  test("a column moved between its metadata and its values is never taken for another", async () => {
    const world = await open();
    await rememberColumns(world.client(), await read(world));
    world.put("Leads!E1", [["Land"]]);
    const moved = disturbed(world, (n) => {
      if (n !== 1) return;
      world.batch({
        moveDimension: {
          source: { sheetId: 1, dimension: "COLUMNS", startIndex: 4, endIndex: 5 },
          destinationIndex: 0,
        },
      });
    });
    const [header, first] = rowsOf(await read(world, moved));
    expect(header.indexOf("Country")).toBe(0);
    expect(first[0]).toBe("Nigeria");
  });
});

describe("the tab of own headers", () => {
  const own = (world: World, ...rows: string[][]) => {
    world.batch({ addSheet: { properties: { sheetId: 78, title: OWN_HEADERS } } });
    world.put(`'${OWN_HEADERS}'!A1`, [["Tab", "Column", "Header"], ...rows]);
  };

  test("is read with the tables: its headers are those of the contract, and are known again", async () => {
    const world = await open();
    const before = await read(world);
    world.put("Leads!A1", [["Account"]]);
    world.put("Companies!B1", [["Seat"]]);
    await expect(read(world)).rejects.toMatchObject({ code: "HEADER_MISSING" });
    own(world, ["Leads", "Company", "Account"], ["", "", ""], ["companies", "hq_location", "Seat"]);
    const after = await read(world);
    expect([rowsOf(after), rowsOf(after, "companies")]).toEqual([rowsOf(before), rowsOf(before, "companies")]);
    expect(after.revision).toBe(before.revision);
    await rememberColumns(world.client(), after);
    expect((await read(world)).tabs.leads.info.remembered).toHaveLength(LEADS_HEADER.length);
  });

  test("is refused when it names a header of another field", async () => {
    const world = await open();
    own(world, ["Leads", "Company", "Location"]);
    await expect(read(world)).rejects.toMatchObject({
      code: "OWN_HEADERS_BAD",
      exit: 3,
      message: expect.stringContaining('"Location" cannot be a header for Company in Leads: it is one for Country.'),
    });
  });
});

describe("columns once seen", () => {
  async function remembered(): Promise<World> {
    const world = await open();
    await rememberColumns(world.client(), await read(world));
    return world;
  }
  const notices = ({ tabs }: WorkbookRead) => [...tabs.leads.notices, ...tabs.companies.notices];

  test("are found again when their header is renamed or emptied, with a notice that names the cell", async () => {
    const world = await remembered();
    world.put("Leads!E1", [["Land"]]);
    world.put("Companies!B1", [[""]]);
    const result = await read(world);
    expect(rowsOf(result)[0]).toEqual(LEADS_HEADER);
    expect(rowsOf(result, "companies")[0]).toEqual(COMPANIES[0]);
    expect(notices(result)).toEqual([
      { code: "HEADER_RENAMED", sentence: expect.stringMatching(/^Leads!E1 says "Land" now; .*"Country"/) },
      { code: "HEADER_RENAMED", sentence: expect.stringMatching(/^Companies!B1 is empty now; .*"HQ Location"/) },
    ]);
  });

  test.each(["Land", ""])("keep their field when renamed to %j, though an alias stands beside them", async (header) => {
    const world = await open();
    world.put("Leads!G1", [["Location"]]);
    world.put("Leads!G2", [["Elsewhere"]]);
    const before = rowsOf(await read(world));
    await rememberColumns(world.client(), await read(world));
    world.put("Leads!E1", [[header]]);
    const result = await read(world);
    expect(rowsOf(result)).toEqual(before);
    expect(notices(result)).toEqual([
      { code: "HEADER_RENAMED", sentence: expect.stringMatching(/^Leads!E1 .*its column was read as "Country"/) },
    ]);
  });

  test("are found again when they are moved, and renamed as well", async () => {
    const world = await remembered();
    world.put("Leads!A1", [["Firma"]]);
    world.batch({
      moveDimension: {
        source: { sheetId: 1, dimension: "COLUMNS", startIndex: 0, endIndex: 1 },
        destinationIndex: 4,
      },
    });
    const result = await read(world);
    expect(rowsOf(result)[0]).toEqual(["First Name", "Last Name", "Title", "Company", "Country", "Timestamp"]);
    expect(notices(result)[0].sentence).toMatch(/^Leads!D1 says "Firma"/);
  });

  test("do not stand in for a header that rows were put above", async () => {
    const world = await remembered();
    const range = { sheetId: 1, dimension: "ROWS", startIndex: 0, endIndex: 2 };
    world.batch({ insertDimension: { range, inheritFromBefore: false } });
    await expect(read(world)).rejects.toMatchObject({
      code: "HEADER_ROW_MISSING",
      message: expect.stringContaining("Row 3 of Leads looks like the header."),
    });
  });

  test("are refused by name when they are lost", async () => {
    const world = await remembered();
    world.batch({ deleteDimension: { range: { sheetId: 1, dimension: "COLUMNS", startIndex: 4, endIndex: 5 } } });
    await expect(read(world)).rejects.toMatchObject({
      code: "HEADER_MISSING",
      message: expect.stringContaining("country"),
    });
  });

  test("do not overrule a header that names its field: cells cut and pasted leave their mark behind", async () => {
    const world = await remembered();
    const columns = rowsOf(await read(world));
    // Country and Title trade places, headers and all, by hand.
    world.put(
      "Leads!D1",
      columns.map((row) => [row[4], row[3]]),
    );
    const result = await read(world);
    expect(rowsOf(result)[0]).toEqual(["Company", "First Name", "Last Name", "Country", "Title", "Timestamp"]);
    expect(notices(result)).toEqual([]);
    await rememberColumns(world.client(), result);
    world.put("Leads!D1", [["Land"]]);
    expect(rowsOf(await read(world))[0][3]).toBe("Country");
  });

  test("a header that a new column has taken over is not found twice", async () => {
    const world = await remembered();
    world.put("Leads!E1", [["Old country", "Timestamp", "Country"]]);
    const result = await read(world);
    expect(rowsOf(result)[0].indexOf("Country")).toBe(6);
  });

  test("are marked once even if Google lost its answer: the marks are not written a second time", async () => {
    const world = await open();
    world.google.faults.queue({ kind: "503", applied: true, match: { method: "POST" } });
    const first = await read(world);
    await expect(rememberColumns(world.client(), first)).rejects.toMatchObject({
      code: "SHEETS_UNREACHABLE",
      message: expect.stringContaining("not sent again"),
    });
    await rememberColumns(world.client(), await read(world));
    expect(world.google.books.get(world.id)!.developerMetadata).toHaveLength(8);
  });

  test("are marked once: another run changes nothing", async () => {
    const world = await remembered();
    const revision = world.google.books.get(world.id)!.revision;
    await rememberColumns(world.client(), await read(world));
    expect(world.google.books.get(world.id)!.revision).toBe(revision);
  });
});
