import type { ServiceError } from "../shared/service";
import { GOOGLE_WORDS, SCOPE_WORDS } from "./words/google";
import type { AddOnRefusalCode } from "./words/refusals";
import type { Said } from "./words/said";

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

/** The manifest's scopes, whole. */
export const ASKED_SCOPES: readonly string[] = Object.keys(SCOPE_WORDS).map((name) =>
  name === "openid" ? name : `https://www.googleapis.com/auth/${name}`,
);

/** What a scope lets the add-on do; the scope itself when it is none of the manifest's. */
function scopeInWords(scope: string): string {
  return SCOPE_WORDS[scope.slice(scope.lastIndexOf("/") + 1)] ?? scope;
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
  return failure("NOT_AUTHORISED", GOOGLE_WORDS.scopesMissing({ named }));
}

function failure(code: AddOnRefusalCode, said: Said, passing = false): GoogleFailure {
  return { code, ...said, passing };
}

const QUOTA = failure("QUOTA", GOOGLE_WORDS.quota);
const TOO_MANY = failure("TOO_MANY_AT_ONCE", GOOGLE_WORDS.tooMany, true);
const BUSY = failure("GOOGLE_BUSY", GOOGLE_WORDS.busy, true);
/** The sidebar's script did not reach Google at all. */
export const OFFLINE = failure("OFFLINE", GOOGLE_WORDS.offline);

const KNOWN: readonly (readonly [RegExp, GoogleFailure])[] = [
  [/PERMISSION_DENIED/i, failure("SEVERAL_ACCOUNTS", GOOGLE_WORDS.severalAccounts)],
  // Google names the method to call in every language, and the service after a colon.
  [/Utilities\.sleep/, TOO_MANY],
  [
    /[:：]\s*(?:spreadsheets?|urlfetch|e-?mail|gmail|properties|cache|lock|script|trigger|premium\w*)\s*[.。]?\s*$/i,
    QUOTA,
  ],
  [
    /protected (?:cell|range|sheet|object)|gesch(?:ü|u)tzte|protégé|protegid[oa]|保護されて/i,
    failure("PROTECTED", GOOGLE_WORDS.protected),
  ],
  [/\badmin(?:istrat[oe]\w*|istrador\w*)?\b|管理者/i, failure("ADMIN_BLOCKED", GOOGLE_WORDS.adminBlocked)],
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
    failure("NOT_AUTHORISED", GOOGLE_WORDS.notAuthorised),
  ],
  [
    /maximum execution time|Ausführungszeit|(?:délai|temps|durée) d'exécution|tempo (?:máximo )?de execução|tiempo (?:máximo )?de ejecución|起動時間|実行時間|^timed? ?out|deadline/i,
    failure("TOO_LONG_RUNNING", GOOGLE_WORDS.tooLong),
  ],
  // An answer that came, though none of the script's: no network is missing.
  [/HTTP 5\d\d/i, BUSY],
  [/HTTP 0|NetworkError|failed to fetch/i, OFFLINE],
  [/function not found|no longer exists|not defined/i, failure("SCRIPT_CHANGED", GOOGLE_WORDS.scriptChanged)],
  [
    /server error|internal error|service (?:error|unavailable|spreadsheets)|timed? ?out|try again later|backend|Serverfehler|Zeitüberschreitung|serveur|a expiré|servidor|expirou|tiempo de espera|サーバー ?エラー|タイムアウト/i,
    BUSY,
  ],
];
