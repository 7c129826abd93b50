import { describe, expect, test } from "vitest";
import { select } from "./parquet";
import { LEADS_HEADER, published, workplace } from "./world";

const place = workplace();
const companies = place.companies("companies.csv", [["Acme", "Nigeria"]]);
const at = (asOf: string, zone: string) => ["--as-of", asOf, "--zone", zone];
const NOON = "2026-11-22T12:00:00Z";

/** One lead for each cell; the instant each is kept as, or the code that holds it. */
async function readCells(name: string, cells: unknown[], when: string[], more: string[] = []) {
  const rows = cells.map((cell, i) => ["Acme", "Ada", `Obi ${i}`, "CTO", "Nigeria", cell]);
  const isJson = cells.some((cell) => typeof cell === "number");
  const leads = isJson ? place.write(name, JSON.stringify([LEADS_HEADER, ...rows])) : place.leads(name, rows);
  const result = await published({ leads, companies, out: place.newOut(), when, more });
  expect(result.counts.leads.read).toBe(cells.length);
  const kept = await select(
    result.folder,
    `SELECT source_row, strftime(operator_timestamp, '%Y-%m-%dT%H:%M:%S.%gZ'), CAST(captured_date AS VARCHAR), warnings FROM leads
     UNION ALL SELECT source_row, problems, operator_timestamp, NULL FROM held ORDER BY 1`,
  );
  return { ...result, kept: kept.map(([, ...rest]) => rest) };
}

test("date text in both orders: read in the order asked for, the other order held, never guessed", async () => {
  const cells = [
    "3/4/2026 1:55:29",
    "11/20/2026 14:00",
    "20/11/2026 14:00",
    "2026-04-03",
    "20 Nov 2026, 2:00 pm",
    "13/13/2026",
  ];
  const [mdy, dmy] = await Promise.all([
    readCells("mdy.csv", cells, at(NOON, "UTC"), ["--date-order", "mdy"]),
    readCells("dmy.csv", cells, at(NOON, "UTC"), ["--date-order", "dmy"]),
  ]);
  const held = (cell: string) => ["BAD_TIMESTAMP operator_timestamp", cell, null];
  expect(mdy.kept).toEqual([
    ["2026-03-04T01:55:29.000Z", "2026-03-04", null],
    ["2026-11-20T14:00:00.000Z", "2026-11-20", null],
    held("20/11/2026 14:00"),
    ["2026-04-03T00:00:00.000Z", "2026-04-03", null],
    ["2026-11-20T14:00:00.000Z", "2026-11-20", null],
    held("13/13/2026"),
  ]);
  expect(dmy.kept).toEqual([
    ["2026-04-03T01:55:29.000Z", "2026-04-03", null],
    held("11/20/2026 14:00"),
    ["2026-11-20T14:00:00.000Z", "2026-11-20", null],
    ["2026-04-03T00:00:00.000Z", "2026-04-03", null],
    ["2026-11-20T14:00:00.000Z", "2026-11-20", null],
    held("13/13/2026"),
  ]);
});

test.each(["serials.csv", "serials.json"])(
  "serials, epoch milliseconds, offsets and the edges of the range: %s",
  async (name) => {
    const serial = (iso: string) => Date.parse(`${iso}Z`) / 86_400_000 + 25_569;
    const numbers = [
      serial("2026-11-20T08:30:00"),
      44_888.080_196_759_26,
      Date.parse("2026-11-20T08:30:00Z"),
      36_526,
      36_525,
      20_261_120,
    ];
    const texts = [
      "2026-11-20T08:30:00+02:00",
      "2026-11-20T07:30:00.123456Z",
      "2026-11-22 13:05:00",
      "2026-11-22 13:05:01",
      "1999-12-31 23:59:59",
      "soon",
    ];
    const cells = [...(name.endsWith("json") ? numbers : numbers.map(String)), ...texts];
    const { kept } = await readCells(name, cells, at(NOON, "Africa/Lagos"));
    expect(kept).toEqual([
      ["2026-11-20T07:30:00.000Z", "2026-11-20", null],
      ["2022-11-23T00:55:29.000Z", "2022-11-23", null],
      ["2026-11-20T08:30:00.000Z", "2026-11-20", null],
      ["1999-12-31T23:00:00.000Z", "2000-01-01", null],
      ["OUT_OF_RANGE operator_timestamp", "36525", null],
      ["2026-11-19T23:00:00.000Z", "2026-11-20", null],
      ["2026-11-20T06:30:00.000Z", "2026-11-20", null],
      ["2026-11-20T07:30:00.123Z", "2026-11-20", null],
      // Five minutes after as-of are forgiven, a second more is not.
      ["2026-11-22T12:05:00.000Z", "2026-11-22", null],
      ["FUTURE_TIMESTAMP operator_timestamp", "2026-11-22 13:05:01", null],
      ["OUT_OF_RANGE operator_timestamp", "1999-12-31 23:59:59", null],
      ["BAD_TIMESTAMP operator_timestamp", "soon", null],
    ]);
  },
);

