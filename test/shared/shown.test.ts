import { describe, expect, test } from "vitest";
import type { AnswerValue, ColumnType } from "../../shared/answer";
import { count, countOf } from "../../shared/numbers";
import { shown } from "../../shared/shown";

describe("a value in words", () => {
  test.each<[ColumnType, AnswerValue, string]>([
    ["month", 1, "January"],
    ["month", 12, "December"],
    // No month: shown as it is.
    ["month", 0, "0"],
    ["month", 13, "13"],
    ["month", 202601, "202601"],
    ["month", 1.5, "1.5"],
    ["month", "May", "May"],
    ["year", 2026, "2026"],
    ["number", 202601, "202601"],
    ["number", -1234, "-1234"],
    ["count", 202601, "202,601"],
    ["count", -1234567, "-1,234,567"],
    ["count", -123, "-123"],
    ["count", "1234", "1234"],
    ["day", "2026-11-22", "Sun 22 November 2026"],
    ["day", "2024-02-29", "Thu 29 February 2024"],
    ["day", "0044-03-15 (BC)", "0044-03-15 (BC)"],
    ["day", "12026-01-01", "12026-01-01"],
    ["text", "=1+1", "=1+1"],
    ["text", "2026-11-22", "2026-11-22"],
  ])("%s %o is %s", (type, value, words) => expect(shown(value, { type })).toBe(words));

  test.each<ColumnType>(["text", "number", "count", "month", "year", "day"])(
    "nothing in a %s column is a dash",
    (type) => expect(shown(null, { type })).toBe("–"),
  );

  test("a type of another version shows the value", () =>
    expect(shown(202601, { type: "integer" as ColumnType })).toBe("202601"));
});

test.each([0, 1, 12, 123, 1234, 12_345, 123_456, 1_234_567, Number.MAX_SAFE_INTEGER, -1000])(
  "%i as Intl writes it",
  (value) => expect(count(value)).toBe(new Intl.NumberFormat("en").format(value)),
);

test("one row, two rows", () => expect([countOf(1, "row"), countOf(1200, "row")]).toEqual(["1 row", "1,200 rows"]));
