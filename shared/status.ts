/** How the Status of a row begins, by what became of it. Whatever writes, colours or knows a Status again goes by these. */
export const STATUS = {
  ok: "OK",
  /** As the sentence of `DUPLICATE` begins. */
  repeat: "Repeat of",
  /** Something is wrong with it, and it waits for a correction. */
  held: "Waits",
  /** It waits for cells that are still empty, and nothing is wrong with what it says. */
  toFill: "To fill",
  check: "Check",
  /** A later sweep will check the row. */
  toCheck: "To check",
} as const;
