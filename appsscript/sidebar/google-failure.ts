import type { ServiceError } from "../../shared/service";

/**
 * What Google's own failures mean. Their words follow the language of the account, so what is not recognised still gets a
 * way out, and Google's words are shown beside it. Sources: developers.google.com/apps-script/guides/support/troubleshooting
 * (several accounts), .../guides/services/quotas (limits).
 */
export function googleFailure(message: string): ServiceError {
  return KNOWN.find(([pattern]) => pattern.test(message))?.[1] ?? (navigator.onLine ? UNKNOWN : OFFLINE);
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

const OFFLINE: ServiceError = {
  code: "OFFLINE",
  sentence: "There is no connection to Google.",
  wayOut: "Check your network, then try again.",
};

const UNKNOWN: ServiceError = {
  code: "GOOGLE_FAILED",
  sentence: "Google could not run the script.",
  wayOut:
    "Try again. If it stays, reload the workbook; if several Google accounts are signed in, use a browser profile for work.",
};

const KNOWN: readonly (readonly [RegExp, ServiceError])[] = [
  [
    /PERMISSION_DENIED/i,
    {
      code: "SEVERAL_ACCOUNTS",
      sentence: "Google mixed up your accounts: this happens when several are signed in to one browser.",
      wayOut: "Use a browser profile for work, or sign out of the other accounts and reload the workbook.",
    },
  ],
  [
    // Also what a second account that never allowed the add-on is told, so both ways out are named.
    /authorization is required/i,
    {
      code: "NOT_AUTHORISED",
      sentence: "Google wants your permission for the add-on, or took you for another of your accounts.",
      wayOut:
        "Reload the workbook, choose Leads > Set up and allow. With several accounts signed in, use a browser profile for work or sign out of the others.",
    },
  ],
  [
    /do(es)? not have permission|permissions are not sufficient|authoriz(e|ation)|unauthorized|access denied/i,
    {
      code: "NOT_AUTHORISED",
      sentence: "The add-on no longer has your permission.",
      wayOut: "Reload the workbook, choose Leads > Set up and allow.",
    },
  ],
  [
    /too many times for one day|too much computer time|quota|limit exceeded|rate limit/i,
    {
      code: "QUOTA",
      sentence: "Google's daily allowance for scripts is used up for your account.",
      wayOut: "It comes back within 24 hours. Until then a colleague can do this from their own account.",
    },
  ],
  [
    /too many (times|scripts)|simultaneous/i,
    {
      code: "TOO_MANY_AT_ONCE",
      sentence: "Google is running too many scripts for you at this moment.",
      wayOut: "Wait a minute, then try again.",
    },
  ],
  [
    /maximum execution time|timed? ?out|deadline/i,
    {
      code: "TOO_LONG_RUNNING",
      sentence: "Google stopped the script because it took too long.",
      wayOut: "Try again. If it stays, the hourly check will finish the rows.",
    },
  ],
  [/HTTP 0|NetworkError|failed to fetch/i, OFFLINE],
  [
    /function not found|no longer exists|not defined/i,
    {
      code: "SCRIPT_CHANGED",
      sentence: "The add-on was changed since this sidebar was opened.",
      wayOut: "Reload the workbook and open the sidebar again.",
    },
  ],
  [
    /server error|internal error|service (error|unavailable|spreadsheets)|try again later|backend/i,
    {
      code: "GOOGLE_BUSY",
      sentence: "Google had an error of its own.",
      wayOut: "Wait a moment, then try again.",
    },
  ],
];
