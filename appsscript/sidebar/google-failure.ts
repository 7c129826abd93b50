import type { ServiceError } from "../../shared/service";
import { googleFailure as known, OFFLINE } from "../google-failures";

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
  return {
    code: "NO_ANSWER",
    sentence: `Google gave no answer for ${seconds} seconds.`,
    wayOut: "The work may still be going on. Wait a moment, then try again.",
  };
}

/** The answer is not one this page knows: script and sidebar are of two versions. */
export const NOT_UNDERSTOOD: ServiceError = {
  code: "NOT_UNDERSTOOD",
  sentence: "The script gave an answer that this sidebar does not know.",
  wayOut: "The add-on was probably updated. Reload the workbook and open the sidebar again.",
};

/** The page was opened by itself. */
export const OUTSIDE: ServiceError = {
  code: "OUTSIDE_SHEET",
  sentence: "This page works only as a sidebar of the workbook.",
  wayOut: "Open the workbook and choose Leads in its menu.",
};

const UNKNOWN: ServiceError = {
  code: "GOOGLE_FAILED",
  sentence: "Google could not run the script.",
  wayOut:
    "Try again. If it stays, reload the workbook; if several Google accounts are signed in, use a browser profile for work.",
};
