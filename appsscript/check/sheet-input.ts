import type { Cell } from "../../shared/cell";
import type { TabContract } from "../../shared/contract";
import type { DateOrder } from "../../shared/date-order";
import type { DecidedCountries } from "../../shared/decisions";
import type { Binding, HeaderNotice } from "../../shared/headers";
import type { RenamedNotice } from "../../shared/renamed-columns";
import type { Zone } from "../../shared/zone";

/** A cell as `getValues` gives it: '' when blank; a `Date` where the cell has a date format, whatever its column. */
export type SheetCell = Cell | Date;

/** A tab that was read, and which of its columns holds which field. */
export interface TabInput {
  readonly contract: TabContract;
  /** What it holds from A1 on, the header row first; all rows as wide as the header row, as `getValues` gives them. */
  readonly values: readonly (readonly SheetCell[])[];
  readonly binding: Binding;
  /** The row (from 1) that looks like the header where row 1 does not; `null`: none. */
  readonly headerBelow: number | null;
  /** Headers read by a near miss or by memory: write `suggestion` into `cell`. */
  readonly notices: readonly (HeaderNotice | RenamedNotice)[];
  /** What cells look like, of the columns that `columnsToShow` names; `null` when it names none. */
  readonly shown: ShownTexts | null;
}

/** `getDisplayValues` of some columns from row 1 on. */
export interface ShownTexts {
  /** 0-based. */
  readonly firstColumn: number;
  readonly texts: readonly (readonly string[])[];
}

/** What is judged against what: equal inputs, equal verdicts. */
export interface SheetInput {
  readonly leads: TabInput;
  readonly companies: TabInput;
  /** The workbook's own. */
  readonly zone: Zone;
  readonly dateOrder: DateOrder;
  /** Now, UTC ms. */
  readonly asOf: number;
  /** `pairHash` (shared/kept-apart) of the pairs that a person found to be two leads. */
  readonly apart: ReadonlySet<string>;
  /** Whether a missing time is filled in as soon as a row lacks nothing else. */
  readonly stamps: boolean;
  /** What a person decided that texts mean. */
  readonly decisions: DecidedCountries;
  /** What was exported; absent where Status need not say so. */
  readonly exported?: Exported | null;
}

/**
 * Rows that were exported, each by a number of 42 bits that stands for what its cells of the contract said. A row that was edited since has
 * another number: that it is among those of 50,000 rows by chance happens once in ninety million edits.
 */
export interface Exported {
  readonly rows: ReadonlySet<number>;
  /** The day of the export, as Status says it: `28 Nov`. */
  readonly day: string;
}
