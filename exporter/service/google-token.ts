import { gaxios, OAuth2Client } from "google-auth-library";
import * as v from "valibot";
import type { ServiceSettings } from "../config/service-settings";
import { directHosts } from "../inputs/workbook/url";
import type { Caller } from "./caller";
import { Refusal } from "./refusal";

type GoogleSettings = NonNullable<ServiceSettings["google"]>;

const ISSUERS = ["https://accounts.google.com", "accounts.google.com"];
const CERTS_TIMEOUT_MS = 5000;
/** Google's are about 1 KB long. */
const LONGEST_TOKEN = 4096;
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Google's live for an hour; some minutes more for clocks that differ. */
const LONGEST_LIFE_SECONDS = 3900;

const certificates = v.record(v.string(), v.string());

/** What the library says of a token it refuses, without the token: its messages quote it. */
const REASONS: readonly (readonly [start: string, reason: string])[] = [
  ["Wrong recipient", "audience"],
  ["Invalid issuer", "issuer"],
  ["Token used too late", "expired"],
  ["Token used too early", "not yet valid"],
  ["Expiration time too far", "lives too long"],
  ["No pem found", "unknown key"],
  ["Invalid token signature", "signature"],
];

/**
 * Makes the check of Google's identity tokens. It answers whose a token is, and throws BAD_TOKEN for one that proves nothing, NOT_ALLOWED for
 * one of a person who is not on the list, CERTS_UNREACHABLE when Google's certificates are not to be had.
 */
export function googleTokens(
  settings: GoogleSettings,
  mayRelease: (name: string) => boolean,
): (token: string) => Promise<Caller> {
  const { audiences, certsUrl } = settings;
  const client = new OAuth2Client({
    issuers: ISSUERS,
    transporter: new OneTry(certsUrl),
    ...(certsUrl === undefined ? {} : { endpoints: { oauth2FederatedSignonPemCertsUrl: certsUrl } }),
  });
  const certificatesOf = together(() => readCertificates(client));
  return async (token) => {
    if (token.length > LONGEST_TOKEN || !TOKEN.test(token)) throw new Refusal("BAD_TOKEN", {}, "no token");
    const certs = await certificatesOf();
    const ticket = await client
      .verifySignedJwtWithCertsAsync(token, certs, audiences, ISSUERS, LONGEST_LIFE_SECONDS)
      .catch((error: Error) => {
        throw new Refusal(
          "BAD_TOKEN",
          {},
          REASONS.find(([start]) => error.message.startsWith(start))?.[1] ?? "unreadable",
        );
      });
    const { alg } = ticket.getEnvelope() as unknown as { alg?: unknown };
    if (alg !== "RS256") throw new Refusal("BAD_TOKEN", {}, "algorithm");
    const claims = ticket.getPayload();
    // The library lets a token live five minutes longer.
    if (claims === undefined || claims.exp * 1000 <= Date.now()) throw new Refusal("BAD_TOKEN", {}, "expired");
    const name = allowed(settings, claims);
    return { kind: "google", name, mayRelease: mayRelease(name) };
  };
}

function allowed(
  { emails, domain }: GoogleSettings,
  { email, email_verified, hd }: { email?: unknown; email_verified?: unknown; hd?: unknown },
): string {
  if (typeof email !== "string" || email === "") throw new Refusal("NOT_ALLOWED", {}, "no address");
  if (email_verified !== true) throw new Refusal("NOT_ALLOWED", {}, "address not verified");
  const address = email.toLowerCase();
  const isOfDomain = domain !== undefined && hd === domain && address.endsWith(`@${domain}`);
  if (!isOfDomain && !emails.includes(address)) throw new Refusal("NOT_ALLOWED", {}, "not on the list");
  return address;
}

async function readCertificates(client: OAuth2Client): Promise<Record<string, string>> {
  try {
    return v.parse(certificates, (await client.getFederatedSignonCertsAsync()).certs);
  } catch {
    throw new Refusal("CERTS_UNREACHABLE", { "Retry-After": "60" });
  }
}

/** Whoever asks while an answer is on its way waits for that one: many bad tokens must not make many calls of Google. */
function together<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= ask().finally(() => {
      answer = null;
    });
    return answer;
  };
}

/** Asks once, and not for long: trying again is the caller's business. */
class OneTry extends gaxios.Gaxios {
  private readonly noProxy: string[];

  constructor(certsUrl: string | undefined) {
    super();
    this.noProxy = certsUrl === undefined ? [] : directHosts(certsUrl);
  }

  override request<T>(options: gaxios.GaxiosOptions = {}): Promise<gaxios.GaxiosResponse<T>> {
    const { noProxy } = this;
    return super.request<T>({
      ...options,
      noProxy,
      timeout: CERTS_TIMEOUT_MS,
      retry: false,
      retryConfig: { retry: 0 },
    });
  }
}
