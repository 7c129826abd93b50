import { Failure } from "../../words/failure";
import type { CallKind, Tried } from "./call";
import type { Trouble } from "./outcome";

/** What a call was for, and whose. */
export interface About {
  readonly what: string;
  readonly kind: CallKind;
  readonly spreadsheetId: string;
  readonly account: string | null;
}

/** A call that was given up, in a person's words. */
export function callFailure(trouble: Trouble, tried: Tried, about: About): Failure {
  const { what, kind, spreadsheetId } = about;
  const who = about.account ?? "the account whose credentials are used";
  const { message } = trouble;
  const words = message === "" ? "" : ` Google's words: ${message}`;
  switch (trouble.kind) {
    case "down":
    case "misshapen":
      return new Failure(
        "SHEETS_UNREACHABLE",
        `Google Sheets could not be reached while ${what} of the workbook ${spreadsheetId}: ${effort(tried)}, and the last answer ${trouble.said}.${
          tried.mayHaveApplied ? " Whether Google has carried it out is not known, so it was not sent again." : ""
        }`,
      );
    case "token":
    case "credentials":
      return new Failure("SHEETS_CREDENTIALS", `Google does not accept the credentials of ${who}.${words}`);
    case "forbidden":
      return new Failure(
        "SHEETS_FORBIDDEN",
        `The workbook ${spreadsheetId} may not be ${kind === "read" ? "read" : "changed"} by ${who} (while ${what}).${words}`,
        { account: who, role: kind === "read" ? "Viewer or Editor" : "Editor" },
      );
    case "missing":
      return new Failure(
        "SHEETS_NOT_FOUND",
        `There is no workbook with the id ${spreadsheetId} (while ${what}).${words}`,
        { account: who },
      );
    case "refused":
      return refused(trouble, about);
  }
}

function refused({ said, message }: Trouble, { what, spreadsheetId }: About): Failure {
  const range = /^Unable to parse range: (.+)$/.exec(message)?.[1];
  if (range !== undefined) return tabMissing(tabOf(range), spreadsheetId, null);
  const isBeyond = /exceeds grid limits/.test(message);
  return new Failure(
    isBeyond ? "GRID_CHANGED" : "SHEETS_REFUSED",
    `Google Sheets refused a request while ${what} of the workbook ${spreadsheetId}: the answer ${said}.`,
  );
}

/** `tabs`: those the workbook has, where known. */
export function tabMissing(tab: string, spreadsheetId: string, tabs: readonly string[] | null): Failure {
  const has = tabs === null ? "" : `; it has ${tabs.map((title) => `"${title}"`).join(", ")}`;
  return new Failure("TAB_MISSING", `The workbook ${spreadsheetId} has no tab called "${tab}"${has}.`);
}

/** The title as it stands in a range. */
export function quotedTab(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** `Leads` of `'Leads'!A1:F`. */
export function tabOf(range: string): string {
  const end = range.lastIndexOf("!");
  const tab = end < 0 ? range : range.slice(0, end);
  return /^'.*'$/s.test(tab) ? tab.slice(1, -1).replaceAll("''", "'") : tab;
}

function effort({ attempts, ms }: Tried): string {
  if (attempts === 1) return "it was tried once";
  const seconds = Math.round(ms / 1000);
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.floor(seconds / 60)} minutes and ${seconds % 60} seconds`;
  return `it was tried ${attempts} times in ${time}`;
}