test("Berlin: the hour that does not exist moves forward, the hour that exists twice is the earlier; both warn", async () => {
  const spring = [
    "2026-03-29 01:59:59",
    "2026-03-29 02:00:00",
    "3/29/2026 2:30:00",
    "2026-03-29 03:00:00",
    "46110.104166666664",
  ];
  const autumn = [
    "2026-10-25 01:59:59",
    "2026-10-25 02:00:00",
    "10/25/2026 2:59:59 AM",
    "2026-10-25 03:00:00",
    "2026-10-25T02:30:00+01:00",
  ];
  const { kept } = await readCells("berlin.csv", [...spring, ...autumn], at(NOON, "Europe/Berlin"));
  expect(kept).toEqual([
    ["2026-03-29T00:59:59.000Z", "2026-03-29", null],
    ["2026-03-29T01:00:00.000Z", "2026-03-29", "GAP_TIMESTAMP"],
    ["2026-03-29T01:30:00.000Z", "2026-03-29", "GAP_TIMESTAMP"],
    ["2026-03-29T01:00:00.000Z", "2026-03-29", null],
    ["2026-03-29T01:30:00.000Z", "2026-03-29", "GAP_TIMESTAMP"],
    ["2026-10-24T23:59:59.000Z", "2026-10-25", null],
    ["2026-10-25T00:00:00.000Z", "2026-10-25", "TWICE_TIMESTAMP"],
    ["2026-10-25T00:59:59.000Z", "2026-10-25", "TWICE_TIMESTAMP"],
    ["2026-10-25T02:00:00.000Z", "2026-10-25", null],
    ["2026-10-25T01:30:00.000Z", "2026-10-25", null],
  ]);
});

describe("the year boundary", () => {
  const INSTANTS = ["2025-12-31T22:59:59Z", "2025-12-31T23:00:00Z", "2025-12-31T23:30:00Z", "2026-01-01T00:00:00Z"];

  test("Lagos begins 2026 an hour before UTC: months and days are those of the zone", async () => {
    const asOf = "2026-01-01T00:30:00Z";
    const [lagos, utc] = await Promise.all([
      readCells("lagos.csv", INSTANTS, at(asOf, "Africa/Lagos")),
      readCells("utc.csv", INSTANTS, at(asOf, "UTC")),
    ]);
    expect(lagos.answers.leads_per_month).toEqual([{ month: 1, leads: 3 }]);
    expect(utc.answers.leads_per_month).toEqual([{ month: 1, leads: 1 }]);
    const days = (leads: number[]) =>
      [23, 24, 25, 26, 27, 28, 29, 30, 31, 1].map((day, i) => ({
        day: i < 9 ? `2025-12-${day}` : "2026-01-01",
        leads: leads[i],
      }));
    expect(lagos.answers.leads_past_10_days).toEqual(days([0, 0, 0, 0, 0, 0, 0, 0, 1, 3]));
    expect(utc.answers.leads_past_10_days).toEqual(days([0, 0, 0, 0, 0, 0, 0, 0, 3, 1]));
  });

  test("an instant before midnight the new year has no month yet in UTC, one in Lagos", async () => {
    const asOf = "2025-12-31T23:30:00Z";
    const [lagos, utc] = await Promise.all([
      readCells("lagos-eve.csv", INSTANTS.slice(0, 3), at(asOf, "Africa/Lagos")),
      readCells("utc-eve.csv", INSTANTS.slice(0, 3), at(asOf, "UTC")),
    ]);
    expect(lagos.answers.leads_per_month).toEqual([{ month: 1, leads: 2 }]);
    expect(utc.answers.leads_per_month).toHaveLength(12);
    expect(utc.answers.leads_per_month.at(-1)).toEqual({ month: 12, leads: 3 });
  });
});
