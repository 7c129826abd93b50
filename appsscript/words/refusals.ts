import type { HeaderProblem } from "../../shared/headers";
import { GOOGLE_WORDS } from "./google";

/**
 * What the add-on refuses or cannot do, by stable code, and when. What a person is told stands in the files beside this one.
 * `docs/errors.md` is made from it.
 */
export const ADD_ON_REFUSALS = {
  NOT_SET_UP: "The sheet has not been set up yet.",
  TAB_MISSING: "A tab of the contract is gone.",
  TAB_NO_TABLE: "A tab of the contract is a chart, which has no cells.",
  HEADERS_UNCLEAR: "The headers of Leads do not say which column is which, so no row can be judged.",
  HEADER_MISSING: "Setting up found no column for a field.",
  HEADER_DOUBLED: "Setting up found two columns for one field.",
  HEADER_ROW_MISSING: "Setting up found none of the headers in row 1.",
  STATUS_TAKEN: "A column of the operators' own is called Status.",
  SHEET_BUSY: "Another check of the sheet does not end.",
  KEPT_APART_UNREADABLE: "The hidden tab with the pairs that are no duplicates was changed by hand.",
  DECISION_BAD: "What a text shall always mean cannot be decided so.",
  DECISIONS_UNREADABLE: "The hidden tab with what was decided once and for all was changed by hand.",
  OWN_HEADERS_BAD: "The tab Own headers names a header that cannot be one.",
  CELL_IS_FORMULA: "A suggestion was accepted for a cell that a formula works out.",
  ROW_CHANGED: "A row no longer says what it said when it was listed.",
  SETTINGS_BAD: "A setting cannot be as it was typed.",
  TRIGGER_OF_ANOTHER: "The daily export belongs to another person.",
  NO_EXPORTER_SET: "Settings have no address of the exporter.",
  EXPORTER_CHANGED: "Settings name another exporter than the one this person has trusted.",
  EXPORTER_UNREACHABLE: "The exporter could not be reached.",
  EXPORTER_REFUSED: "What answers at the address in Settings is no exporter.",
  EXPORTER_ODD: "The exporter's answer is none this add-on knows.",
  EXPORT_TOO_LONG: "The daily export has not ended after two hours.",
  EXPORT_FAILED: "The daily export came to nothing, and the exporter does not say why.",
  PROTECTED: "A protected range keeps this person from writing.",
  NOT_AUTHORISED: "A permission was not granted, or not by this account.",
  SEVERAL_ACCOUNTS: "Google mixed up the accounts that are signed in to one browser.",
  ADMIN_BLOCKED: "The administrator of the organisation does not allow it.",
  QUOTA: "Google's daily allowance for scripts is used up.",
  TOO_MANY_AT_ONCE: "Google runs too many scripts of this account at once.",
  TOO_LONG_RUNNING: GOOGLE_WORDS.tooLong.sentence,
  GOOGLE_BUSY: "Google had an error of its own, twice.",
  GOOGLE_FAILED: "Google refused something, in words that the add-on does not know.",
  OFFLINE: GOOGLE_WORDS.offline.sentence,
  SCRIPT_CHANGED: "The add-on was renewed while the sidebar was open.",
  CALL_UNKNOWN: "The sidebar asked for something this add-on does not do: the two are of different versions.",
  CALL_BAD: "The sidebar asked in a way this add-on does not understand: the two are of different versions.",
  UNEXPECTED: "Something went wrong that should not have: a fault in the add-on.",
} as const satisfies Readonly<Record<string, string> & Record<HeaderProblem["code"], string>>;

export type AddOnRefusalCode = keyof typeof ADD_ON_REFUSALS;
