import type { When } from "../shared/answers-due";
import type { TabName } from "../shared/contract";
import type { Counts } from "../shared/counts";
import type { ProblemCode } from "../shared/problem";
import type { ExportRun, ServiceError } from "../shared/service";

/** What the sidebar may ask of the script. One door, `rpc(name, arguments as JSON)`, answers an `Outcome` as JSON. */
export interface Rpc {
  /** Checks all rows, writes Status, and lists what is wrong. */
  problems(): ProblemList;
  /** The list as it is now, `null` where that is what `seen` says already. Writes nothing. */
  problemsSince(seen: string): LiveList | null;
  /** Selects the cell, if the row still says what it said; a row that moved is looked for. */
  goTo(place: Place): { readonly row: number };
  /** Writes the suggestion into the cell, if it still says `from`. */
  accept(place: Place, from: string, to: string): ProblemList;
  /** Writes `from` back, if the cell still says `to`. */
  undoAccept(place: Place, from: string, to: string): ProblemList;
  /** Writes the suggestion into every cell of that column that says exactly `from`. */
  acceptAll(place: Place, from: string, to: string): { readonly list: ProblemList; readonly undo: SameCells };
  undoAcceptAll(change: SameCells): ProblemList;
  /** Two rows side by side. */
  compare(one: Place, other: Place): Comparison;
  /** Deletes the second row; what only it says goes into empty cells of the first. */
  keepOne(keep: Place, drop: Place): { readonly list: ProblemList; readonly undo: RemovedRow };
  /** Puts the deleted row back, and empties what was filled in for it. */
  undoKeepOne(removed: RemovedRow): ProblemList;
  /** Remembers that two possible duplicates are two leads; `false` forgets it again. */
  keepApart(pair: Pair, apart: boolean): ProblemList;
  /** Decides that a text in a country's cell always means this country; `null` forgets what was decided. */
  alwaysMeans(typed: string, country: string | null): ProblemList;
  /** Asks the exporter; joins the run that is on. */
  startExport(): ExportRun;
  exportState(id: string): ExportRun;
  releaseExport(id: string, reason: string): ExportRun;
  /** The export this sheet asked for last, if the exporter still knows it. */
  lastExport(): ExportRun | null;
  health(): HealthReport;
  settings(): Settings;
  /** Stores the settings; throws SETTINGS_BAD that names what is wrong. */
  saveSettings(settings: Settings): Settings;
  /** Makes this person the owner of the daily trigger, exactly one. */
  installDaily(): HealthReport;
  removeDaily(): HealthReport;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Told };

/** Why a call came to nothing. */
export interface Told extends ServiceError {
  /** The setting that cannot be as it was typed. */
  readonly setting?: keyof Settings;
}

/** Where a problem is. `key` is the row's identity (its cells' hash), so that a moved row is found again. */
export interface Place {
  readonly tab: TabName;
  /** As the sheet counts, from 1. */
  readonly row: number;
  readonly field: string | null;
  readonly key: string;
}

export interface ProblemItem extends Place {
  readonly code: ProblemCode;
  /** `C14`; `14` for a whole row. */
  readonly cell: string;
  readonly sentence: string;
  /** What the cell says. */
  readonly value: string;
  /** What a person may accept, likeliest first. */
  readonly suggestions: readonly string[];
  /** The other row of a repeat or of a possible one; `null` for any other problem. */
  readonly twin: Twin | null;
  /** Of a possible repeat of leads: what is kept apart. */
  readonly pair: Pair | null;
  /** How many cells of the column say exactly the same; 1 for a whole row. */
  readonly same: number;
  /** Who or what the row is about: "Ada Obi, Acme". */
  readonly rowName: string;
}

export interface Twin extends Pick<Place, "row" | "key"> {
  readonly rowName: string;
}

/** Two leads by what makes them unique (company, first name, last name, country), as they were typed. */
export interface Pair {
  readonly one: readonly string[];
  readonly other: readonly string[];
}

/** What was written into many cells at once. `keys` names their rows as they were before. */
export interface SameCells extends Pick<Place, "tab" | "field"> {
  readonly from: string;
  readonly to: string;
  readonly keys: readonly string[];
}

/** Rows as they look, Status aside: `columns` are the headers. */
export interface Comparison {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** What a cell held; `null`: nothing. */
export type Entry = string | number | boolean | { readonly date: number } | { readonly formula: string } | null;

/** A row that was deleted: what it held, below which headers, and what of it went into the row that was kept. */
export interface RemovedRow extends Pick<Place, "tab" | "row"> {
  readonly header: readonly string[];
  readonly cells: readonly Entry[];
  readonly filled: readonly Entry[];
  readonly kept: Place;
}

/** What an edit may change in a list of problems. */
export type LiveList = Omit<ProblemList, "apart" | "decisions">;

export interface ProblemList {
  readonly counts: Counts;
  /** Every kind there is, most rows first, also of problems beyond those listed. */
  readonly kinds: readonly { readonly code: ProblemCode; readonly rows: number; readonly holds: boolean }[];
  /** At most 500. */
  readonly items: readonly ProblemItem[];
  readonly total: number;
  /** Equal for lists that say the same. */
  readonly seen: string;
  /** Pairs a person keeps apart, newest first, at most 100. */
  readonly apart: readonly { readonly pair: Pair; readonly by: string; readonly at: string }[];
  /** What was decided of texts in countries' cells, newest first, at most 100. Who and when are '' where nobody says. */
  readonly decisions: readonly {
    readonly typed: string;
    /** The country's name. */
    readonly means: string;
    readonly by: string;
    readonly at: string;
  }[];
  /** ISO 8601. */
  readonly checkedAt: string;
}

export type AnswersMail = "never" | When["when"];

export interface Settings {
  /** https:// address of the exporter; '' when there is none. */
  readonly exporter: string;
  /** Who is mailed on a retry and on a failure. */
  readonly mail: readonly string[];
  /** When they are mailed what the Summary tab says, for workbooks whose exporter sends no mail; absent: never. */
  readonly answers?: AnswersMail;
  /** 0 to 23, in the workbook's zone. */
  readonly hour: number;
  /** Fill an empty Timestamp when the row is otherwise complete. */
  readonly stamp: boolean;
  /** Status says of a row that is OK when it was exported; absent: it does not. */
  readonly exported?: boolean;
}

export interface HealthReport {
  readonly checks: readonly HealthCheck[];
  /** `null`: nobody has it. */
  readonly trigger: {
    readonly owner: string;
    readonly mine: boolean;
    readonly lastRun: string | null;
    readonly nextRun: string | null;
  } | null;
}

export interface HealthCheck {
  readonly name: string;
  readonly state: "good" | "warn" | "bad";
  readonly sentence: string;
  readonly wayOut: string | null;
  /** What a person takes from here elsewhere. */
  readonly copy?: string;
}
