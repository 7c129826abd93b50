import { describe, expect, test } from "vitest";
import { HELD_CODES, type ProblemCode, WARNING_CODES } from "../../shared/problem";
import { type ProblemDetails, problemSentence, type SaidProblem, statusText } from "../../shared/sentences";

const problem = (code: ProblemCode, field: string | null, details?: ProblemDetails): SaidProblem => ({
  code,
  noun: field,
  sentence: problemSentence(code, field, details),
});

// The readings themselves are in text.test.ts, with the vectors they share.
describe("one sentence for each problem", () => {
  const sentences: [ProblemCode, string | null, ProblemDetails, string][] = [
    ["MISSING", "country", {}, "country is missing"],
    ["MISSING", "HQ location", {}, "HQ location is missing"],
    ["CELL_ERROR", "company", { value: "#REF!" }, "company shows an error (#REF!)"],
    ["TOO_LONG", "title", { value: "x".repeat(60_000) }, "title is longer than 1,000 characters"],
    ["EXTRA_CELLS", null, {}, "the row has filled cells beyond the last column"],
    ["BAD_TIMESTAMP", "timestamp", { value: "soon" }, 'timestamp "soon" is not a date and time'],
    [
      "BAD_TIMESTAMP",
      "timestamp",
      { value: "2026-1-5x", suggestions: ["2026-01-05"] },
      'timestamp "2026-1-5x" is not a date and time, did you mean 2026-01-05?',
    ],
    [
      "BAD_TIMESTAMP",
      "timestamp",
      { value: "1780444529", why: "looks like seconds since 1970", suggestions: ["2026-06-03 00:55:29"] },
      'timestamp "1780444529" looks like seconds since 1970, did you mean 2026-06-03 00:55:29?',
    ],
    [
      "FUTURE_TIMESTAMP",
      "timestamp",
      { value: "2031-01-01", now: "2026-11-22 13:00 in Africa/Lagos" },
      "timestamp 2031-01-01 is in the future: at the check it was 2026-11-22 13:00 in Africa/Lagos",
    ],
    [
      "OUT_OF_RANGE",
      "timestamp",
      { value: "20230230", why: "is a number that is no date" },
      'timestamp "20230230" is a number that is no date',
    ],
    [
      "OUT_OF_RANGE",
      "timestamp",
      { value: "1999-12-31" },
      "timestamp 1999-12-31 is out of range: leads start at 2000-01-01",
    ],
    [
      "UNKNOWN_COUNTRY",
      "country",
      { value: "Untied States", suggestions: ["United States"] },
      'country "Untied States" is unknown, did you mean United States?',
    ],
    ["UNKNOWN_COUNTRY", "HQ location", { value: "Atlantis" }, 'HQ location "Atlantis" is unknown'],
    [
      "AMBIGUOUS_COUNTRY",
      "country",
      { value: "Korea", suggestions: ["South Korea", "North Korea"] },
      'country "Korea" could mean South Korea or North Korea',
    ],
    ["UNKNOWN_COMPANY", "company", { value: "Acme" }, 'company "Acme" is not in Companies'],
    ["POSSIBLE_DUPLICATE", null, { row: 12 }, "possible repeat of row 12"],
    ["DUPLICATE", null, { row: 214 }, "repeat of row 214"],
  ];

  test.each(sentences)("%s of %s with %j", (code, field, details, sentence) => {
    expect(problemSentence(code, field, details)).toBe(sentence);
  });

  test.each([...HELD_CODES, ...WARNING_CODES, "DUPLICATE" as const])(
    "%s is whole without details, on one line",
    (code) => {
      for (const field of ["country", null] as const) {
        expect(problemSentence(code, field)).toMatch(/^[a-z][^\n"]+[^.]$/);
        expect(problemSentence(code, field)).not.toMatch(/undefined|null|\(\)/);
      }
    },
  );

  test("a long or many-lined cell is shown short and on one line", () => {
    const sentence = problemSentence("UNKNOWN_COMPANY", "company", { value: `a\n\u202eb${"x".repeat(50_000)}` });
    expect(sentence).toBe(`company "a b${"x".repeat(57)}…" is not in Companies`);
  });
});

describe("the Status column", () => {
  const unknown = problem("UNKNOWN_COUNTRY", "country", { value: "Untied States", suggestions: ["United States"] });
  const stranger = problem("UNKNOWN_COMPANY", "company", { value: "Acme" });

  test.each([
    ["clean", [], "OK"],
    ["blank", [], ""],
    ["held", [problem("MISSING", "first name"), problem("MISSING", "country")], "To fill: first name, country"],
    [
      "held",
      [problem("MISSING", "title"), unknown],
      'To fill: title. Check: country "Untied States", did you mean United States?',
    ],
    [
      "held",
      [problem("MISSING", "title"), unknown, problem("CELL_ERROR", "country", { value: "#N/A" })],
      'Waits: title is missing; country "Untied States", did you mean United States?; country shows an error (#N/A)',
    ],
    [
      "duplicate",
      [problem("DUPLICATE", null, { row: 214, why: "typed earlier" })],
      "Repeat of row 214 (typed earlier)",
    ],
    ["clean", [unknown], 'Check: country "Untied States", did you mean United States?'],
    [
      "clean",
      [stranger, problem("UNKNOWN_COUNTRY", "country", { value: "Atlantis" })],
      'Check: company "Acme" is not in Companies; country "Atlantis" is unknown',
    ],
  ] as const)("of a %s row", (verdict, problems, text) => {
    expect(statusText(verdict, problems)).toBe(text);
  });
});
