/** What people read on the page, in one place. What the add-on says comes from the add-on, and what is refused from the server. */

/** The parts of the page, by their ids. */
export const PART_WORDS = {
  menus: "Menus",
  controls: "Workbench",
  tour: "Tour",
  cells: "Cells. F6 goes to the next part of this page.",
  tabs: "Tabs",
  side: "Sidebar",
};

export const PAGE_WORDS = {
  title: ({ book }: { book: string }) => `${book} – workbench`,
  gone: "The workbench does not answer; trying again. What you type now is not kept.",
  startedAnew: "The workbench was started anew. Open the address that it printed.",
  noAnswer: "The workbench does not answer. Is it still running in its terminal?",
  rowGone: ({ typed }: { typed: string }) => `The row was deleted meanwhile; “${typed}” was not entered.`,
  closeMessage: "Close the message",
  closeSidebar: "Close the sidebar",
  /** By the name that Apps Script has for a dialog's button. */
  buttons: { OK: "OK", CANCEL: "Cancel", YES: "Yes", NO: "No" } as Readonly<Record<string, string>>,
};

/** The bar on top: what no spreadsheet has. */
export const CONTROL_WORDS = {
  keys: "F6 goes to the next part of this page, Shift+F6 to the one before",
  clock: ({ time }: { time: string }) => `It is ${time}`,
  clockOf: ({ zone, next }: { zone: string; next: string | null }) =>
    `The workbench's clock (${zone})${next === null ? "" : `. ${nextTrigger({ next })}`}`,
  tomorrow: "It is 07:00 tomorrow",
  daily: ({ when }: { when: string }) => `Daily export: ${when}`,
  next: nextTrigger,
  minutes: "5 minutes later",
  hour: "1 hour later",
  day: "1 day later",
  exporter: { up: "Exporter is up", down: "Exporter is down", starting: "Exporter starts…" },
  startExporter: "Click to start the exporter again",
  stopExporter: "Click to stop the exporter",
  dashboard: "Dashboard",
  outbox: "Outbox",
  outboxWith: ({ mails }: { mails: number }) => `Outbox (${mails})`,
  closeOutbox: "Close the outbox",
  outboxHint: "Mails that the add-on sent. Nothing leaves this machine.",
  noMail: "No mail yet.",
  sent: ({ at, to }: { at: string; to: string }) => `${at} · to ${to}`,
  errors: "Script errors",
  failed: ({ name }: { name: string }) => `${name} failed`,
};

function nextTrigger({ next }: { next: string }): string {
  return `Next trigger: ${next}`;
}

/** The menus that every spreadsheet has. */
export const MENU_WORDS = {
  edit: "Edit",
  insert: "Insert",
  data: "Data",
  undo: "Undo",
  redo: "Redo",
  cut: "Cut",
  copy: "Copy",
  paste: "Paste",
  clear: "Delete values",
  clearKey: "Del",
  rowsAbove: ({ rows }: { rows: number }) => `Insert ${counted(rows, "row")} above`,
  rowsBelow: ({ rows }: { rows: number }) => `Insert ${counted(rows, "row")} below`,
  columnsLeft: ({ columns }: { columns: number }) => `Insert ${counted(columns, "column")} left`,
  columnsRight: ({ columns }: { columns: number }) => `Insert ${counted(columns, "column")} right`,
  /** Both included. */
  deleteRows: (ends: Ends) => `Delete ${spanned("row", ends)}`,
  deleteColumns: (ends: Ends) => `Delete ${spanned("column", ends)}`,
  sortUp: ({ column }: { column: string }) => `Sort sheet by column ${column} (A to Z)`,
  sortDown: ({ column }: { column: string }) => `Sort sheet by column ${column} (Z to A)`,
};

interface Ends {
  readonly first: string;
  readonly last: string;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function spanned(word: string, { first, last }: Ends): string {
  return first === last ? `${word} ${first}` : `${word}s ${first}–${last}`;
}

/** What a newcomer may try, in this order. */
export const TRY_WORDS = {
  asked: "Type Untied States as the country of a row and read its Status",
  accepted: "Leads > Problems: press Use United States",
  resolved: "Copy a row to the end of the list; in Problems, show both rows and keep one",
  exported: "Leads > Export now, and follow it to Published",
  answered: "Read the answers in the tab Summary",
};

export const TOUR_WORDS = {
  open: "Tour",
  title: "Try",
  close: "Close the tour",
  done: "Done:",
  toTry: "To try:",
  count: ({ done, all }: { done: number; all: number }) => `${done} of ${all} done`,
};
