import { expect, test } from "vitest";
import { changeSentences } from "../../shared/change-words";
import type { TabChanges } from "../../shared/changes";

const SAME: TabChanges = {
  vanished: { count: 0, held: 0, repeat: 0, blank: 0, gone: 0, first: [] },
  appeared: { count: 0, first: [] },
  blank: { rows: 0, ranges: 0, first: [] },
  last: { before: 700, now: 700 },
};
const name = { row: 3, key: ["Acme", "Ada", "Obi", "Nigeria"] };

test.each<[string, Partial<TabChanges>, Partial<TabChanges>, string[]]>([
  ["nothing changed", {}, {}, []],
  [
    "a range was cleared and the end cut",
    {
      vanished: { count: 1361, held: 50, repeat: 0, blank: 1300, gone: 11, first: [{ ...name, now: "held" }] },
      appeared: { count: 3, first: [name] },
      blank: { rows: 1300, ranges: 1, first: [{ from: 120, to: 1480 }] },
      last: { before: 2000, now: 639 },
    },
    {},
    [
      "Since the current snapshot 1,361 leads vanished (50 now waiting, 1,300 now blank, 11 now another row) and 3 appeared; rows 120 to 1,480 are blank now; the last lead was in row 2,000, now it is in row 639.",
    ],
  ],
  [
    "one row of each tab",
    { vanished: { count: 1, held: 0, repeat: 1, blank: 0, gone: 0, first: [{ ...name, now: "repeat" }] } },
    { blank: { rows: 1, ranges: 1, first: [{ from: 7, to: 7 }] }, last: { before: 7, now: null } },
    [
      "Since the current snapshot 1 lead vanished (1 now a repeat) and 0 appeared.",
      "Since the current snapshot row 7 is blank now; the last company was in row 7, now there is none.",
    ],
  ],
  [
    "several ranges",
    {
      blank: {
        rows: 9,
        ranges: 2,
        first: [
          { from: 2, to: 4 },
          { from: 9, to: 9 },
        ],
      },
    },
    {
      blank: { rows: 9, ranges: 6, first: [2, 5, 8, 11, 14, 17].map((from) => ({ from, to: from + 1 })) },
      last: { before: null, now: 4 },
    },
    [
      "Since the current snapshot rows 2 to 4 and 9 are blank now.",
      "Since the current snapshot rows 2 to 3, 5 to 6, 8 to 9 and 3 more ranges are blank now; the last company is in row 4, before there was none.",
    ],
  ],
])("%s", (_, leads, companies, sentences) => {
  expect(changeSentences({ leads: { ...SAME, ...leads }, companies: { ...SAME, ...companies } })).toEqual(sentences);
});
