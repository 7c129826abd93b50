import type { Scalar } from "../book/cell";

/** Rows `top` to `bottom`, columns `left` to `right` of a tab; ends excluded, from 0. */
export interface Area {
  readonly sheetId: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * What a person does to cells in one go, as the page sends it. One of these is one step of undo, and fires the edit events Google fires.
 * `type` is for one cell and reads the text as Sheets does; `paste` too, but `null` leaves a cell as it is and '' empties it; a number or
 * boolean goes in as it is.
 */
export type PersonEdit =
  | {
      readonly kind: "type";
      readonly sheetId: number;
      readonly row: number;
      readonly column: number;
      readonly text: string;
    }
  | {
      readonly kind: "paste";
      readonly sheetId: number;
      readonly top: number;
      readonly left: number;
      readonly rows: readonly (readonly (Scalar | null)[])[];
    }
  | { readonly kind: "clear"; readonly area: Area }
  /** Copies the source over the target again and again, as the fill handle does with one kind of value. */
  | { readonly kind: "fill"; readonly source: Area; readonly target: Area }
  /** Copy and paste, or with `cut`, cut and paste, inside the workbook: values, formats and validation. */
  | {
      readonly kind: "copy";
      readonly source: Area;
      readonly to: { sheetId: number; row: number; column: number };
      readonly cut: boolean;
    }
  | {
      readonly kind: "insert";
      readonly sheetId: number;
      readonly dimension: "ROWS" | "COLUMNS";
      readonly at: number;
      readonly count: number;
    }
  | {
      readonly kind: "delete";
      readonly sheetId: number;
      readonly dimension: "ROWS" | "COLUMNS";
      readonly at: number;
      readonly count: number;
    }
  | {
      readonly kind: "move";
      readonly sheetId: number;
      readonly dimension: "ROWS" | "COLUMNS";
      readonly from: number;
      readonly count: number;
      readonly before: number;
    }
  | { readonly kind: "sort"; readonly area: Area; readonly by: readonly { column: number; descending: boolean }[] }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" };
