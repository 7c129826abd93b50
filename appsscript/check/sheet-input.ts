import type { Cell } from "../../shared/cell";
import type { DateOrder } from "../../shared/date-order";
import type { RememberedColumn } from "../../shared/renamed-columns";
import type { Zone } from "../../shared/zone";

/** A cell as `getValues` gives it: '' when blank; a `Date` where the cell has a date format, whatever its column. */
export type SheetCell = Cell | Date;

/** What a tab holds from A1 on, the header row first; all rows as wide as the header row, as `getValues` gives them. */
export interface TabInput {
  readonly values: readonly (readonly SheetCell[])[];
  /** Columns that were bound to a field before, from the developer metadata: a renamed header does not lose its column. */
  readonly remembered: readonly RememberedColumn[];
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
}
