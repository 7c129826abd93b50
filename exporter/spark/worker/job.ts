import type { TabName } from "../../../shared/contract";
import type { DateOrder } from "../../../shared/date-order";
import type { CountryDecision } from "../../../shared/decisions";
import type { OwnHeaders } from "../../../shared/own-headers";
import type { Zone } from "../../../shared/zone";

/** What a worker is told to do, as JSON in its first argument. */
export type Job =
  /** Says of each file what it is, from its first lines. */
  | { readonly mode: "look" }
  /** Judges every row by itself. */
  | RulesJob
  /** Says which possible duplicates a person found to be two. */
  | { readonly mode: "apart"; readonly pairs: readonly string[] };

export interface RulesJob {
  readonly mode: "rules";
  readonly tab: TabName;
  readonly asOf: number;
  readonly dateOrder: DateOrder;
  readonly zone: PlainZone;
  readonly own: OwnHeaders;
  readonly decisions: readonly Pick<CountryDecision, "typed" | "code">[];
  /** How long (ms) a few rows may take before the worker is taken for hung. */
  readonly patience: number;
}

/** A zone as JSON can have it: the first period has no beginning. */
export interface PlainZone extends Omit<Zone, "starts"> {
  readonly starts: readonly (number | null)[];
}

/** How the rows of a file are written. */
export interface Head {
  readonly format: "csv" | "json";
  /** Between the cells of CSV. */
  readonly delimiter: string;
  /** Lines before the header: Excel's `sep=;`. */
  readonly skip: number;
  /** The header row; `null` for records, whose keys are the headers, and where it goes on beyond its first line. */
  readonly names: readonly string[] | null;
}

/** What was seen of all files of a tab, as JSON in the second argument of a `rules` worker. */
export interface Seen {
  readonly heads: readonly Head[];
  /** The keys of records, in the order in which they were met. */
  readonly keys: readonly string[];
}

/** Between the columns of a line that a worker writes: no tidied text has it, and JSON escapes it. */
export const SEPARATOR = "\x01";

/** What a worker's line says of each row before its fields, with the types of Spark. */
export const ROW_COLUMNS = {
  /** `clean`, `held`, `blank`; `header` of a header row, `block` of what was read as one piece. */
  state: "STRING",
  /** The number of the file, and where the piece begins in it (bytes). */
  file: "INT",
  block: "BIGINT",
  /** Which row of its piece it is, from 0; of a piece, how many rows it has. */
  at: "BIGINT",
  /** What is said of few rows: `MORE_COLUMNS`, then those of the fields. */
  more: "STRING",
} as const;

/** Columns that most rows have nothing in, in one: through a pipe each column costs as much as one with a text. */
export const MORE_COLUMNS = {
  /** Of a piece: how many lines were read. */
  lines: "BIGINT",
  /** Why a row is held; `HEADER_REPEATED`; of a piece, the columns without a header in which something stands; of a header, its names as JSON. */
  note: "STRING",
  /** Warnings, as `warningBit` has them. */
  bits: "INT",
  /** The instant (UTC ms) at which time alone changes the row. */
  until: "BIGINT",
  /** What its timestamp says about the order of day and month. */
  sign: "INT",
  /** The keys of decisions that gave it a country, as JSON; '' without any. */
  decided: "STRING",
} as const;

/** Between the columns within `more`, which no text has in it either. */
export const MORE_SEPARATOR = "\x03";

/** The last column of every line: a line that does not end with it is none of a worker's, or not a whole one. */
export const LINE_END = ".";

/** Why a worker stopped: the last line on its standard error begins with `REASON` and has this as JSON. */
export interface Reason {
  readonly code:
    | "BAD_BYTE"
    | "BAD_ENCODING"
    | "BAD_JSON"
    | "BAD_QUOTE"
    | "DUPLICATE_KEY"
    | "FILE_CHANGED"
    | "HEADERS"
    | "HUNG"
    | "JSON_ARRAY"
    | "NOT_TEXT"
    | "OPEN_QUOTE"
    | "PARQUET"
    | "STRANGE_LINE"
    | "UNEXPECTED"
    | "UTF_16BE"
    | "UTF_16LE";
  /** The file's tab in the plan, and its number there. */
  readonly tab?: string;
  readonly file?: number;
  /** Where the piece begins in the file, and the line within it, from 1. */
  readonly block?: number;
  readonly line?: number;
  readonly what: string;
}

export const REASON = "lead-export worker: ";
