import type { Counts } from "../../../shared/counts";
import { count, countOf } from "../../../shared/numbers";
import type { ProblemCode } from "../../../shared/problem";
import { STATUS } from "../../../shared/status";
import { byVerdict } from "../counts";

/** A kind of problem in a few words. */
export const KIND_WORDS: Readonly<Record<ProblemCode, string>> = {
  MISSING: "Empty cell",
  BAD_TIMESTAMP: "Not a date",
  FUTURE_TIMESTAMP: "In the future",
  OUT_OF_RANGE: "Before 2000",
  CELL_ERROR: "Error in cell",
  TOO_LONG: "Too long",
  EXTRA_CELLS: "Too many cells",
  DUPLICATE: "Repeat",
  UNKNOWN_COUNTRY: "Unknown country",
  AMBIGUOUS_COUNTRY: "Unclear country",
  UNKNOWN_COMPANY: "Unknown company",
  POSSIBLE_DUPLICATE: "Possible repeat",
  GAP_TIMESTAMP: "Skipped hour",
  TWICE_TIMESTAMP: "Hour that came twice",
  DAMAGED_TEXT: "Damaged text",
};

/** What a problem does to its row. */
export const EFFECT_WORDS = {
  held: { word: STATUS.held, heading: "Waits: something is wrong, not exported" },
  fill: { word: STATUS.toFill, heading: "To fill: not exported until it is full" },
  repeat: { word: KIND_WORDS.DUPLICATE, heading: "Repeat: the other row is exported" },
  check: { word: STATUS.check, heading: "Check: exported, but have a look" },
};

/** What the list of problems says of itself. */
export const LIST_WORDS = {
  refresh: "Refresh",
  search: "Search",
  searchLabel: "Search the problems",
  checking: "Checking all rows…",
  checked: ({ when }: { when: string }) => `Checked ${when}`,
  found: ({ problems }: { problems: number }) => countOf(problems, "problem"),
  sums: (counts: Counts) => `Leads: ${countOf(counts.read, "row")}, ${byVerdict(counts)}`,
  kinds: "Kinds of problems",
  all: "All",
  kind: ({ kind, rows }: { kind: string | null; rows: number }) => `${kind ?? "All kinds"} (${count(rows)})`,
  noMatch: "No problem listed here has these words.",
  unlisted: ({ problems }: { problems: number }) =>
    `${count(problems)} more are not listed. Correct some of these, then refresh.`,
  noLeads: "No leads yet",
  noLeadsHint: "Type the first one; it is checked as you type.",
  allGood: "Nothing to correct",
  allGoodHint: "Every row is ready for the export.",
};

/** What stands at one problem. */
export const ITEM_WORDS = {
  row: ({ tab, row }: { tab: string; row: number }) => `${tab} row ${row}`,
  cell: ({ tab, cell }: { tab: string; cell: string }) => `${tab} ${cell}`,
  selected: ({ cell }: { cell: string }) => `${cell} is selected`,
  moved: ({ row }: { row: number }) => `The row moved: row ${row} is selected`,
  use: <T>({ suggestion }: { suggestion: T }): (string | T)[] => ["Use ", suggestion],
  useInAll: <T>({ suggestion, cells }: { suggestion: T; cells: number }): (string | T)[] => [
    "Use ",
    suggestion,
    ` in all ${count(cells)}`,
  ],
  always: <T>({ suggestion }: { suggestion: T }): (string | T)[] => ["Always ", suggestion],
  alwaysHint: "From now on this text means that country, in every row of both tabs",
  notDuplicate: "Not a duplicate",
};

/** A row beside the one that it may repeat. */
export const COMPARE_WORDS = {
  show: "Show both rows",
  reading: "Reading both rows…",
  nothing: "–",
  keep: ({ row }: { row: number }) => `Keep row ${row}`,
  sure: ({ lost, kept, filled }: { lost: number; kept: number; filled: readonly string[] }) => {
    const into = filled.length === 0 ? "" : ` What only it says (${filled.join(", ")}) goes into row ${kept} first.`;
    return `Delete row ${lost}, the whole of it?${into} ${UNDO_BELOW}`;
  },
  yes: ({ lost }: { lost: number }) => `Delete row ${lost}`,
};

const UNDO_BELOW = "Undo is at the end of this tab.";

/** What is being done, and what was. */
export const CHANGE_WORDS = {
  yours: "Your changes",
  close: "Close the list of your changes",
  writing: ({ cell }: { cell: string }) => `Writing into ${cell}…`,
  written: ({ cell, to }: { cell: string; to: string }) => `${cell} says ${to}. ${UNDO_BELOW}`,
  writingAll: ({ to, cells }: { to: string; cells: number }) => `Writing ${to} into ${count(cells)} cells…`,
  writtenAll: ({ to, cells }: { to: string; cells: number }) =>
    `${countOf(cells, "cell")} ${cells === 1 ? "says" : "say"} ${to}. ${UNDO_BELOW}`,
  deleting: ({ row }: { row: number }) => `Deleting row ${row}…`,
  deleted: ({ row }: { row: number }) => `Row ${row} is deleted. ${UNDO_BELOW}`,
  keepingApart: ({ who }: { who: string }) => `Remembering that ${who} is no duplicate…`,
  keptApart: `Remembered as two leads. ${UNDO_BELOW}`,
  deciding: ({ typed, country }: { typed: string; country: string }) =>
    `Deciding that ${typed} always means ${country}…`,
  decided: ({ typed, country }: { typed: string; country: string }) =>
    `From now on ${typed} means ${country}. ${UNDO_BELOW}`,
  undoing: ({ what }: { what: string }) => `Undoing ${what}…`,
  ofRow: ({ row }: { row: number }) => `row ${row}`,
  undone: "Undone.",
  forgetting: "Forgetting…",
  forgotten: "Forgotten. The pair is shown again as a possible repeat.",
  undecided: ({ typed }: { typed: string }) => `Undone. What ${typed} means is asked again.`,
};

/** The last changes, each as what was done; about whom or what follows it. */
export const DONE_WORDS = {
  accepted: ({ cell }: { cell: string }) => `${cell} says `,
  acceptedAll: ({ cells }: { cells: number }) => `${countOf(cells, "cell")} ${cells === 1 ? "says" : "say"} `,
  removed: ({ row }: { row: number }) => `Row ${row} is deleted: `,
  apart: `${ITEM_WORDS.notDuplicate}: `,
  always: ({ country }: { country: string }) => `Always ${country}: `,
};

/** What was decided before. */
export const DECIDED_WORDS = {
  apart: ({ pairs }: { pairs: number }) => `Not duplicates (${count(pairs)})`,
  decisions: ({ decisions }: { decisions: number }) => `Decisions (${count(decisions)})`,
  alwaysMeans: <T>({ typed, means }: { typed: T; means: T }): (string | T)[] => [typed, " always means ", means],
  /** Nobody may say who or when. */
  by: <T>({ who, when }: { who: T | null; when: string }): (string | T)[] => [
    "Decided",
    ...(who === null ? [] : [" by ", who]),
    when === "" ? "" : `, ${when}`,
  ],
  forget: "Forget",
};
