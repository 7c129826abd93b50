import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadZone } from "../../exporter/words/zone";
import { DAY_MS, isoDate, localDay } from "../../shared/calendar";
import type { DateOrder } from "../../shared/date-order";
import { plainWallTime } from "../../shared/plain-wall-time";
import { readTimestamp, type TimeContext } from "../../shared/timestamp";
import vectors from "../vectors/timestamps.json" with { type: "json" };

interface Vector {
  cell: string | number | boolean | null;
  instant?: string;
  problem?: string;
  warning?: string;
  suggestion?: string;
}

function contextOf(zone: string, dateOrder: string, asOf: string): TimeContext {
  return { zone: loadZone(zone), dateOrder: dateOrder as DateOrder, asOf: Date.parse(asOf) };
}

const LAGOS = contextOf("Africa/Lagos", "mdy", "2026-11-22T12:00:00Z");
const UTC = contextOf("UTC", "mdy", "2026-11-22T12:00:00Z");

for (const { note, zone, dateOrder, asOf, cells } of vectors) {
  describe(note, () => {
    const context = contextOf(zone, dateOrder, asOf);
    test.each((cells as Vector[]).map((vector) => [vector.cell, vector] as const))("%s", (cell, vector) => {
      const reading = readTimestamp(cell, context);
      const { problem, warning, suggestion } = reading;
      expect({ problem, warning, suggestion }).toEqual({
        problem: vector.problem ?? null,
        warning: vector.warning ?? null,
        suggestion: vector.suggestion,
      });
      if (vector.instant !== undefined) expect(new Date(reading.instant).toISOString()).toBe(vector.instant);
    });
  });
}

test("a suggestion is itself read without a problem", () => {
  for (const { zone, dateOrder, asOf, cells } of vectors) {
    for (const { suggestion } of cells as Vector[]) {
      if (suggestion === undefined) continue;
      expect(readTimestamp(suggestion, contextOf(zone, dateOrder, asOf)).problem, suggestion).toBeNull();
    }
  }
});

test.each([
  ["1780444529", "looks like seconds since 1970"],
  [1780444529, "looks like seconds since 1970"],
  ["1780444529000000", "looks like microseconds since 1970"],
  ["1780444529000000000", "looks like nanoseconds since 1970"],
  ["20260603015529", "looks like a date and time without separators"],
  ["1.78044E+12", "has lost digits to scientific notation: write all of them, or a date and time"],
  ["20230230", "is a number that is no date"],
  [-1, "is a number that is no date"],
  ["1e400", "is too large a number"],
  [
    "2026/06/29 4:41:33 PM EST",
    "ends in EST, a zone's name that does not state its offset from UTC: write the offset instead, such as GMT+1",
  ],
  ["soon", undefined],
  ["1999-12-31", undefined],
])("%s is told why it is not read: %s", (cell, why) => {
  expect(readTimestamp(cell, LAGOS).why).toBe(why);
});

test("however a tool writes an instant with its offset, it is the same instant", () => {
  const two = (value: number) => String(value).padStart(2, "0");
  const second = fc.integer({ min: Date.UTC(2000, 0, 3) / 1000, max: Date.UTC(2026, 10, 20) / 1000 });
  const quarter = fc.integer({ min: -12 * 4, max: 14 * 4 });
  fc.assert(
    fc.property(second, quarter, (seconds, quarters) => {
      const date = new Date(seconds * 1000 + quarters * 900_000);
      const sign = quarters < 0 ? "-" : "+";
      const [hours, minutes] = [Math.floor(Math.abs(quarters) / 4), (Math.abs(quarters) % 4) * 15];
      const [day, time] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 19)];
      const [weekday, ofMonth, month, year] = date.toUTCString().slice(0, 16).replace(",", "").split(" ");
      const half = date.toLocaleTimeString("en-US", { timeZone: "UTC" });
      const short = `GMT${sign}${hours}${minutes === 0 ? "" : `:${two(minutes)}`}`;
      const basic = `${sign}${two(hours)}${two(minutes)}`;
      const extended = `${sign}${two(hours)}:${two(minutes)}`;
      for (const text of [
        `${day}T${time}${extended}[Africa/Lagos]`,
        `${day.replaceAll("-", "/")} ${half} ${short}`,
        `${weekday} ${month} ${ofMonth} ${year} ${time} GMT${basic} (Some Standard Time)`,
        `${weekday}, ${ofMonth} ${month} ${year} ${time} ${basic}`,
        `${weekday} ${month} ${ofMonth} ${time} GMT${extended} ${year}`,
        `${day} ${time} ${basic} WAT m=+0.1`,
        `/Date(${seconds * 1000}${basic})/`,
      ]) {
        expect(readTimestamp(text, LAGOS), text).toEqual({ problem: null, instant: seconds * 1000, warning: null });
      }
    }),
    { numRuns: 2000 },
  );
});

