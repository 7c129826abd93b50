import { describe, expect, test } from "vitest";
import type { Answer } from "../../shared/answer";
import { answerMarks } from "../../shared/answer-marks";
import { daysFromCivil } from "../../shared/calendar";
import type { Compared, Earlier, RowChanges } from "../../shared/compared";
import { answerChange, leadsChange, rowFigures, rowSentences, signed } from "../../shared/compared-words";
import { sinceWords } from "../../shared/since-words";

const at = (day: number, hour = 7) => (daysFromCivil(2026, 11, day) * 24 + hour) * 3_600_000;

test.each([
  [at(22, 6), at(22), "since 06:00"],
  [at(21, 23), at(22, 0), "since yesterday"],
  [at(20), at(22), "since Fri 20 November 2026"],
  [at(23), at(22), "since Mon 23 November 2026"],
])("%d seen from %d is %s", (then, now, words) => expect(sinceWords(then, now)).toBe(words));

test.each([
  [1234, "+1,234"],
  [0, "no change"],
  [-3, "−3"],
])("a change of %d is %s", (change, words) => expect(signed(change)).toBe(words));

const NONE: RowChanges = { new: 0, changed: 0, held: 0, repeat: 0, gone: 0 };
const tab = (clean: number) => ({ read: clean, blank: 0, clean, duplicate: 0, held: 0 });
const earlier = (snapshot: string, since: string, clean: number, answers: Earlier["answers"]): Earlier => {
  const counts = { leads: tab(clean), companies: tab(1) };
  return { snapshot, since, asOf: "2026-11-21T06:00:00.000Z", counts, answers };
};
const since = (leads: Partial<RowChanges>, companies: Partial<RowChanges> = {}): Compared => ({
  last: {
    ...earlier("a", "since yesterday", 10, [{ question: "top", total: 8, rows: [5, null, 3] }]),
    rows: { leads: { ...NONE, ...leads }, companies: { ...NONE, ...companies } },
  },
  weekAgo: earlier("b", "since a week ago", 14, []),
});

const top: Answer = {
  question: "top",
  title: "Top",
  columns: [
    { name: "country", label: "Country", type: "text" },
    { name: "country_code", label: "Code", type: "text" },
    { name: "leads", label: "Leads", type: "count" },
  ],
  chart: null,
  window: "",
  rows: [
    { country: "Ghana", country_code: "GH", leads: 7 },
    { country: "Untied States", country_code: null, leads: 2 },
    { country: "Korea", country_code: null, leads: 3 },
  ],
  used: 12,
  remainder: [],
};

test("figures change since each snapshot of which something can be said", () => {
  expect(leadsChange(since({}), 12)).toBe("+2 since yesterday, −2 since a week ago");
  expect(answerChange(since({}), top)).toBe("+4 since yesterday");
  expect(answerChange(since({}), { ...top, used: null })).toBe("");
  expect(leadsChange(null, 12)).toBe("");
  expect(rowFigures(since({}), top)).toEqual([{ since: "since yesterday", changes: ["+2", "new", ""] }]);
  expect(rowFigures(since({}), { ...top, columns: top.columns.slice(0, 2) })).toEqual([]);
  const once = { ...since({}), weekAgo: earlier("a", "since a week ago", 10, []) };
  expect(leadsChange(once, 12)).toBe("+2 since yesterday");
});

test.each<[Compared | null, string[]]>([
  [null, ["There is no earlier snapshot to compare with."]],
  [{ last: null, weekAgo: null }, ["There is no earlier snapshot to compare with."]],
  [{ ...since({}), last: null }, ["The snapshot before this one cannot be compared with it."]],
  [since({}), ["No clean row changed since yesterday."]],
  [
    { ...since({ new: 1 }), weekAgo: null },
    ["Leads since yesterday: 1 new.", "There is no snapshot of the same day a week ago to compare with."],
  ],
  [
    since({ new: 31, gone: 2, changed: 3, repeat: 5 }),
    ["Leads since yesterday: 31 new, 2 gone, 3 changed, 5 now repeat others."],
  ],
  [
    since({ repeat: 1, held: 1 }, { new: 1200, held: 2 }),
    [
      "Leads since yesterday: 1 now repeats another, 1 now waits for correction.",
      "Companies since yesterday: 1,200 new, 2 now wait for correction.",
    ],
  ],
])("what became of rows is a sentence for each tab that changed", (compared, sentences) =>
  expect(rowSentences(compared)).toEqual(sentences),
);

describe("marks", () => {
  const marks = (columns: Answer["columns"], rows: Answer["rows"]) =>
    answerMarks({ ...top, columns, rows }, daysFromCivil(2026, 11, 22)).map(({ row, column }) => `${column} ${row}`);
  const of = (...types: ("day" | "month" | "year" | "count")[]) =>
    types.map((type) => ({ name: type, label: type, type }));

  test.each<[Answer["columns"], Answer["rows"], string[]]>([
    [of("month", "count"), [{ month: 10 }, { month: 11 }], ["month 1"]],
    [
      of("year", "month"),
      [
        { year: 2025, month: 11 },
        { year: 2026, month: 11 },
        { year: 2026, month: 10 },
      ],
      ["month 1"],
    ],
    [of("year", "count"), [{ year: 2025 }, { year: 2026 }], ["year 1"]],
    [of("day", "count"), [{ day: "2026-11-21" }, { day: "2026-11-22" }, { day: null }], ["day 1"]],
    [of("count"), [{ count: 11 }], []],
  ])("what has not ended is marked", (columns, rows, marked) => expect(marks(columns, rows)).toEqual(marked));

  test("a country we do not know is marked, with what it may mean", () => {
    expect(answerMarks(top, 0)).toEqual([
      {
        question: "top",
        row: 1,
        column: "country",
        word: "unknown",
        sentence: 'Country "Untied States" is unknown, did you mean United States?',
      },
      {
        question: "top",
        row: 2,
        column: "country",
        word: "unknown",
        sentence: 'Country "Korea" could mean South Korea or North Korea.',
      },
    ]);
  });
});

test("a day that had not come is not called new", () => {
  const columns = [{ name: "day", label: "Day", type: "day" as const }, top.columns[2]];
  expect(rowFigures(since({}), { ...top, columns })[0].changes).toEqual(["+2", "", ""]);
});
