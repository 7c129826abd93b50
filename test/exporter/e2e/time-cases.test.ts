import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lead } from "../commands/cli";
import { openWorld } from "../inputs/workbook/local";
import { select } from "./parquet";
import { csv, LEADS_HEADER, oneObject, program, published, workplace } from "./world";

// Timestamp columns from public reports: of Google Forms (gecko-sustainability), epoch time after Excel (Tangerine-legacy #116,
// constellation-app #1723), dates with dots (google-calendar-hours #66), days and months swapped (caspion #476, getodk/collect #4415).
const place = workplace();
const WHEN = ["--as-of", "2026-11-22T12:00:00Z", "--zone", "Africa/Lagos"];
const COMPANIES = [
  ["Company", "HQ Location"],
  ["Acme Ltd", "Nigeria"],
];

interface Found {
  /** By sheet row: the instant and local date of a clean lead, the problem of a held one. */
  rows: string[][];
  /** The sentences of held rows, as `check` lists them. */
  sentences: string[];
  notices: string[];
}

const cellsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
const leadsOf = (cells: unknown[]) => [
  LEADS_HEADER,
  ...cells.map((cell, i) => ["Acme Ltd", `F${i}`, `L${i}`, "CTO", "Nigeria", cell]),
];
const SELECT = `SELECT source_row, strftime(operator_timestamp, '%Y-%m-%dT%H:%M:%SZ'), CAST(captured_date AS VARCHAR) FROM leads
  UNION ALL SELECT source_row, problems, NULL FROM held ORDER BY 1`;
const rowsOf = async (folder: string) =>
  (await select(folder, SELECT)).map(([, ...rest]) => rest.filter((cell) => cell !== null) as string[]);
const dateOrders = (notices: { code: string; sentence: string }[]) =>
  notices.filter(({ code }) => code === "DATE_ORDER").map(({ sentence }) => sentence);

/** Through `run` and `check` on a file. */
async function fromFile(name: string, leads: string, more: string[] = []): Promise<Found> {
  const file = place.write(name, leads);
  const companies = place.write("companies.csv", csv(COMPANIES));
  const [run, check] = await Promise.all([
    published({ leads: file, companies, out: place.newOut(), when: WHEN, more }),
    program(["check", file, "--companies", companies, ...WHEN, ...more, "--json"]),
  ]);
  const { notices, problems } = JSON.parse(check.stdout);
  expect(dateOrders(notices)).toEqual(dateOrders(run.notices));
  const sentences = problems.map(({ sentence }: { sentence: string }) => sentence);
  return { rows: await rowsOf(run.folder), sentences, notices: dateOrders(run.notices) };
}

/** Through `run` on a workbook in which a person typed the cells. */
async function fromSheet(leads: unknown[][], locale = "en_US", as: "RAW" | "USER_ENTERED" = "RAW"): Promise<Found> {
  const world = await openWorld({ leads: [LEADS_HEADER], companies: COMPANIES });
  try {
    world.batch({ updateSpreadsheetProperties: { properties: { locale }, fields: "locale" } });
    world.put("Leads!A1", leads, as);
    const out = place.newOut();
    const env = { LEAD_EXPORT_SHEETS_URL: world.google.url, LEAD_EXPORT_SHEETS_TOKEN: world.google.token };
    const words = ["run", "--spreadsheet", world.id, "--out", out, ...WHEN.slice(0, 2), "--json"];
    const ended = await lead(words, { env });
    const { snapshot, notices, error } = oneObject(ended);
    expect([error, ended.code]).toEqual([undefined, 0]);
    return { rows: await rowsOf(join(out, "snapshots", snapshot!)), sentences: [], notices: dateOrders(notices) };
  } finally {
    await world.google.close();
  }
}

const HELD = ["BAD_TIMESTAMP operator_timestamp"];
const clean = (instant: string, day = instant.slice(0, 10)) => [`${instant}Z`, day];
const noOffset = (text: string, zone: string) =>
  `timestamp "${text}" ends in ${zone}, a zone's name that does not state its offset from UTC: write the offset instead, such as GMT+1`;
