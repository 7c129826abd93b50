import type { ServiceError } from "../../shared/service";
import { googleFailure as known, OFFLINE } from "../google-failures";
import { NO_ANSWER_WORDS } from "../words/sidebar/sidebar";

/**
 * What a failure of Google's means that kept the script from answering. What is not recognised still gets a way out, and Google's words
 * are shown beside it.
 */
export function googleFailure(message: string): ServiceError {
  return known(message) ?? (navigator.onLine ? UNKNOWN : OFFLINE);
}

/** The script did not answer in time. It may still finish, so nothing here claims that it failed. */
export function noAnswer(seconds: number): ServiceError {
  if (!navigator.onLine) return OFFLINE;
  return { code: "NO_ANSWER", ...NO_ANSWER_WORDS.late({ seconds }) };
}

/** The answer is not one this page knows: script and sidebar are of two versions. */
export const NOT_UNDERSTOOD: ServiceError = { code: "NOT_UNDERSTOOD", ...NO_ANSWER_WORDS.notUnderstood };

/** The page was opened by itself. */
export const OUTSIDE: ServiceError = { code: "OUTSIDE_SHEET", ...NO_ANSWER_WORDS.outside };

const UNKNOWN: ServiceError = { code: "GOOGLE_FAILED", ...NO_ANSWER_WORDS.unknown };
