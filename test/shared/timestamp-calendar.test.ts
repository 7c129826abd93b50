import fc from "fast-check";
import { expect, test } from "vitest";
import {
  civilFromDays,
  clockTime,
  DAY_MS,
  daysFromCivil,
  isoDate,
  isValidDate,
  localDay,
  longDate,
  weekday,
} from "../../shared/calendar";

test("every day from 1600 to 2400 is the day after the one before it, as Date.UTC counts", () => {
  const last = Date.UTC(2400, 0, 1) / DAY_MS;
  for (let day = Date.UTC(1600, 0, 1) / DAY_MS; day < last; day++) {
    const date = new Date(day * DAY_MS);
    const civil = civilFromDays(day);
    if (
      civil.year !== date.getUTCFullYear() ||
      civil.month !== date.getUTCMonth() + 1 ||
      civil.day !== date.getUTCDate() ||
      daysFromCivil(civil.year, civil.month, civil.day) !== day ||
      weekday(day) !== date.getUTCDay()
    ) {
      expect.fail(`${day}: ${JSON.stringify(civil)} is not ${date.toISOString()}`);
    }
  }
});

test("a date is valid when it comes back from its day number", () => {
  const number = fc.integer({ min: -1, max: 33 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), number, number, (year, month, day) => {
      const back = civilFromDays(daysFromCivil(year, month, day));
      expect(isValidDate(year, month, day)).toBe(back.year === year && back.month === month && back.day === day);
    }),
  );
});

test("days and times of day are written for people", () => {
  const day = daysFromCivil(2026, 11, 2);
  expect(isoDate(day)).toBe("2026-11-02");
  expect(longDate(day)).toBe("2 November 2026");
  expect(isoDate(daysFromCivil(7, 1, 1))).toBe("0007-01-01");
  expect(clockTime(day * DAY_MS + 13 * 3_600_000 + 5 * 60_000 + 59_999)).toBe("13:05");
});

test("the local day starts at midnight, before 1970 too", () => {
  expect([0, DAY_MS - 1, DAY_MS, -1, -DAY_MS].map(localDay)).toEqual([0, 0, 1, -1, -1]);
});