const lost = (text: string) =>
  `timestamp "${text}" has lost digits to scientific notation: write all of them, or a date and time`;

describe.each<[string, unknown[], string[][], string[]]>([
  [
    "google-forms-zone",
    ["2026/06/29 4:41:33 PM GMT+1:30", "2026/06/29 4:41:33 PM UTC-8", "6/29/2026 4:41:33 PM IST"],
    [
      clean("2026-06-29T15:41:33"),
      clean("2026-06-29T11:11:33"),
      clean("2026-06-29T19:41:33"),
      clean("2026-06-29T16:41:33"),
      HELD,
      HELD,
      clean("2026-06-29T15:11:33"),
      clean("2026-06-30T00:41:33"),
      HELD,
    ],
    [
      noOffset("2026/06/29 4:41:33 PM EST", "EST"),
      noOffset("2026/06/29 4:41:33 PM CET", "CET"),
      noOffset("6/29/2026 4:41:33 PM IST", "IST"),
    ],
  ],
  [
    "epoch-in-scientific",
    ["1E12", "1,78044E+12", "1.78044E+09"],
    [HELD, clean("2026-06-02T23:55:29", "2026-06-03"), clean("2026-06-02T23:55:29", "2026-06-03"), HELD, HELD, HELD],
    [lost("1.78044E+12"), lost("1E12"), lost("1,78044E+12"), lost("1.78044E+09")],
  ],
  [
    "epoch-seconds",
    ["1780444529000000000", "1780444529.5", "202606030155", "20260603"],
    [HELD, HELD, HELD, HELD, HELD, HELD, clean("2026-06-02T23:00:00", "2026-06-03")],
    [
      'timestamp "1780444529" looks like seconds since 1970, did you mean 2026-06-03 00:55:29?',
      'timestamp "1780444529000000" looks like microseconds since 1970, did you mean 2026-06-03 00:55:29?',
      'timestamp "20260603015529" looks like a date and time without separators, did you mean 2026-06-03 01:55:29?',
      'timestamp "1780444529000000000" looks like nanoseconds since 1970, did you mean 2026-06-03 00:55:29?',
      'timestamp "1780444529.5" looks like seconds since 1970, did you mean 2026-06-03 00:55:29.500?',
      'timestamp "202606030155" looks like a date and time without separators, did you mean 2026-06-03 01:55:00?',
    ],
  ],
  [
    "dotted-dates",
    ["3. 6. 2026", "03.06.2026 1:55 p. m.", "6.25.2026"],
    [
      clean("2026-06-02T23:00:00", "2026-06-03"),
      clean("2026-06-05T09:00:00"),
      clean("2026-06-02T23:00:00", "2026-06-03"),
      clean("2026-06-03T12:55:00"),
      HELD,
    ],
    ['timestamp "6.25.2026" is not a date and time, did you mean 2026-06-25?'],
  ],
])("%s, with its neighbours", (name, neighbours, rows, sentences) => {
  const named = cellsOf(readFileSync(`test/cases/files/${name}/leads.csv`, "utf8")).slice(1);
  const cells = [...named.map((row) => row[5]), ...neighbours];

  test("as a file, whatever the order of day and month", async () => {
    const orders = await Promise.all(
      ["mdy", "dmy"].map((order) => fromFile(`${name}-${order}.csv`, csv(leadsOf(cells)), ["--date-order", order])),
    );
    expect(orders[0]).toEqual({ rows, sentences, notices: [] });
    // Of these only 6/29 has an order.
    if (name !== "google-forms-zone") expect(orders[1]).toEqual(orders[0]);
  });

  test.each(["en_US", "ja_JP"])("as cells of a sheet in %s", async (locale) => {
    // A date with slashes and its year last is not read where years come first.
    expect((await fromSheet(leadsOf(cells), locale)).rows).toEqual(rows);
  });
});

