/** What to do, where many things end in the same. */
export const SET_UP = "Choose Set up in the menu Leads.";
export const CHECK_ALL = "Choose Check all rows.";
export const RELOAD_AND_TELL =
  "Reload the sheet and try again; if it happens again, tell whoever looks after this sheet.";
export const TELL_EXPORTER = "Tell whoever runs the exporter.";
