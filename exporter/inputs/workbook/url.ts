import { Failure } from "../../words/failure";
import { readServerUrl } from "../../words/server-url";

/** The address of a Sheets API, as `https://host/`. */
export type SheetsUrl = string;

export const GOOGLE: SheetsUrl = "https://sheets.googleapis.com/";

const THIS_MACHINE = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Hosts that are asked directly, whatever proxy the environment names: a proxy cannot reach a server on this machine. */
export function directHosts(url: SheetsUrl): string[] {
  const { hostname } = new URL(url);
  return THIS_MACHINE.has(hostname) ? [hostname] : [];
}

/** Reads `--sheets-url`; Google's own when it is not given. Throws `USAGE`. */
export function readSheetsUrl(text: string | undefined): SheetsUrl {
  return text === undefined ? GOOGLE : `${readServerUrl("--sheets-url", text, "sheetsAddress").origin}/`;
}

/** The id of a workbook, also out of the address its page has in the browser. Throws `USAGE`. */
export function readSpreadsheetId(text: string): string {
  const id = /\/spreadsheets\/d\/([\w-]+)/.exec(text)?.[1] ?? text.trim();
  if (/^[\w-]+$/.test(id)) return id;
  throw new Failure("USAGE", `${JSON.stringify(text)} is not the id of a workbook.`, { way: "spreadsheet" });
}
