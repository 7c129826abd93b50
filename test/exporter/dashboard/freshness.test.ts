import { describe, expect, it } from "vitest";
import { freshness } from "../../../exporter/dashboard/page/freshness";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("freshness", () => {
  it.each([
    [0, "just now", false],
    [119 * SECOND, "just now", false],
    [2 * MINUTE, "2 minutes ago", false],
    [119 * MINUTE, "119 minutes ago", false],
    [2 * HOUR, "2 hours ago", false],
    [3 * HOUR + 59 * MINUTE, "3 hours ago", false],
    [26 * HOUR, "26 hours ago", false],
    [26 * HOUR + 1, "26 hours ago", true],
    [48 * HOUR, "2 days ago", true],
    [400 * 24 * HOUR, "400 days ago", true],
    [-5 * MINUTE, "just now", false],
    [-5 * MINUTE - 1, "later than the clock of this device", false],
  ])("%i ms old: %s, stale: %s", (age, words, stale) => {
    expect(freshness(1_800_000_000_000, 1_800_000_000_000 + age)).toEqual({ age: words, stale });
  });
});
