import type { ServiceSettings } from "../config/service-settings";
import type { Caller, Presented } from "./caller";
import { googleTokens } from "./google-token";
import { Refusal } from "./refusal";
import { readKeys, SIGNED, signatures } from "./signature";

/** Says who asks, or throws the `Refusal`. */
export type Authenticate = (request: Presented) => Promise<Caller>;

const CHALLENGE = { "WWW-Authenticate": 'Bearer realm="lead-export"' };

/** How callers prove who they are; `null` when nothing is configured, and only this machine may be served. Throws `HMAC_KEY_BAD`. */
export function makeAuthenticate({ google, hmac, release }: ServiceSettings): Authenticate | null {
  if (google === undefined && hmac === undefined) return null;
  const mayRelease = (name: string) => release.includes(name.toLowerCase());
  const ofToken = google === undefined ? null : googleTokens(google, mayRelease);
  const ofSignature = hmac === undefined ? null : signatures(readKeys(hmac), mayRelease);
  return async (request) => {
    try {
      const authorization = request.headers.get("Authorization");
      const isSigned = request.headers.has(SIGNED.signature);
      if (authorization !== null && isSigned) throw new Refusal("BAD_CREDENTIALS");
      if (isSigned && ofSignature !== null) return ofSignature(request);
      if (authorization !== null && ofToken !== null) return await ofToken(bearer(authorization));
      throw new Refusal("NO_CREDENTIALS");
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) throw new Refusal(error.code, CHALLENGE, error.why);
      throw error;
    }
  };
}

/** The scheme's case does not matter (RFC 9110, 11.1). */
function bearer(authorization: string): string {
  const token = /^Bearer +(\S*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new Refusal("BAD_TOKEN", {}, "no bearer token");
  return token;
}
