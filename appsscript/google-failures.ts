import type { ServiceError } from "../shared/service";
import type { AddOnRefusalCode } from "./refusals";

/**
 * What Google's own failures mean, for menus, sidebar, triggers and daily run alike. Google speaks the language of the account, so
 * what its sentence holds that is in no language comes first (scopes, names of services and methods); words of six languages only then.
 * Sources: developers.google.com/apps-script/guides/support/troubleshooting, .../guides/services/quotas.
 */
export interface GoogleFailure extends ServiceError {
  readonly code: AddOnRefusalCode;
  /** It may be gone in a second: worth asking once more. */
  readonly passing: boolean;
}

/** What a failure means by its message; `null` when nothing in it is known. */
export function googleFailure(message: string): GoogleFailure | null {
  const scopes = scopesIn(message);
  if (scopes.length > 0) return missing(scopes);
  return KNOWN.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/** What each scope of the manifest lets the add-on do, in the words of a person. */
const SCOPES: Readonly<Record<string, string>> = {
  "spreadsheets.currentonly": "read and change this workbook",
  "script.container.ui": "show its sidebar and dialogs",
  "script.external_request": "ask the exporter",
  "script.scriptapp": "run by itself (triggers)",
  "script.send_mail": "send mail as you",
  "userinfo.email": "know your mail address",
  openid: "say to the exporter who you are",
};

/** The manifest's scopes, whole. */
export const ASKED_SCOPES: readonly string[] = Object.keys(SCOPES).map((name) =>
  name === "openid" ? name : `https://www.googleapis.com/auth/${name}`,
);

/** What a scope lets the add-on do; the scope itself when it is none of the manifest's. */
function scopeInWords(scope: string): string {
  return SCOPES[scope.slice(scope.lastIndexOf("/") + 1)] ?? scope;
}

/** What those of the manifest's scopes would let the add-on do that are not among the granted. */
export function permissionsLacking(granted: readonly string[]): string[] {
  return ASKED_SCOPES.filter((scope) => !granted.includes(scope)).map(scopeInWords);
}

function scopesIn(message: string): string[] {
  return [...new Set(message.match(/https:\/\/www\.googleapis\.com\/auth\/[\w.]*\w|\bopenid\b/g) ?? [])];
}

function missing(scopes: readonly string[]): GoogleFailure {
  const known = scopes.filter((scope) => ASKED_SCOPES.includes(scope));
  const named = (known.length > 0 ? known : scopes).map(scopeInWords).join("; ");
  return failure(
    "NOT_AUTHORISED",
    `The add-on lacks a permission of yours: ${named}.`,
    "Reload the workbook, choose Leads > Set up and tick every box that Google shows. Health has the link to grant it.",
  );
}

function failure(code: AddOnRefusalCode, sentence: string, wayOut: string, passing = false): GoogleFailure {
  return { code, sentence, wayOut, passing };
}

const QUOTA = failure(
  "QUOTA",
  "Google's daily allowance for scripts is used up for your account.",
  "It comes back within 24 hours. Until then a colleague can do this from their own account.",
);
const TOO_MANY = failure(
  "TOO_MANY_AT_ONCE",
  "Google is running too many scripts for you at this moment.",
  "Wait a minute, then try again.",
  true,
);
/** The sidebar's script did not reach Google at all. */
export const OFFLINE = failure("OFFLINE", "There is no connection to Google.", "Check your network, then try again.");
const BUSY = failure("GOOGLE_BUSY", "Google had an error of its own.", "Wait a moment, then try again.", true);

const KNOWN: readonly (readonly [RegExp, GoogleFailure])[] = [
  [
    /PERMISSION_DENIED/i,
    failure(
      "SEVERAL_ACCOUNTS",
      "Google mixed up your accounts: this happens when several are signed in to one browser.",
      "Use a browser profile for work, or sign out of the other accounts and reload the workbook.",
    ),
  ],
  // Google names the method to call in every language, and the service after a colon.
  [/Utilities\.sleep/, TOO_MANY],
  [
    /[:：]\s*(?:spreadsheets?|urlfetch|e-?mail|gmail|properties|cache|lock|script|trigger|premium\w*)\s*[.。]?\s*$/i,
    QUOTA,
  ],
  [
    /protected (?:cell|range|sheet|object)|gesch(?:ü|u)tzte|protégé|protegid[oa]|保護されて/i,
    failure(
      "PROTECTED",
      "A protected range of this workbook keeps you from writing what this has to write.",
      "Ask the workbook's owner to let you edit it (Data, Protect sheets and ranges), or to do this for you.",
    ),
  ],
  [
    /\badmin(?:istrat[oe]\w*|istrador\w*)?\b|管理者/i,
    failure(
      "ADMIN_BLOCKED",
      "The administrator of your organisation does not let the add-on do this.",
      "Ask them to allow it (Google Admin console: App access control, and the list of addresses that scripts may fetch).",
    ),
  ],
  [
    /\bone day|computer time|quota|limit exceeded|rate limit|einem Tag|Rechenzeit|Kontingent|journée|temps de calcul|(?:um|único|mesmo) dia\b|um[a]? cota|tempo de computação|un (?:solo |mismo )?día|tiempo de computación|cuota|1 ?日|割り当て/i,
    QUOTA,
  ],
  [
    /too many (?:times|scripts)|simult[aá]n|short time|gleichzeitig|kurzer Zeit|court (?:laps|délai)|pouco tempo|poco tiempo|同時|短時間/i,
    TOO_MANY,
  ],
  [
    /authoriz|authoris|unauthorized|do(?:es)? not have permission|permissions? (?:are|is)|access denied|autorisi|autorisé|autorisation|berechtig|zugriff verweigert|accès refusé|autoriza|permiss(?:ão|ões)|permiso|acceso denegado|acesso negado|承認|権限|アクセスが拒否/i,
    failure(
      "NOT_AUTHORISED",
      "Google wants your permission for the add-on, or took you for another of your accounts.",
      "Reload the workbook, choose Leads > Set up and allow. With several accounts signed in, use a browser profile for work or sign out of the others.",
    ),
  ],
  [
    /maximum execution time|Ausführungszeit|(?:délai|temps|durée) d'exécution|tempo (?:máximo )?de execução|tiempo (?:máximo )?de ejecución|起動時間|実行時間|^timed? ?out|deadline/i,
    failure(
      "TOO_LONG_RUNNING",
      "Google stopped the script because it took too long.",
      "Try again. If it stays, the hourly check will finish the rows.",
    ),
  ],
  // An answer that came, though none of the script's: no network is missing.
  [/HTTP 5\d\d/i, BUSY],
  [/HTTP 0|NetworkError|failed to fetch/i, OFFLINE],
  [
    /function not found|no longer exists|not defined/i,
    failure(
      "SCRIPT_CHANGED",
      "The add-on was changed since this sidebar was opened.",
      "Reload the workbook and open the sidebar again.",
    ),
  ],
  [
    /server error|internal error|service (?:error|unavailable|spreadsheets)|timed? ?out|try again later|backend|Serverfehler|Zeitüberschreitung|serveur|a expiré|servidor|expirou|tiempo de espera|サーバー ?エラー|タイムアウト/i,
    BUSY,
  ],
];
