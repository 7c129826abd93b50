import type { Access } from "./access";
import type { Keys } from "./keys";
import { jsonReply, type Reply } from "./reply";

const JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/** Node's client signs for this address whatever its key file says; Python's signs for the file's `token_uri`. */
const GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token";
const LONGEST_GRANT_SECONDS = 3600;
const SKEW_SECONDS = 300;

interface Claims {
  readonly iss?: string;
  readonly aud?: string;
  readonly iat?: number;
  readonly exp?: number;
  readonly scope?: string;
}

/** Trades a service account's signed request for an access token (RFC 7523), with Google's refusals. */
export function answerToken(
  form: string,
  ownUrl: string,
  lifetimeSeconds: number,
  access: Access,
  keys: Keys,
  now: number,
): Reply {
  const fields = new URLSearchParams(form);
  if (fields.get("grant_type") !== JWT_GRANT) {
    return refusal("unsupported_grant_type", `Invalid grant_type: ${fields.get("grant_type") ?? ""}`);
  }
  const [head = "", body = "", signature = ""] = (fields.get("assertion") ?? "").split(".");
  const header = decode<{ alg?: string; kid?: string }>(head);
  const claims = decode<Claims>(body);
  if (header === undefined || claims === undefined || header.alg !== "RS256") {
    return refusal("invalid_grant", "Invalid JWT: not a valid RS256 JSON Web Token.");
  }
  const email = claims.iss ?? "";
  if (!keys.knows(email)) return refusal("invalid_grant", "Invalid grant: account not found");
  if (!keys.signedBy(email, header.kid, `${head}.${body}`, Buffer.from(signature, "base64url"))) {
    return refusal("invalid_grant", "Invalid JWT Signature.");
  }
  if (claims.aud !== ownUrl && claims.aud !== GOOGLE_TOKEN_URL) {
    return refusal("invalid_grant", "Invalid JWT: Failed audience check.");
  }
  // A client signs with the system's clock, or, started by the workbench, with the one put forward.
  if (!timely(claims, Date.now()) && !timely(claims, now)) {
    return refusal(
      "invalid_grant",
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. " +
        "Check your iat and exp values in the JWT claim.",
    );
  }
  if (!claims.scope) return refusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
  const token = access.issue(email, claims.scope, lifetimeSeconds);
  return jsonReply(200, { access_token: token, expires_in: lifetimeSeconds, token_type: "Bearer" }, false);
}

function timely({ iat, exp }: Claims, at: number): boolean {
  if (typeof iat !== "number" || typeof exp !== "number") return false;
  const now = at / 1000;
  return exp - iat <= LONGEST_GRANT_SECONDS && iat <= now + SKEW_SECONDS && exp > now - SKEW_SECONDS;
}

function decode<T>(part: string): T | undefined {
  try {
    const value = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const refusal = (error: string, description: string): Reply =>
  jsonReply(400, { error, error_description: description }, false);
