import { describe, expect, test } from "vitest";
import { Failure } from "../../../exporter/words/failure";
import { loadZone } from "../../../exporter/words/zone";
import { toWall } from "../../../shared/zone";

const HOUR = 3_600_000;

test("Lagos is one hour east of UTC and never changes its clocks", () => {
  expect(loadZone("Africa/Lagos")).toEqual({
    name: "Africa/Lagos",
    starts: [Number.NEGATIVE_INFINITY],
    offsets: [HOUR],
  });
});

test("UTC is a zone", () => {
  expect(loadZone("UTC")).toEqual({ name: "UTC", starts: [Number.NEGATIVE_INFINITY], offsets: [0] });
});

test.each([
  ["GMT-07:00", -7 * HOUR],
  ["GMT+05:30", 5.5 * HOUR],
  ["GMT+1:00", HOUR],
  ["GMT+00:00", 0],
])("%s, Google's name for a fixed offset, keeps its name", (name, offset) => {
  expect(loadZone(name)).toEqual({ name, starts: [Number.NEGATIVE_INFINITY], offsets: [offset] });
});

test.each([
  ["+01:00", "GMT+01:00"],
  ["-07:00", "GMT-07:00"],
])("%s is %s", (name, full) => {
  expect(loadZone(name)).toEqual(loadZone(full));
});

test.each([
  ["Lagos", "Did you mean Africa/Lagos? "],
  ["Africa/Lagoss", "Did you mean Africa/Lagos? "],
  ["africa/lgaos", "Did you mean Africa/Lagos? "],
  ["new york", "Did you mean America/New_York? "],
  ["WAT", "Name a zone"],
  ["nowhere at all", "Name a zone"],
])("%s: %s", (name, hint) => {
  expect(() => loadZone(name)).toThrow(
    expect.objectContaining({ wayOut: expect.stringMatching(new RegExp(`^${hint.replace("?", "\\?")}`)) }),
  );
});

test("names are found in any case and given their own", () => {
  expect(loadZone("europe/london").name).toBe("Europe/London");
});

test("clock changes are listed for every year a lead can have", () => {
  const london = loadZone("Europe/London");
  for (let year = 2000; year <= 2100; year++) {
    expect(toWall(london, Date.UTC(year, 6, 1)) - Date.UTC(year, 6, 1)).toBe(HOUR);
    expect(toWall(london, Date.UTC(year, 0, 1)) - Date.UTC(year, 0, 1)).toBe(0);
  }
});

describe("a name that is no zone stops the run and says what to write", () => {
  test.each([
    "",
    "Lagos",
    "Africa/Lagoss",
    "GMT+25:00",
    "GMT-07",
    "WAT",
    "local",
    "2022-11-23T00:00Z",
    "2022-11-23[Africa/Lagos]",
    "07:00",
    " UTC",
  ])("%j", (name) => {
    let failure: unknown;
    try {
      loadZone(name);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: "BAD_ZONE", exit: 2, message: `There is no time zone called "${name}".` });
    expect((failure as Failure).wayOut).toContain("Africa/Lagos");
  });
});
