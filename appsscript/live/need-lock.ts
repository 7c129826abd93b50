import { Refusal } from "../refusal";
import { lockDocument } from "../services/lock";

/** A person or an hourly sweep can wait longer than an edit. */
const PATIENCE_MS = 30_000;

/** Waits to be the only one who works on this document, till the execution ends. Throws a Refusal when another does not end. */
export function needLock(): void {
  if (lockDocument(PATIENCE_MS)) return;
  throw new Refusal(
    "SHEET_BUSY",
    "Another check of this sheet is still going on.",
    "Wait until it has ended, a minute at most, and try again.",
  );
}
