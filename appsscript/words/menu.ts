/** What the add-on is called in menus, dialogs and the sidebar. */
export const ADD_ON = "Leads";

/** Every item of the menu. */
export const MENU = {
  exportNow: "Export now",
  checkAll: "Check all rows",
  problems: "Problems",
  health: "Health",
  settings: "Settings",
  clearMarks: "Clear marks",
  setUp: "Set up",
};

/** What the menu's dialogs and toasts say. */
export const MENU_WORDS = {
  clearMarks:
    "This empties the Status column and takes away its colours, its warning and the drop-downs. What people typed stays, and so does the empty column. " +
    "Nothing is checked until someone chooses Check all rows, which brings everything back.\n\nClear the marks?",
  marksCleared: "The marks are cleared. Check all rows brings them back.",
  setUpIsOlder: "This add-on is newer than this sheet's set-up.",
  setUp: ({ why }: { why: string }) =>
    `${why} Set up makes the tabs Leads and Companies if they are missing, and adds a Status column, colours and drop-downs. It changes nothing anyone typed.\n\nSet up now?`,
};
