import type { TabName } from "../../shared/contract";
import type { ProblemCode } from "../../shared/problem";

/** One problem of one row, as `check` lists it. */
export interface ProblemRow {
  tab: TabName;
  /** The cell, as the sheet names it: `Leads!C14`; the whole row: `Leads!14:14`. */
  place: string;
  /** The sheet row: the header is row 1. */
  row: number;
  verdict: "clean" | "duplicate" | "held";
  code: ProblemCode;
  field: string | null;
  /** The sentence the sheet's Status column has. */
  sentence: string;
  /** What to write instead, where that is known. */
  suggestion: string | null;
}
