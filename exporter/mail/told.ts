import { EXIT, Failure } from "../words/failure";

/** What replaces a failure's own words in a mail; what is left out is quoted as it is. */
interface Told {
  readonly sentence?: string;
  readonly wayOut?: string;
}

const SEE_OUTPUT =
  "The run's own output has the full sentence; it may quote what stands in the sheet, and a mail does not.";

/**
 * The failures a mail may quote: their words are ours, with paths, counts and ids. Every other one could carry a cell's text (a header, a
 * value in an error of a library, Google's own words) and is told by its kind: a code that is new is cut until it is listed here.
 */
const QUOTED: Record<string, Told> = {
  ...quotedWhole(
    ["LOCKED", "LOCK_LOST", "DISK_FULL", "NOT_WRITABLE", "OUT_NOT_A_FOLDER"],
    ["CURRENT_UNREADABLE", "SNAPSHOT_MISSING", "SNAPSHOT_CHANGED", "ANSWER_DOES_NOT_ADD_UP"],
    ["NO_CLEAN_LEADS", "NO_CLEAN_COMPANIES", "FEWER_LEADS", "CONTRACT_CHANGED"],
    ["SOURCE_MISSING", "SOURCE_FORBIDDEN", "SOURCE_UNREADABLE", "SOURCE_IS_FOLDER", "SOURCE_EMPTY"],
    ["BAD_GZIP", "NOT_TEXT", "BAD_QUOTE", "UNCLOSED_QUOTE", "BAD_BYTE", "BAD_ENCODING"],
    ["BAD_ZONE", "BAD_AS_OF", "KEY_FILE_MISSING", "KEY_FILE_BAD", "NO_CREDENTIALS", "SHEET_BUSY"],
  ),
  HEADER_MISSING: { sentence: "A column that the contract needs has no header in row 1 of a table." },
  HEADER_DOUBLED: { sentence: "Two columns of a table have headers for the same field." },
  HEADER_ROW_MISSING: { sentence: "Row 1 of a table holds none of the headers." },
  BAD_JSON: { sentence: "A file is not the JSON it should be." },
  DUPLICATE_KEY: { sentence: "A record of a JSON file holds one key twice." },
  SHEETS_UNREACHABLE: { sentence: "Google Sheets could not be reached." },
  SHEETS_CREDENTIALS: { sentence: "Google does not accept the credentials of the account that the export uses." },
  SHEETS_FORBIDDEN: { sentence: "The account that the export uses may not read or change the workbook." },
  SHEETS_NOT_FOUND: { sentence: "Google knows no workbook with the id that is configured." },
  TAB_MISSING: { sentence: "The workbook has no tab with the name that is configured." },
  TAB_IN_USE: {},
  SUMMARY_NOT_WRITTEN: { wayOut: `The next run writes what is missing. ${SEE_OUTPUT}` },
};

const BY_EXIT: Record<number, string> = {
  [EXIT.usage]: "The run was started with options or a configuration that cannot be right.",
  [EXIT.contract]: "A table cannot be read, or its headers do not fit the contract.",
  [EXIT.unreachable]: "The source could not be reached.",
  [EXIT.locked]: "Another run was publishing to the same folder.",
};

/** A failure in words that hold no cell of the tables. */
export function told(failure: Failure): Required<Told> {
  const { code, exit, message, wayOut } = original(failure);
  const quoted = Object.hasOwn(QUOTED, code) ? QUOTED[code]! : null;
  if (quoted === null) return { sentence: BY_EXIT[exit] ?? "Something went wrong in the run.", wayOut: SEE_OUTPUT };
  return { sentence: quoted.sentence ?? message, wayOut: quoted.wayOut ?? wayOut };
}

/** A failure that could not be told to the workbook has the words of a second one in its way out. */
function original(failure: Failure): Failure {
  const { cause } = failure;
  return cause instanceof Failure && cause.code === failure.code ? original(cause) : failure;
}

function quotedWhole(...codes: string[][]): Record<string, Told> {
  return Object.fromEntries(codes.flat().map((code) => [code, {}]));
}