describe("digits lost to scientific notation", () => {
  const json = (cells: string[]) =>
    `[${leadsOf([]).map((row) => JSON.stringify(row))},${cells.map(
      (cell, i) => `["Acme Ltd","F${i}","L${i}","CTO","Nigeria",${cell}]`,
    )}]`;

  test("are missed in the numbers of a JSON file as well, also where the column comes late", async () => {
    const cells = ["1.78044E+12", "1E12", "1.780444529E12", "1780444529000", "46176.5"];
    const { rows, sentences } = await fromFile("scientific.json", json(cells));
    const instant = clean("2026-06-02T23:55:29", "2026-06-03");
    expect(rows).toEqual([HELD, HELD, instant, instant, clean("2026-06-03T11:00:00")]);
    expect(sentences).toEqual([lost("1.78044E+12"), lost("1E12")]);
    const lead = (i: number, more: string) =>
      `{"Company":"Acme Ltd","First Name":"F${i}","Last Name":"L${i}","Title":"CTO","Country":"Nigeria"${more}}`;
    const late = `[${lead(0, "")},${lead(1, ',"Timestamp":1.78044E+12')},${lead(2, ',"Timestamp":1780444529000')}]`;
    expect((await fromFile("late.json", late)).rows).toEqual([["MISSING operator_timestamp"], HELD, instant]);
  });
});

describe("sheets-day-month-swap", () => {
  const SWAPPED = readFileSync("test/cases/files/sheets-day-month-swap/leads.csv", "utf8");
  const SENTENCE =
    "Leads: 2 timestamps only make sense with the day first (rows 4 and 5), but 2 others were read with the month first (rows 2 and 3).";
  const IN_SHEET =
    " If this table writes the day first, choose a locale that does under File > Settings, then type the timestamps of these rows " +
    "again: a date keeps the day and month that it was first read with.";
  const ROWS = [clean("2026-03-06T09:00:00"), clean("2026-05-06T10:00:00"), HELD, HELD];

  test("as a file: run and check say it, in the words of the command line", async () => {
    const { rows, notices } = await fromFile("swapped.csv", SWAPPED);
    expect(rows).toEqual(ROWS);
    expect(notices).toEqual([
      `${SENTENCE} If this table writes the day first, its date order has to be set to dmy where the export is set up.`,
    ]);
    const right = await fromFile("swapped.csv", SWAPPED, ["--date-order", "dmy"]);
    expect([right.notices, right.sentences]).toEqual([[], []]);
  });

  test("typed into a sheet, where Google makes dates of some of them", async () => {
    expect(await fromSheet(cellsOf(SWAPPED), "en_US", "USER_ENTERED")).toEqual({
      rows: ROWS,
      sentences: [],
      notices: [SENTENCE + IN_SHEET],
    });
    expect((await fromSheet(cellsOf(SWAPPED), "en_GB", "USER_ENTERED")).notices).toEqual([]);
  });

  test("the other way round: month first in a British sheet; and days that fit both orders are no evidence", async () => {
    const american = ["06/03/2026 10:00", "05/06/2026", "06/13/2026 10:00", "06/06/2026"];
    const { notices } = await fromSheet(leadsOf(american), "en_GB", "USER_ENTERED");
    expect(notices).toEqual([
      "Leads: 1 timestamp only makes sense with the month first (row 4), but 2 others were read with the day first (rows 2 and 3)." +
        IN_SHEET.replace("writes the day", "writes the month"),
    ]);
    expect((await fromSheet(leadsOf(american.slice(0, 2)), "en_GB", "USER_ENTERED")).notices).toEqual([]);
  });

  test("the future tells too: days up to 12 alone", async () => {
    const ahead = ["10/11/2026", "03/06/2026", "12/11/2026"];
    const sentence =
      "Leads: 1 timestamp only makes sense with the day first (row 4), but 2 others were read with the month first (rows 2 and 3).";
    expect((await fromSheet(leadsOf(ahead), "en_US", "USER_ENTERED")).notices).toEqual([sentence + IN_SHEET]);
    expect((await fromFile("ahead.csv", csv(leadsOf(ahead)))).notices[0]).toContain(sentence);
  });
});
