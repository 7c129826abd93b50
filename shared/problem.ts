/**
 * Every problem a row can have. Held codes keep the row out of the answers; DUPLICATE names its winner; warnings never hold a row.
 * The order is part of the vectors: problems of a row are listed by field in contract order.
 */
export const HELD_CODES = [
  "MISSING",
  "BAD_TIMESTAMP",
  "FUTURE_TIMESTAMP",
  "OUT_OF_RANGE",
  "CELL_ERROR",
  "TOO_LONG",
  /** The row has filled cells beyond the header: a comma is probably not quoted, so every cell may be in the wrong column. */
  "EXTRA_CELLS",
] as const;

export const WARNING_CODES = [
  "UNKNOWN_COUNTRY",
  "AMBIGUOUS_COUNTRY",
  "UNKNOWN_COMPANY",
  "POSSIBLE_DUPLICATE",
  /** The local time does not exist (clocks went forward); read as Temporal's `compatible` does. */
  "GAP_TIMESTAMP",
  /** The local time exists twice (clocks went back); read as the earlier one. */
  "TWICE_TIMESTAMP",
  /** UTF-8 read as another encoding, HTML entities, or characters that are lost. */
  "DAMAGED_TEXT",
] as const;

export type HeldCode = (typeof HELD_CODES)[number];
export type WarningCode = (typeof WARNING_CODES)[number];
export type ProblemCode = HeldCode | WarningCode | "DUPLICATE";

export interface Problem {
  readonly code: ProblemCode;
  /** The name of a field; `null` when the whole row is meant. */
  readonly field: string | null;
  /** One plain sentence, without the place. */
  readonly sentence: string;
  readonly suggestion?: string;
}
