import { readFileSync } from "node:fs";
import { type AuthClient, GoogleAuth, gaxios, JWT } from "google-auth-library";
import * as v from "valibot";
import { Failure } from "../../words/failure";
import { lost, misshapen, type Outcome, troubleOf } from "./outcome";
import { directHosts, GOOGLE, type SheetsUrl } from "./url";

/** Reads and writes all sheets that are shared with the account. */
const SCOPE = "https://www.googleapis.com/auth/spreadsheets";

/** Who asks, and the access tokens that prove it. Tokens are never part of a message. */
export interface Credentials {
  /** The e-mail address to share a workbook with, where it is known. */
  readonly account: string | null;
  /** A valid access token, kept until it expires. */
  token(): Promise<Outcome<string>>;
  /** Forgets the token; `false` when there is no way to get another. */
  renew(): boolean;
}

/** Where credentials may come from; the first that is given counts, and none means Google's application default. */
export interface CredentialSource {
  readonly keyFile?: string;
  /** A ready access token. */
  readonly token?: string;
}

/** A request that is left alone must not keep the program from ending. */
const TIMEOUT_MS = 60_000;

/** Of a service account and no other kind: some of those name the server that is asked for tokens. */
const keyFileSchema = v.object({
  type: v.literal("service_account"),
  client_email: v.string(),
  private_key: v.string(),
  token_uri: v.optional(v.pipe(v.string(), v.url())),
});

/** Finds the credentials. Throws `KEY_FILE_MISSING`, `KEY_FILE_BAD` or `NO_CREDENTIALS` (exit 2). */
export function openCredentials({ keyFile, token }: CredentialSource, url: SheetsUrl): Credentials {
  if (keyFile !== undefined) return ofKeyFile(keyFile, url);
  if (token !== undefined) return { account: null, token: async () => ({ value: token }), renew: () => false };
  // The default credentials are Google's business only: their token must not go to another server.
  if (url !== GOOGLE) {
    throw new Failure("NO_CREDENTIALS", `${url} is not Google's address, and no credentials for it are given.`);
  }
  return ofAuth(null, () =>
    new GoogleAuth({ scopes: SCOPE, clientOptions: { transporter: new OneTry(null) } }).getClient(),
  );
}

function ofKeyFile(path: string, url: SheetsUrl): Credentials {
  const key = readKeyFile(path);
  const tokenUrl = url === GOOGLE ? null : (key.token_uri ?? null);
  if (url !== GOOGLE && (tokenUrl === null || new URL(tokenUrl).origin !== new URL(url).origin)) {
    throw new Failure("KEY_FILE_BAD", `The key file ${path} is not one of the server at ${url}.`, { way: "local" });
  }
  return ofAuth(
    key.client_email,
    async () =>
      new JWT({ email: key.client_email, key: key.private_key, scopes: SCOPE, transporter: new OneTry(tokenUrl) }),
  );
}

function readKeyFile(path: string): v.InferOutput<typeof keyFileSchema> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new Failure("KEY_FILE_MISSING", `The key file ${path} cannot be read.`, { cause });
  }
  try {
    return v.parse(keyFileSchema, JSON.parse(text));
  } catch {
    // What a wrong file holds may be secret too, so the reason is not passed on.
    throw new Failure("KEY_FILE_BAD", `${path} is not a key file of Google's.`, { way: "google" });
  }
}

function ofAuth(account: string | null, makeClient: () => Promise<AuthClient>): Credentials {
  let client: AuthClient | null = null;
  return {
    account,
    token: async () => {
      try {
        client ??= await makeClient();
        const { token } = await client.getAccessToken();
        return typeof token === "string" && token !== "" ? { value: token } : { trouble: misshapen("no access token") };
      } catch (error) {
        return { trouble: tokenTrouble(error) };
      }
    },
    renew: () => {
      client = null;
      return true;
    },
  };
}

function tokenTrouble(error: unknown) {
  if (error instanceof gaxios.GaxiosError) {
    const { response } = error;
    if (response === undefined) return lost(error);
    const text = typeof response.data === "string" ? response.data : JSON.stringify(response.data ?? null);
    const trouble = troubleOf(
      { status: response.status, retryAfter: response.headers.get("retry-after"), text },
      Date.now(),
    );
    return trouble.passes ? trouble : { ...trouble, kind: "credentials" as const };
  }
  const { message } = error as Error;
  // So the library says that an answer marked as a success held no token.
  if (/could not refresh access token/i.test(message)) return misshapen("no access token");
  return { kind: "credentials" as const, said: "", message, passes: false, unclear: false };
}

/** Asks once: trying again is the caller's business. A local server's tokens are asked where its key file says. */
class OneTry extends gaxios.Gaxios {
  constructor(private readonly tokenUrl: string | null) {
    super();
  }

  override request<T>(options: gaxios.GaxiosOptions = {}): Promise<gaxios.GaxiosResponse<T>> {
    const { tokenUrl } = this;
    const url = tokenUrl === null ? {} : { url: tokenUrl, noProxy: directHosts(tokenUrl) };
    return super.request<T>({ ...options, ...url, timeout: TIMEOUT_MS, retryConfig: { retry: 0 } });
  }
}
