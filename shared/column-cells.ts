/** The cells of one field as a dictionary: the rules run once per distinct cell, never once per row. */
export interface ColumnCells {
  /** Row -> distinct cell; `NUMBER` where the cell is `numbers[row]`. May be longer than there are rows. */
  readonly codes: Int32Array;
  /** How many distinct cells there are. */
  readonly size: number;
  /**
   * Distinct cell `i` is `arena[starts[i] .. starts[i] + lengths[i]]` where it is of ASCII alone; any other has bytes that are not, or
   * none.
   */
  readonly arena: Uint8Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  /** Distinct cell `i` as it was typed. */
  text(i: number): string;
  /** Cells of a timestamp field kept as numbers because nearly every one differs; `null` when there are none. */
  readonly numbers: Float64Array | null;
  /** `wall`: milliseconds of local wall time. `number`: the source's own number. */
  readonly numbersAre: "wall" | "number";
}

export const NUMBER = -1;
