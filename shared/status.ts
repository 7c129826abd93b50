/** How the Status of a row begins, by what became of it. Whatever writes, colours or knows a Status again goes by these. */
export const STATUS = {
  ok: "OK",
  repeat: "Repeat of",
  held: "Held",
  check: "Check",
  /** A later sweep will check the row. */
  toCheck: "To check",
} as const;
