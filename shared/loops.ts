import type { ColumnCells } from "./column-cells";

/** Distinct comparison keys of texts, each with a dense id, in order of arrival: 0, 1, 2, ... */
export interface Keys {
  readonly size: number;
  /** The id of a key; a new one gets the next. */
  internText(key: string): number;
  /** For `Loops.keysAfter`, also in another thread. */
  toState(): KeysState;
}

/** Keys as plain data. Only those who made them look inside. */
export interface KeysState {
  readonly size: number;
}

/** Wall times by the period of a zone they fall in, from which its offset holds: see `wallPeriods` in zone.ts. */
export interface WallPeriods {
  readonly starts: Float64Array;
  readonly offsets: Float64Array;
  /** Up to here a wall time is one instant. */
  readonly plainUntil: Float64Array;
}

/**
 * Where judging spends its time: loops over distinct cells and rows, that know codes and bytes and no rule but the simplest. The sheet runs them
 * in TypeScript (`typescriptLoops`), the exporter in its kernel; both give the same.
 */
export interface Loops {
  /** Zeros, in memory that the loops work on at once. */
  bytes(length: number): Uint8Array;
  integers(length: number): Int32Array;
  numbers(length: number): Float64Array;
  /** The same for what is not needed once all is judged. */
  passingBytes(length: number): Uint8Array;
  passingNumbers(length: number): Float64Array;
  /** Keys that go on where `base` stopped, with room for those of `cells`. `base` stays as it is. Not kept, they go when all is judged. */
  keysAfter(base: KeysState | undefined, cells: ColumnCells, isKept: boolean): Keys;
  /**
   * Interns the key of each distinct cell that is plain (`isPlainAscii`) and writes its id to `ids`, and to `hashes`, where given, the hash of its loose key,
   * of a company or of another name. Returns the other cells, ascending; their ids are 0, their hashes NaN.
   */
  internPlain(
    cells: ColumnCells,
    keys: Keys,
    ids: Int32Array,
    hashes: Float64Array | null,
    isCompany: boolean,
  ): ArrayLike<number>;
  /** See `looseIds` in loose-ids.ts. */
  looseIds(hashes: Float64Array, keys: Int32Array): Int32Array | null;
  /**
   * Writes the instant of each row that is a plain wall time, and neither before `earliest` nor after `latest`, to `instants`. Returns the other rows,
   * ascending.
   */
  plainInstants(
    cells: ColumnCells,
    periods: WallPeriods,
    earliest: number,
    latest: number,
    instants: Float64Array,
  ): ArrayLike<number>;
  /**
   * Adds what the flaws of one field say of each row: a blank cell (1) counts in `blanks`; any flaw marks the row in `flawed`, a blank cell only
   * if it `isFlaw`. `codes` is `null` where flaws are by row.
   */
  addFlaws(codes: Int32Array | null, flaws: Uint8Array, isFlaw: boolean, flawed: Uint8Array, blanks: Uint8Array): void;
  /** Adds to each row the bits of its reading, likewise. */
  addBits(codes: Int32Array | null, bits: Uint8Array, into: Uint8Array): void;
  /** Writes to each row what `table` has for its two bytes, at 256 times the one and the other. */
  combine(ones: Uint8Array, others: Uint8Array, table: Uint8Array, into: Uint8Array): void;
  /** How many bytes are `wanted`. */
  countOf(bytes: Uint8Array, wanted: number): number;
  /** The rows whose byte is `wanted`, ascending. */
  rowsWith(bytes: Uint8Array, wanted: number): Int32Array;
  /** See `groupByKeys` in duplicates.ts. */
  groupByKeys(rows: Int32Array, codes: readonly Int32Array[], keys: readonly Int32Array[]): Int32Array;
  /** See `markLosers` in duplicates.ts. */
  markLosers(
    rows: Int32Array,
    first: Int32Array,
    instants: Float64Array | null,
    mark: number,
    marks: Uint8Array,
    winner: Int32Array,
  ): void;
  /** One id space for both: of each reading its loose id below -1, where it has one, else its key; and whether it has. */
  nearIds(keys: Int32Array, loose: Int32Array): { ids: Int32Array; near: Uint8Array };
}
