import { expect, onTestFinished } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import type { AzureSettings } from "../../../exporter/stores/settings";
import { type Fault, startProxy } from "./fault-proxy";
import { azureConnection, setEnvironment } from "./servers";

/** Environment, place and settings -> what a run is told. Those with a fault meet it at every request. */
interface Row {
  what: string;
  code: string;
  says?: RegExp;
  wayOut?: RegExp;
  connection?: string;
  settings?: AzureSettings;
  out?: string;
  fault?: Fault;
  /** It is tried again and again, and takes seconds. */
  isSlow?: true;
}

export const TABLE: readonly Row[] = [
  {
    what: "a wrong key",
    code: "STORE_LOGIN_REFUSED",
    connection: "wrong key",
    says: /does not accept the credentials/,
  },
  { what: "no connection string", code: "STORE_LOGIN_REFUSED", connection: "key=x", says: /no connection string/ },
  {
    what: "a connection string of another account",
    code: "STORE_LOGIN_REFUSED",
    settings: { account: "ours" },
    says: /is in the account ours, and AZURE_STORAGE_CONNECTION_STRING is of devstoreaccount1\./,
  },
  {
    what: "no account",
    code: "STORE_NO_LOGIN",
    connection: "",
    says: /no storage account is named/,
    wayOut: /azure\.account .* AZURE_STORAGE_ACCOUNT/,
  },
  { what: "a wrong container", code: "STORE_NO_BUCKET", out: "az://ledas/x", says: /no container ledas/ },
  {
    what: "nobody listening",
    code: "STORE_UNREACHABLE",
    connection: azureConnection("http://127.0.0.1:9"),
    isSlow: true,
    says: /ECONNREFUSED/,
  },
  {
    what: "a server that does not answer",
    code: "STORE_UNREACHABLE",
    fault: "stall",
    isSlow: true,
    says: /not answer/,
  },
  { what: "a line that is cut", code: "STORE_UNREACHABLE", fault: "cut", isSlow: true },
  {
    what: "throttling",
    code: "STORE_BUSY",
    fault: { status: 503, code: "ServerBusy" },
    isSlow: true,
    says: /ServerBusy/,
  },
  { what: "a server in trouble", code: "STORE_BUSY", fault: { status: 500, code: "InternalError" }, isSlow: true },
  { what: "a store without room", code: "STORE_FULL", fault: { status: 507, code: "InsufficientStorage" } },
  {
    what: "an expired signature",
    code: "STORE_LOGIN_EXPIRED",
    fault: {
      status: 403,
      code: "AuthenticationFailed",
      message: "Signature not valid in the specified time frame: Start [x] - Expiry [y] - Current [z]",
    },
  },
  {
    what: "an expired token",
    code: "STORE_LOGIN_EXPIRED",
    fault: {
      status: 401,
      code: "InvalidAuthenticationInfo",
      message: "Lifetime validation failed. The token is expired.",
    },
  },
  {
    what: "a wrong clock",
    code: "STORE_CLOCK",
    fault: { status: 403, code: "AuthenticationFailed", message: "Request date header too old: 'Sun'" },
  },
  {
    what: "an account that takes no keys",
    code: "STORE_LOGIN_REFUSED",
    fault: { status: 403, code: "KeyBasedAuthenticationNotPermitted" },
    says: /KeyBasedAuthenticationNotPermitted/,
  },
  { what: "nobody signed in", code: "STORE_NO_LOGIN", fault: { status: 401, code: "NoAuthenticationInformation" } },
  {
    what: "a missing permission",
    code: "STORE_FORBIDDEN",
    fault: { status: 403, code: "AuthorizationPermissionMismatch" },
    says: /lacks Microsoft\.Storage\/storageAccounts\/blobServices\/containers\/blobs\/write on the container leads\./,
    wayOut: /blobs\/write on the container leads/,
  },
  {
    what: "a firewall",
    code: "STORE_FORBIDDEN",
    fault: { status: 403, code: "AuthorizationFailure" },
    wayOut: /firewall/,
  },
  {
    what: "somebody's lease on an object",
    code: "STORE_REFUSED",
    fault: { status: 412, code: "LeaseIdMissing", message: "There is currently a lease on the blob" },
    says: /LeaseIdMissing There is currently a lease/,
  },
  {
    what: "what the store cannot do",
    code: "STORE_UNFIT",
    fault: { status: 409, code: "FeatureNotSupportedForAccount" },
  },
  { what: "what was damaged on its way", code: "STORE_DAMAGED", fault: "damage" },
  { what: "what Azure finds damaged", code: "STORE_DAMAGED", fault: { status: 400, code: "Md5Mismatch" } },
  {
    what: "any other refusal",
    code: "STORE_REFUSED",
    fault: { status: 400, code: "Odd", message: "its words" },
    says: /Odd its words/,
  },
];

/** A row of the table comes true. */
export async function meet({ code, says = /./, wayOut = /./, connection, settings, out, fault }: Row): Promise<void> {
  if (connection !== undefined) {
    const url = serverUrl();
    const set = connection === "wrong key" ? azureConnection(url, Buffer.from("no").toString("base64")) : connection;
    onTestFinished(setEnvironment({ AZURE_STORAGE_CONNECTION_STRING: set }));
  }
  if (fault === "stall") onTestFinished(setEnvironment({ LEAD_EXPORT_STORE_PATIENCE_MS: "300" }));
  if (fault !== undefined) await goThrough(() => fault);
  const open = async () => openStore({ out: out ?? "az://leads/p", azure: settings });
  await expect(open().then((store) => store.putIf("one", "text", null))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(says),
    wayOut: expect.stringMatching(wayOut),
  });
}

/** Until the test has ended, stores that are opened are reached through a proxy. */
export async function goThrough(faults: Parameters<typeof startProxy>[1]) {
  const proxy = await startProxy(serverUrl(), faults);
  onTestFinished(proxy.close);
  onTestFinished(setEnvironment({ AZURE_STORAGE_CONNECTION_STRING: azureConnection(proxy.url) }));
  return proxy;
}

function serverUrl(): string {
  return /BlobEndpoint=(http:\/\/[^/]+)/.exec(process.env.AZURE_STORAGE_CONNECTION_STRING!)![1];
}
