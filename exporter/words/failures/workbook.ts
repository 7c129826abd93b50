import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

const SHARE = "Open the workbook in Google Sheets, press Share, and add {account} as {role}.";
const NAME_KEY_FILE =
  "Name the JSON key file of a service account as keyFile in the configuration, then start the service again.";

/** The Google Sheets workbook: reading it, and writing its tabs Summary and Exports. */
export const WORKBOOK = {
  SHEETS_UNREACHABLE: {
    exit: EXIT.unreachable,
    when: "Google Sheets could not be reached.",
    commandLine: "Check the network and https://www.google.com/appsstatus, then run again.",
    sheet: "Export again in some minutes; if it stays so, tell whoever runs the exporter.",
    service: "Check the network of this machine, and https://www.google.com/appsstatus.",
    passes: true,
    quote: "way out",
  },
  FALLBACK_USED: {
    exit: EXIT.copy,
    when: "Google Sheets could not be reached, and rows that were read before were published in place of today's.",
    commandLine: "Check the network and https://www.google.com/appsstatus, then run again.",
    sheet: "Export again in some minutes; if it stays so, tell whoever runs the exporter.",
    service: "Check the network of this machine, and https://www.google.com/appsstatus.",
    passes: true,
    quote: "all",
  },
  SHEETS_CREDENTIALS: {
    exit: EXIT.unreachable,
    when: "Google does not accept the credentials of the account that the export uses.",
    commandLine:
      "Give the key file of a service account with --key-file, or sign in with: gcloud auth application-default login",
    service: NAME_KEY_FILE,
    passes: true,
    quote: "way out",
  },
  SHEETS_FORBIDDEN: {
    exit: EXIT.unreachable,
    when: "The account that the export uses may not read or change the workbook.",
    commandLine: SHARE,
    sheet: SHARE,
    quote: "way out",
  },
  SHEETS_NOT_FOUND: {
    exit: EXIT.unreachable,
    when: "Google knows no workbook with the id that is configured.",
    commandLine:
      "Copy the id from the workbook's address, the part between /d/ and /edit, and share the workbook with {account}.",
    sheet: "Share the workbook with {account}; if that changes nothing, tell whoever runs the exporter.",
    service: "Compare the id in the configuration with the workbook's address, the part between /d/ and /edit.",
    quote: "way out",
  },
  OWN_HEADERS_BAD: {
    exit: EXIT.contract,
    when: "The tab Own headers of the workbook names a header that cannot be one.",
    commandLine: "Correct its row in the tab Own headers, or delete it.",
    sheet: "Correct its row in the tab Own headers, or delete it.",
  },
  SHEETS_REFUSED: {
    exit: EXIT.other,
    when: "Google Sheets refused a request of the exporter.",
    commandLine: "Please report it; nothing was published.",
    sheet: "Export again; if it fails again, tell whoever runs the exporter.",
    service: "Please report it; nothing was published.",
    passes: true,
  },
  GRID_CHANGED: {
    exit: EXIT.other,
    when: "Rows or columns were deleted while they were read.",
    commandLine: "The grid of a tab has changed; run again.",
    sheet: "The grid of a tab has changed; export again.",
    passes: true,
  },
  SHEET_BUSY: {
    exit: EXIT.unreachable,
    when: "The workbook changed between each of several readings, so that no two agreed.",
    commandLine: "Run again when nobody is pasting or sorting in it.",
    sheet: "Export again when nobody is pasting or sorting in it.",
    passes: true,
    quote: "all",
  },
  TAB_MISSING: {
    exit: EXIT.contract,
    when: "The workbook has no tab with the name that is configured.",
    commandLine: "Rename the tab, or name the right one with --leads-tab or --companies-tab.",
    sheet: "Rename the tab, or tell whoever runs the exporter which tab to read.",
    service: "Name the right tabs as leadsTab and companiesTab in the configuration, then start the service again.",
    quote: "way out",
  },
  TAB_IN_USE: {
    exit: EXIT.other,
    when: "A tab called Summary or Exports holds cells that the exporter did not write.",
    commandLine: "Rename that tab or empty it; a new tab {tab} is made by the next run.",
    sheet: "Rename that tab or empty it; a new tab {tab} is made by the next export.",
    quote: "all",
  },
  SUMMARY_NOT_WRITTEN: {
    exit: EXIT.other,
    when: "A snapshot is published, but the tabs Summary and Exports could not be written; the next run writes what is missing.",
    commandLine: "{why} {wayOut} The next run writes what is missing.",
    sheet: "{why} {wayOut} The next export writes what is missing.",
    passes: true,
  },
  NO_CREDENTIALS: {
    exit: EXIT.usage,
    when: "A local Sheets API is named, and no credentials for it.",
    commandLine:
      "Give --key-file, or put the token that the local server printed into the variable LEAD_EXPORT_SHEETS_TOKEN.",
    service: "Name the key file that the local server wrote as keyFile in the configuration.",
    quote: "all",
  },
  KEY_FILE_MISSING: {
    exit: EXIT.usage,
    when: "The key file of the account that reads the workbook cannot be read.",
    commandLine: "Give the path of the JSON key file of a service account with --key-file.",
    service: NAME_KEY_FILE,
    quote: "all",
  },
  KEY_FILE_BAD: {
    exit: EXIT.usage,
    when: "The key file is none of Google's, or not one of the local server.",
    commandLine: {
      google: "Create a JSON key of the service account in the Google Cloud console and name that file.",
      local: "Use the key file that the server wrote, or leave out --sheets-url to use Google's.",
    },
    service: NAME_KEY_FILE,
    quote: "all",
  },
} as const satisfies Record<string, FailureKind>;
