import { Refusal } from "../refusal";
import { lockDocument } from "../services/lock";
import { CHECK_WORDS } from "../words/check";

/** A person or an hourly sweep can wait longer than an edit. */
const PATIENCE_MS = 30_000;

/** Waits to be the only one who works on this document, till the execution ends. Throws a Refusal when another does not end. */
export function needLock(): void {
  if (lockDocument(PATIENCE_MS)) return;
  throw new Refusal("SHEET_BUSY", CHECK_WORDS.busy);
}
