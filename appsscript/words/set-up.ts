import { STATUS_HEADER } from "../../shared/workbook";
import type { Said } from "./said";

/** What set-up did, and why it could not. */
export const SET_UP_WORDS = {
  nothingToDo: "Everything was in place.",
  nothingChanged: "No lead and no company was changed.",
  madeTab: ({ tab }: { tab: string }) => `Made the tab ${tab}.`,
  madeHiddenTab: ({ tab }: { tab: string }) => `Made the hidden tab ${tab}.`,
  wroteHeaders: ({ tab }: { tab: string }) => `Wrote the headers of ${tab}.`,
  headersWrong: ({ sentences, wayOut, tab }: { sentences: string; wayOut: string; tab: string }): Said => ({
    sentence: `${sentences} Nothing in ${tab} was changed.`,
    wayOut: `${wayOut} Then set up again.`,
  }),
  nameColumns: ({ headers }: { headers: readonly string[] }) =>
    `Row 1 must hold the names of the columns, in any order: ${headers.join(", ")}.`,
  headerToRepair: ({ sentence, suggestion, cell }: { sentence: string; suggestion: string; cell: string }) =>
    `${sentence} To put it right, write ${suggestion} into ${cell}.`,
  statusTaken: ({ cell }: { cell: string }): Said => ({
    sentence: `${cell} says ${STATUS_HEADER}, and that column is not the one the check writes into.`,
    wayOut: "Give that column another name, such as Lead status, then set up again.",
  }),
  statusIsYours: ({ cell, tab }: { cell: string; tab: string }) =>
    `${cell} says ${STATUS_HEADER} and is yours: what is wrong in ${tab} stands in Problems alone. ` +
    "Give that column another name, such as Company status, and set up again to have it beside each company.",
  statusNamed: ({ column, of }: { column: string; of: string }) =>
    `Named the column ${column}${of} ${STATUS_HEADER} again.`,
  statusAdded: ({ column, of }: { column: string; of: string }) =>
    `Added the column ${STATUS_HEADER}${of} at ${column}, right of what is there.`,
  followedBefore: ({ keeper }: { keeper: string }) => `Changes are followed in the name of ${keeper}, as before.`,
  followedNow: "From now on changes are followed, and every hour all rows are checked, in your name.",
};
