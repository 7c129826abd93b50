import { COMPANIES } from "../../shared/contract";
import type { Counts } from "../../shared/counts";
import { countOf } from "../../shared/numbers";
import { STATUS } from "../../shared/status";
import { DECISIONS, NOT_DUPLICATES, OWN_HEADERS, STATUS_HEADER } from "../../shared/workbook";
import { byVerdict } from "./counts";
import type { Said } from "./said";
import { SET_UP } from "./ways-out";

/** What the check says of the sheet as a whole: in Status and at its header, in toasts and in refusals. */
export const CHECK_WORDS = {
  notSetUp: { sentence: "This sheet has not been set up yet.", wayOut: SET_UP },
  busy: {
    sentence: "Another check of this sheet is still going on.",
    wayOut: "Wait until it has ended, a minute at most, and try again.",
  },
  /** `1,204 rows: 1,180 clean, 1 repeat, 12 waiting, 11 blank` */
  counts: (counts: Counts) =>
    counts.read === 0 ? "No leads yet" : `${countOf(counts.read, "row")}: ${byVerdict(counts)}`,
  exported: ({ day }: { day: string }) => `${STATUS.ok}, exported ${day}`,
  tabMissing: ({ tab }: { tab: string }): Said => ({
    sentence: `The tab ${tab} is missing.`,
    wayOut:
      "If it was deleted, the version history of this workbook still has it. Set up, in the menu Leads, makes an empty one.",
  }),
  tabNoTable: ({ tab }: { tab: string }): Said => ({
    sentence: `The tab ${tab} is no table: it has no cells, as a chart on a sheet of its own.`,
    wayOut: `Give it another name, such as ${tab} chart. Set up, in the menu Leads, then makes an empty table if there is none.`,
  }),
  headerBelow: ({ tab, row }: { tab: string; row: number }): Said => ({
    sentence: `Row ${row} of ${tab} looks like the header.`,
    wayOut: "Delete the rows above it.",
  }),
  noStatus: {
    sentence: `Leads has no column ${STATUS_HEADER}, so nothing is checked.`,
    wayOut: "Choose Set up in the menu Leads: it brings the column back.",
  },
  twoStatuses: ({ columns }: { columns: readonly string[] }): Said => ({
    sentence: `Leads has ${columns.length} columns named ${STATUS_HEADER} (${columns.join(", ")}), so nothing is checked.`,
    wayOut: "Give the one that is yours another name, such as Lead status.",
  }),
  statusUnnamed: `This column was called ${STATUS_HEADER}, and nothing is written into it any more. Call it so again, or choose Set up in the menu Leads.`,
  copy: { sentence: "This workbook is a copy of another, and nothing is checked in it.", wayOut: SET_UP },
  ownHeadersBad: ({ faults }: { faults: readonly string[] }): Said => ({
    sentence: faults.join(" "),
    wayOut: `Correct its row in the tab ${OWN_HEADERS}, or delete it.`,
  }),
  undecided: ({ why }: { why: string }): Said => ({
    sentence: `This was not decided: ${why}.`,
    wayOut: "Correct the cell itself instead.",
  }),
  decisionsUnreadable: ({ header }: { header: readonly string[] }): Said => ({
    sentence: `Row 1 of the tab ${DECISIONS} is not the header of what was decided.`,
    wayOut: `Put these into row 1, from A to E: ${header.join(", ")}. A tab of your own with this name needs another.`,
  }),
  keptApartUnreadable: ({ header }: { header: readonly string[] }): Said => ({
    sentence: `Row 1 of the hidden tab ${NOT_DUPLICATES} does not say what it said when it was made.`,
    wayOut: `Put these back into row 1, from A to J: ${header.join(", ")}.`,
  }),
};

/** How what is said at the Status header begins. By this a note is known as ours: where these words change, the old ones are still to be known. */
export const NOTE_WORDS = {
  stopped: "The check has stopped. ",
  dateOrder: "Day and month may be the wrong way round. ",
};

/** What is put on for the eye, by name, and what is said with it. */
export const MARK_WORDS = {
  leftAsItWas: ({ what, why }: { what: string; why: string }) => `${what}: left as it was, all else works. ${why}`,
  colours: ({ of }: OfTab) => `The colours of Status${of}`,
  warning: ({ of }: OfTab) => `The warning before Status${of}`,
  note: ({ of }: OfTab) => `The note of Status${of}`,
  statusLook: ({ of }: OfTab) => `The look of ${STATUS_HEADER}${of}`,
  headerLook: ({ tab }: { tab: string }) => `The look of the headers of ${tab}`,
  listOfCompany: "The drop-down of Company",
  listOfCountry: "The drop-down of Country",
  format: "The format of Timestamp",
  lists: "The lists of the drop-downs",
  ofNewRows: "The marks of new rows",
  ofLastExport: "What the last export took",
  /** By these two a drop-down is known as ours, and by the third a warning: where they change, the old ones are still to be known. */
  helpOfCompany: "Companies are listed in the tab Companies. Another name may be typed; Status will ask about it.",
  helpOfCountry: "Start typing to find a country. Another name may be typed; Status will ask about it.",
  protection: "Lead Export writes this column. What is typed here is written over.",
};

/** ` of Companies`; the tab of leads is not named. */
export function ofTab(tab: string): string {
  return tab === COMPANIES.tab ? ` of ${tab}` : "";
}

interface OfTab {
  readonly of: string;
}
