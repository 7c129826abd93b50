import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** The service reads files only in a workbook's place. */
const FILE = {
  exit: EXIT.contract,
  quote: "all",
  service:
    "Put right the files that the configuration names as fallback, which are read when Google cannot be reached.",
} as const;

const HEADERS = {
  exit: EXIT.contract,
  quote: "way out",
  commandLine: {
    workbook: "{fix}",
    file: "{fix}",
    several: "Correct row 1, then run again.",
    swapped: "Name the {tab} table there.",
    below: "Delete the rows above it.",
    keys: "Name the keys of each record: {headers}.",
  },
  sheet: { workbook: "{fix}", below: "Delete the rows above it." },
  service: FILE.service,
} as const;

/** The two tables, and their headers. */
export const FILES = {
  SOURCE_MISSING: {
    ...FILE,
    when: "There is no file of the name that was given.",
    commandLine: { whole: "Check the name.", relative: "Check the name; the command ran in the folder {folder}." },
  },
  SOURCE_FORBIDDEN: {
    ...FILE,
    when: "The user of the machine has no permission to read a file.",
    commandLine: "Ask its owner for the right to read it.",
  },
  SOURCE_UNREADABLE: {
    ...FILE,
    when: "A file cannot be opened, or not be read to its end, or is changed while it is read.",
    commandLine: {
      opening: "Check that it is an ordinary file you can read.",
      reading: "Check the disk or the network drive it lies on, then run again.",
      changed: "Run again once the program that writes it is done.",
    },
  },
  SOURCE_IS_FOLDER: {
    ...FILE,
    when: "A folder is named where a file must be.",
    commandLine: "Name the file inside it.",
  },
  SOURCE_EMPTY: {
    ...FILE,
    when: "A file holds nothing but blank lines.",
    commandLine: "Export it again: at least the header line must be there.",
  },
  BAD_GZIP: {
    ...FILE,
    when: "A gzipped file is cut or damaged.",
    commandLine: {
      cut: "Copy or download it again: a part is missing.",
      damaged: "Copy or download it again, or make it again with gzip.",
    },
  },
  NOT_TEXT: {
    ...FILE,
    when: "A file is an Excel workbook, a Parquet file, a web page or the like, and no text table.",
    commandLine: {
      export: "Export the table as CSV (UTF-8) and name that file.",
      signIn:
        "Share the sheet with whoever has its link, or download it in the browser: File, Download, Comma-separated values.",
    },
  },
  BAD_BYTE: {
    ...FILE,
    when: "A file has a NUL byte.",
    commandLine: "Export the table again as CSV (UTF-8).",
  },
  BAD_ENCODING: {
    ...FILE,
    when: "A byte of a file is not of its encoding, UTF-8 or UTF-16.",
    commandLine: {
      utf8: "Save the file as UTF-8 (it may be Latin-1 or Windows-1252 now), then run again.",
      utf16: "Save the file again, as UTF-8.",
    },
  },
  BAD_QUOTE: {
    ...FILE,
    when: "In a CSV file there is text after a closing quote.",
    commandLine: 'Write a quote inside a quoted cell twice (""), or put the quotes around the whole cell.',
  },
  UNCLOSED_QUOTE: {
    ...FILE,
    when: "In a CSV file a quote is never closed.",
    commandLine: 'Close it with a second quote; a quote inside a quoted cell is written twice ("").',
  },
  BAD_JSON: {
    ...FILE,
    when: "A file is not the JSON it should be.",
    commandLine: {
      records: 'Write a list of records; in pandas: to_json(orient="records").',
      list: "Write that list alone to a file, and name that file.",
      value: "Write one value there, in every record.",
      wrong: "Export the file again, or correct it at that place.",
      cut: "Export or copy the file again: a part is missing.",
    },
    quote: "way out",
  },
  DUPLICATE_KEY: {
    ...FILE,
    when: "A record of a JSON file holds one key twice.",
    commandLine: "Keep one of the two, so that it is clear which value counts.",
    quote: "way out",
  },
  TOO_LARGE: {
    ...FILE,
    when: "A table has more rows, columns or text than can be read, or a row is larger than 64 MB.",
    commandLine: {
      unpacked: "Look into the file; if it is right, delete its blank rows, or unpack it and name the unpacked file.",
      row: "Look for a quote that is never closed, or shorten the cell.",
      columns: "Keep only the columns that are needed, or check that the lines of the file end where they should.",
      table: "Split the file into smaller ones, or leave out columns that are not needed.",
    },
    quote: "way out",
  },
  HEADER_MISSING: { ...HEADERS, when: "A column that the contract needs has no header in row 1 of a table." },
  HEADER_DOUBLED: { ...HEADERS, when: "Two columns of a table have headers for the same field." },
  HEADER_ROW_MISSING: { ...HEADERS, when: "Row 1 of a table holds none of the headers." },
} as const satisfies Record<string, FailureKind>;
