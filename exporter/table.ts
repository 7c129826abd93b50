/**
 * The distinct cells of one column as UTF-8 bytes, in order of first appearance. Entry 0 is always the blank cell.
 * Plain typed arrays, so that a table can be handed to another thread without a copy.
 */
export interface Distinct {
  size: number;
  arena: Uint8Array;
  /** Entry `c` is `arena[starts[c] .. starts[c] + lengths[c]]`. */
  starts: Uint32Array;
  lengths: Uint32Array;
}

/** A column as a dictionary: the rules run once per distinct cell, never once per row. */
export interface RawColumn {
  header: string;
  /** Row -> entry of `distinct`; `NUMBER` when the cell is `numbers[row]`. May be longer than `rows`. */
  codes: Int32Array;
  distinct: Distinct;
  /** Cells kept as numbers because nearly every one differs; `null` when the column has none. */
  numbers: Float64Array | null;
  /** `wall`: milliseconds of local wall time, already parsed by `plainWallTime`. `number`: the source's own number. */
  numbersAre: "wall" | "number";
}

export const NUMBER = -1;

/** One tab as a source delivers it. Row `i` of the columns is sheet row `i + 2`: the header is row 1. */
export interface RawTable {
  rows: number;
  columns: RawColumn[];
  /** Rows (0-based) with filled cells beyond the header. */
  overlong: number[];
  /** What was read, for the manifest. */
  source: { kind: "file"; path: string; format: string; encoding: string; bytes: number; sha256: string };
}
