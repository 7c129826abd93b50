import type { ColumnCells } from "./column-cells";
import type { Loops } from "./loops";

/** One tab as its source holds it. The source is read, never changed. */
export interface TabCells {
  readonly rows: number;
  /** Of the contract's fields, in their order. A field without a column has blank cells. */
  readonly columns: readonly ColumnCells[];
  /** Rows (0-based) with filled cells beyond the header, ascending. */
  readonly overlong: readonly number[];
  /** Who runs the loops over these cells. */
  readonly loops: Loops;
}
