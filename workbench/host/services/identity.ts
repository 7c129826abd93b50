import { createHash, generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import type { Clock } from "../../server/clock";
import { domainOf } from "./session";

/** The OAuth client of the local script project: the audience of its identity tokens. */
const AUDIENCE = "100000000000-leadworkbench.apps.googleusercontent.com";
const ISSUER = "https://accounts.google.com";
const LIFETIME_SECONDS = 3600;
const KEY_ID = "lead-workbench-1";
const CERTS_PATH = "/oauth2/v1/certs";
const JWKS_PATH = "/oauth2/v3/certs";

export interface IdentityKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

let made: Promise<IdentityKey> | undefined;

/** One key for the whole program: making one takes a moment. */
export function identityKey(): Promise<IdentityKey> {
  made ??= promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return made;
}

/** What verifiers fetch, by path: public keys as PEM and as JWKs. */
export function certificates({ publicKey }: IdentityKey): Record<string, string> {
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" };
  return {
    [CERTS_PATH]: JSON.stringify({ [KEY_ID]: publicKey.export({ type: "spki", format: "pem" }) }),
    [JWKS_PATH]: JSON.stringify({ keys: [jwk] }),
  };
}

/** Google as the one who says who somebody is. */
export class Identity {
  readonly audience = AUDIENCE;
  /** Where verifiers find the public keys: `{ kid: PEM }`. */
  readonly certsUrl: string;
  /** The same as JWKs. */
  readonly jwksUrl: string;

  constructor(
    url: string,
    private readonly key: IdentityKey,
    private readonly clock: Clock,
  ) {
    this.certsUrl = url + CERTS_PATH;
    this.jwksUrl = url + JWKS_PATH;
  }

  /** A signed token for an hour, with Google's claims; `claims` replaces some of them, so that a test can have a bad one. */
  tokenFor(email: string, claims: Readonly<Record<string, unknown>> = {}): string {
    const now = Math.floor(this.clock.now() / 1000);
    const domain = domainOf(email);
    const body = {
      iss: ISSUER,
      azp: AUDIENCE,
      aud: AUDIENCE,
      sub: subjectOf(email),
      ...(domain === null ? {} : { hd: domain }),
      email,
      email_verified: true,
      iat: now,
      exp: now + LIFETIME_SECONDS,
      ...claims,
    };
    const text = [{ alg: "RS256", kid: KEY_ID, typ: "JWT" }, body]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${text}.${sign("RSA-SHA256", Buffer.from(text), this.key.privateKey).toString("base64url")}`;
  }
}

/** A person's number at Google: 21 digits, always the same. */
function subjectOf(email: string): string {
  const number = BigInt(`0x${createHash("sha256").update(email).digest("hex").slice(0, 16)}`);
  return `1${number.toString().padStart(20, "0")}`;
}
