import { count, countOf } from "../../../shared/numbers";
import { MENU } from "../menu";

/** What the view of an export says while it asks, waits and shows. */
export const EXPORT_WORDS = {
  start: MENU.exportNow,
  exporting: "Exporting…",
  asking: "Asking the exporter…",
  looking: "Looking for the last export…",
  releasing: "Releasing the export…",
  intro: "Checks every row again, writes the files, answers the questions and publishes all of it, or nothing.",
  progress: "Progress",
  bar: "Export",
  phases: {
    reading: "Reading the workbook",
    checking: "Checking every row",
    writing: "Writing the files",
    answering: "Answering the questions",
    publishing: "Publishing",
  },
  aboutToStart: "About to start",
  step: ({ phase, at, all }: { phase: string; at: number; all: number }) => `${phase}, step ${at} of ${all}`,
  askedBy: <T>({ when, who }: { when: string; who: T }): (string | T)[] => [`Asked for ${when}, by `, who],
};

/** How an export ended, and what it made. */
export const OUTCOME_WORDS = {
  published: "Published",
  unchanged: "Nothing has changed",
  stopped: "Stopped, nothing published",
  failed: "Failed, nothing published",
  stays: "The rows are the same as in the current export, so it stays as it is.",
  askForRelease: "If this is right, ask somebody who may release exports.",
  asOf: ({ when }: { when: string }) => `As of ${when}`,
  changed: "What changed",
  leads: ({ clean, change }: { clean: number; change: string }) =>
    `${countOf(clean, "lead")}${change === "" ? "" : `: ${change}`}`,
  dashboard: "Open the dashboard",
  toLookAt: "What to look at",
  inCompanies: " in Companies",
  seeRows: "See the rows",
  rows: "Rows",
  read: "Read",
  repeats: "Repeats",
  sumWrong: "These rows do not add up to the rows read. Tell whoever runs the exporter.",
  vanished: ({ tab }: { tab: string }) => `Vanished from ${tab}`,
  appeared: ({ tab }: { tab: string }) => `New in ${tab}`,
  titled: ({ title, rows }: { title: string; rows: number }) => `${title}: ${count(rows)}`,
  more: ({ rows }: { rows: number }) => `and ${count(rows)} more`,
  row: ({ row }: { row: number }) => `row ${count(row)}`,
  now: ({ now }: { now: string }) => ` (${now})`,
  nothing: "Nothing to show yet.",
  showFirst: ({ rows }: { rows: number }) => `Show the first ${rows} rows`,
  showFirstOf: ({ rows, all }: { rows: number; all: number }) => `Show the first ${count(rows)} of ${count(all)} rows`,
  showAll: ({ rows }: { rows: number }) => `Show all ${countOf(rows, "row")}`,
};

/** The form by which a stopped export is released. */
export const RELEASE_WORDS = {
  release: "Release",
  title: "Is it right after all?",
  reason: "Reason",
  hint: "Kept with the export, for those who ask later.",
  noReason: "Write a reason first.",
  sure: ({ leads }: { leads: number }) => `Publish ${count(leads)} clean leads in place of the current ones?`,
  yes: "Publish",
};
