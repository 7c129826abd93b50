/**
 * The distinct cells of one column as UTF-8 bytes, in order of first appearance. Entry 0 is always the blank cell.
 * Typed arrays over the memory of all threads: another one sees them without a copy.
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
  /** Row -> entry of `distinct`; `NUMBER` when the cell is `numbers[row]`. */
  codes: Int32Array;
  distinct: Distinct;
  /** Cells kept as numbers because nearly every one differs; `null` when the column has none. */
  numbers: Float64Array | null;
  /** `wall`: milliseconds of local wall time, already parsed by `plainWallTime`. `number`: the source's own number. */
  numbersAre: "wall" | "number";
  /** The first cell (its row from 0, and its line in the file) that is a list or an object of a JSON source: no text of a name. */
  nested: { row: number; line: number; what: "a list" | "an object" } | null;
}

/** One tab as a source delivers it. Row `i` of the columns is sheet row `i + 2`: the header is row 1. */
export interface RawTable {
  rows: number;
  columns: RawColumn[];
  /** Rows (0-based) with filled cells beyond the header. */
  overlong: number[];
  /** Where the headers come from: the first row, or the keys of records. */
  headersAre: "row" | "keys";
  /** Rows (0-based) that repeated the header and are blank now. */
  repeatedHeaders: number[];
  /** What was read, for the manifest. */
  source: { kind: "file"; path: string; format: string; encoding: string; bytes: number; sha256: string };
}