test("200,000 whole seconds come back from their serials exactly", () => {
  let wrong = 0;
  const first = Date.UTC(2000, 0, 1);
  const span = Math.floor((UTC.asOf - first) / 1000);
  for (let i = 0; i < 200_000; i++) {
    const wall = first + ((i * 7_919_993) % span) * 1000;
    const serial = wall / DAY_MS + 25_569;
    if (readTimestamp(serial, UTC).instant !== wall) wrong++;
    if (i % 20 === 0 && readTimestamp(String(serial), UTC).instant !== wall) wrong++;
  }
  expect(wrong).toBe(0);
});

test("the first hour of the year in Lagos is still last year in UTC", () => {
  const { instant } = readTimestamp("2025-01-01 00:30", LAGOS);
  expect(isoDate(localDay(instant))).toBe("2024-12-31");
  expect(instant).toBe(Date.UTC(2024, 11, 31, 23, 30));
});

test("no cell throws, and every reading is a whole instant or a problem", () => {
  const scraps = fc.array(
    fc.constantFrom(
      ..."0 1 2 9 11 23 2022 1999 - / . : , T Z + AM pm Nov November Wed at # ' e E GMT ( ) [ ] Date( m= EST".split(
        " ",
      ),
      " ",
    ),
    { maxLength: 14 },
  );
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    scraps.map((parts) => parts.join("")),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(cell, fc.constantFrom<DateOrder>("mdy", "dmy", "ymd"), (value, dateOrder) => {
      const reading = readTimestamp(value, { ...LAGOS, dateOrder });
      expect(reading.problem !== null || Number.isInteger(reading.instant)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

describe("the plain shapes read from bytes", () => {
  const read = (text: string) => {
    const padded = new TextEncoder().encode(`9${text}9`);
    return plainWallTime(padded, 1, padded.length - 1);
  };

  const number = (max: number, width: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(width, "0"));
  const date = fc.tuple(number(9999, 4), number(13, 2), number(32, 2)).map((parts) => parts.join("-"));
  const fraction = fc
    .tuple(fc.integer({ min: 1, max: 6 }), number(999_999, 6))
    .map(([n, text]) => `.${text.slice(0, n)}`);
  const time = fc
    .tuple(fc.constantFrom(" ", "T"), number(25, 2), number(61, 2), number(61, 2), fc.option(fraction, { nil: "" }))
    .map(([separator, h, m, s, f]) => `${separator}${h}:${m}:${s}${f}`);
  const plain = fc.tuple(date, fc.option(time, { nil: "" })).map((parts) => parts.join(""));

  test("mean what readTimestamp says they mean", () => {
    fc.assert(
      fc.property(plain, (text) => {
        const { problem, instant } = readTimestamp(text, UTC);
        expect(Number.isNaN(read(text))).toBe(problem === "BAD_TIMESTAMP");
        if (problem !== "BAD_TIMESTAMP") expect(read(text)).toBe(instant);
      }),
      { numRuns: 20_000 },
    );
  });

  test("are told from everything near them", () => {
    const spoilt = fc.tuple(plain, fc.nat(26), fc.constantFrom("", ..."0 9 - : . T Z x é +".split(" "), " "));
    fc.assert(
      fc.property(spoilt, ([text, at, scrap]) => {
        const near = text.slice(0, at) + scrap + text.slice(at + 1);
        const wall = read(near);
        // Whatever is taken for plain must mean the same to the rules.
        if (!Number.isNaN(wall)) expect(readTimestamp(near, UTC).instant).toBe(wall);
      }),
      { numRuns: 20_000 },
    );
  });

  test.each([
    "",
    "2022-11-2",
    "2022-11-233",
    "2022-11-23 ",
    "2022-11-23 01:55",
    "2022-11-23 01:55:29.",
    "2022-11-23 01:55:29.1234567",
    "2022-11-23 01:55:29Z",
    "2022/11/23",
    "2022-11-23t01:55:29",
    "2022-11-23 24:00:00",
    "2022-11-23 01:55:60",
    "2023-02-29",
  ])("%j is left to readTimestamp", (text) => {
    expect(read(text)).toBeNaN();
  });
});
