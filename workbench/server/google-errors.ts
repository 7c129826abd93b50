import { htmlReply, jsonReply, type Reply } from "./reply";

const SERVICE = "sheets.googleapis.com";
/** Any number: the real one is the number of the caller's own cloud project. */
const PROJECT_NUMBER = "100000000000";
const CREDENTIAL_ADVICE =
  "Expected OAuth 2 access token, login cookie or other valid authentication credential. " +
  "See https://developers.google.com/identity/sign-in/web/devconsole-project.";
const REALM = 'Bearer realm="https://accounts.google.com/"';

const SHOWN_OF_A_BODY = 80;

interface Extra {
  readonly details?: readonly unknown[];
  readonly headers?: Record<string, string>;
}

/** An error as the Sheets API words it. It is indented whatever `prettyPrint` says, as Google's are. */
export function googleError(code: number, status: string, message: string, extra: Extra = {}): Reply {
  const { details, headers } = extra;
  return jsonReply(code, { error: { code, message, status, ...(details && { details }) } }, true, headers);
}

/** A token that is wrong, revoked or expired. */
export const badToken = (): Reply =>
  googleError(401, "UNAUTHENTICATED", `Request had invalid authentication credentials. ${CREDENTIAL_ADVICE}`, {
    headers: { "WWW-Authenticate": `${REALM}, error="invalid_token"` },
  });

/** No token at all. A GET could have carried an API key instead, so Google words that differently. */
export const noToken = (method: string): Reply =>
  method === "GET"
    ? googleError(
        403,
        "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers (callers without established identity). " +
          "Please use API Key or other form of API consumer identity to call this API.",
      )
    : googleError(
        401,
        "UNAUTHENTICATED",
        `Request is missing required authentication credential. ${CREDENTIAL_ADVICE}`,
        {
          headers: { "WWW-Authenticate": REALM },
        },
      );

/** A token issued for less than the call needs, such as a read-only one on a write. */
export const scopeTooNarrow = (): Reply =>
  googleError(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", {
    details: [errorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT", { service: SERVICE })],
    headers: { "WWW-Authenticate": `${REALM}, error="insufficient_scope"` },
  });

/** The workbook is not shared with the caller. */
export const notShared = (): Reply => googleError(403, "PERMISSION_DENIED", "The caller does not have permission");

export const notFound = (): Reply => googleError(404, "NOT_FOUND", "Requested entity was not found.");

/** `kind` is what there was too much of in the last minute. */
export function quotaExceeded(kind: "read" | "write", limit: number, retryAfterSeconds?: number): Reply {
  const name = kind === "read" ? "Read" : "Write";
  const metric = `'${name} requests' and limit '${name} requests per minute per user'`;
  return googleError(
    429,
    "RESOURCE_EXHAUSTED",
    `Quota exceeded for quota metric ${metric} of service '${SERVICE}' for consumer 'project_number:${PROJECT_NUMBER}'.`,
    {
      details: [
        errorInfo("RATE_LIMIT_EXCEEDED", {
          consumer: `projects/${PROJECT_NUMBER}`,
          quota_limit: `${name}RequestsPerMinutePerUser`,
          quota_limit_value: String(limit),
          quota_metric: `${SERVICE}/${kind}_requests`,
          service: SERVICE,
        }),
      ],
      ...(retryAfterSeconds !== undefined && { headers: { "Retry-After": String(retryAfterSeconds) } }),
    },
  );
}

/** The older form of a rate limit, which Drive and some proxies still send: 403 with a reason. */
export const rateLimit403 = (): Reply => {
  const error = { domain: "usageLimits", reason: "rateLimitExceeded", message: "Rate Limit Exceeded" };
  return jsonReply(403, { error: { errors: [error], code: 403, message: "Rate Limit Exceeded" } });
};

/** A body that is not JSON. Google's caret points at the wrong token; Node's parser does not always tell, so ours is at the start. */
export function notJson(body: string): Reply {
  const words = endsTooSoon(body)
    ? "Unexpected end of string. Expected a value.\n\n^"
    : `Unexpected token.\n${body.split("\n", 1)[0]?.slice(0, SHOWN_OF_A_BODY)}\n^`;
  return googleError(400, "INVALID_ARGUMENT", `Invalid JSON payload received. ${words}`);
}

/** JSON, but not an object. */
export const notAMessage = (): Reply => {
  const description = 'Invalid JSON payload received. Unknown name "": Root element must be a message.';
  const violation = { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [{ description }] };
  return googleError(400, "INVALID_ARGUMENT", description, { details: [violation] });
};

export const noSuchPage = (path: string): Reply =>
  htmlReply(404, "Error 404 (Not Found)!!1", `The requested URL ${escapeHtml(path)} was not found on this server.`);

export const malformedUrl = (): Reply =>
  htmlReply(400, "Error 400 (Bad Request)!!1", "Your client has issued a malformed or illegal request.");

export const bodyTooLarge = (): Reply =>
  htmlReply(413, "Error 413 (Request Entity Too Large)!!1", "Your client issued a request that was too large.");

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const errorInfo = (reason: string, metadata: Record<string, string>) => ({
  "@type": "type.googleapis.com/google.rpc.ErrorInfo",
  reason,
  domain: "googleapis.com",
  metadata,
});

function endsTooSoon(body: string): boolean {
  try {
    JSON.parse(body);
    return false;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON|Unterminated/.test(message) || message.includes(`at position ${body.length}`);
  }
}
