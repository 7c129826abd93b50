import type { Said } from "./said";

/** Why a row was left alone. */
export const ROW_WORDS = {
  changed: ({ tab, row }: { tab: string; row: number }): Said => ({
    sentence: `Row ${row} of ${tab} no longer says what it said when it was listed, so it was left alone.`,
    wayOut: "Look at the list again: it is made anew.",
  }),
  cellIsFormula: ({ cell }: { cell: string }): Said => ({
    sentence: `${cell} is worked out by a formula, so it was left alone.`,
    wayOut: "Correct the formula, or what it works with.",
  }),
  columnHasFormulas: ({ column }: { column: string }): Said => ({
    sentence: `Cells of column ${column} are worked out by a formula, so all were left alone.`,
    wayOut: "Correct the formula, or what it works with; single cells can still be corrected here.",
  }),
};
