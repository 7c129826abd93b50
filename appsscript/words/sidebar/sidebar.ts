import { COMPANIES, LEADS } from "../../../shared/contract";
import { MENU } from "../menu";
import type { Said } from "../said";

/** What the buttons and tabs of all views say. */
export const SIDEBAR_WORDS = {
  tabs: { export: "Export", problems: MENU.problems, health: MENU.health, settings: MENU.settings },
  cancel: "Cancel",
  undo: "Undo",
  undoOf: ({ what }: { what: string }) => `Undo: ${what}`,
  tryAgain: "Try again",
  googleSaid: "What Google said",
  copy: "Copy",
  copied: "Copied.",
  selected: "Selected: press Ctrl+C to copy it.",
  leads: LEADS.tab,
  companies: COMPANIES.tab,
  row: ({ row }: { row: string }) => `Row ${row}`,
  today: ({ time }: { time: string }) => `today, ${time}`,
  on: ({ day, time }: { day: string; time: string }) => `${day}, ${time}`,
  inZone: ({ time, zone }: { time: string; zone: string }) => `${time} (${zone})`,
};

/** Why a call came to nothing, where the script did not say. */
export const NO_ANSWER_WORDS = {
  late: ({ seconds }: { seconds: number }): Said => ({
    sentence: `Google gave no answer for ${seconds} seconds.`,
    wayOut: "The work may still be going on. Wait a moment, then try again.",
  }),
  notUnderstood: {
    sentence: "The script gave an answer that this sidebar does not know.",
    wayOut: "The add-on was probably updated. Reload the workbook and open the sidebar again.",
  },
  outside: {
    sentence: "This page works only as a sidebar of the workbook.",
    wayOut: "Open the workbook and choose Leads in its menu.",
  },
  unknown: {
    sentence: "Google could not run the script.",
    wayOut:
      "Try again. If it stays, reload the workbook; if several Google accounts are signed in, use a browser profile for work.",
  },
};
