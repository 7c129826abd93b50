import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { behind, surface } from "../realm/surface";
import type { BlobContent } from "./blob";
import type { DailyQuota } from "./daily-quota";
import { responseOf } from "./http-response";
import type { Net } from "./net";
import type { NetReply, NetRequest } from "./net-thread";
import { notImplemented, refuse, wrongArguments } from "./refusal";
import { SCOPES } from "./scopes";

/** A consumer account's. */
export const CALLS_A_DAY = 20_000;
const URL_LIMIT = 2082;
const POST_LIMIT = 50 * 2 ** 20;
const HEADERS = 100;
const HEADERS_SIZE = 8 * 1024;
/** Of the response, in the sentence that says a call failed. */
const SHOWN = 147;
const METHODS = ["get", "delete", "patch", "post", "put"];
const OPTIONS = [
  "url",
  "method",
  "contentType",
  "headers",
  "payload",
  "followRedirects",
  "muteHttpExceptions",
  "validateHttpsCertificates",
  "escaping",
];

interface Wanted {
  readonly request: NetRequest;
  readonly mute: boolean;
}

/** HTTP to this machine only: what the exporter and its tests need, and nothing leaves by accident. */
export function urlFetchApp(execution: Execution, net: Net, quota: DailyQuota): object {
  const fetchAll = (method: string, wanted: readonly Wanted[]): object[] => {
    if (!quota.use(execution.effectiveUser, wanted.length, execution.now())) {
      refuse(execution, "Service invoked too many times for one day: urlfetch.");
    }
    const replies = net.ask(wanted.map(({ request }) => request));
    return replies.map((reply, at) => taken(execution, method, wanted[at], reply));
  };
  const call = <T>(method: string, work: () => T) =>
    execution.call(`UrlFetchApp.${method}`, () => {
      execution.need(`UrlFetchApp.${method}`, [SCOPES.fetch]);
      return work();
    });

  return surface(execution.realm, "UrlFetchApp", {
    fetch: (url: unknown, params: unknown = {}) =>
      call("fetch", () => fetchAll("fetch", [wantedOf(execution, url, params)])[0]),
    fetchAll: (requests: readonly unknown[]) =>
      call("fetchAll", () => {
        const wanted = requests.map((one) =>
          typeof one === "string"
            ? wantedOf(execution, one, {})
            : wantedOf(execution, (one as { url?: unknown } | null)?.url, one),
        );
        return execution.realm.array(fetchAll("fetchAll", wanted));
      }),
  } satisfies Like<GoogleAppsScript.URL_Fetch.UrlFetchApp>);
}

function wantedOf(execution: Execution, given: unknown, params: unknown): Wanted {
  if (given === undefined || given === "") refuse(execution, "Attribute provided with no value: url");
  if (typeof given !== "string" || typeof params !== "object" || params === null) {
    return wrongArguments(execution, "UrlFetchApp.fetch", [given, params]);
  }
  if (given.length > URL_LIMIT) refuse(execution, "Limit Exceeded: URLFetch URL Length.");
  const options = params as Record<string, unknown>;
  const unknown = Object.keys(options).find((name) => options[name] !== undefined && !OPTIONS.includes(name));
  if (unknown !== undefined) notImplemented(execution, `UrlFetchApp.fetch with ${unknown}`);
  const method = String(options.method ?? "get").toLowerCase();
  if (!METHODS.includes(method)) refuse(execution, `Attribute provided with invalid value: method`);
  const url = addressOf(execution, given);
  const { body, contentType } = payloadOf(execution, options.payload);
  if (body !== null && method === "get")
    notImplemented(execution, "UrlFetchApp.fetch with a payload and the method get");
  if (body !== null && body.byteLength > POST_LIMIT) refuse(execution, "Limit Exceeded: URLFetch POST Size.");
  const type = options.contentType === undefined ? contentType : String(options.contentType);
  return {
    request: {
      url,
      method: method.toUpperCase(),
      headers: headersOf(execution, options.headers, type, body),
      body,
      followRedirects: options.followRedirects !== false,
      checkCertificates: options.validateHttpsCertificates !== false,
    },
    mute: options.muteHttpExceptions === true,
  };
}

function addressOf(execution: Execution, given: string): string {
  // Google takes an address without a scheme for http.
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  try {
    const url = new URL(whole);
    if (url.protocol === "http:" || url.protocol === "https:") return url.href;
  } catch {}
  return refuse(execution, `Invalid argument: ${given}`);
}

function payloadOf(execution: Execution, payload: unknown): { body: Uint8Array | null; contentType: string | null } {
  const form = "application/x-www-form-urlencoded";
  if (payload === undefined || payload === null) return { body: null, contentType: null };
  if (typeof payload === "string") return { body: Buffer.from(payload), contentType: form };
  if (Array.isArray(payload)) return { body: Buffer.from(Int8Array.from(payload).buffer), contentType: form };
  if (typeof payload !== "object") return wrongArguments(execution, "UrlFetchApp.fetch", [payload]);
  const blob = behind(payload) as BlobContent | undefined;
  if (blob !== undefined) return { body: blob.bytes, contentType: blob.contentType };
  const fields = Object.entries(payload).map(([name, value]): [string, string] => {
    if (typeof value === "object")
      notImplemented(execution, "UrlFetchApp.fetch with a form that holds an object or a blob");
    return [name, String(value)];
  });
  return { body: Buffer.from(new URLSearchParams(fields).toString()), contentType: form };
}

function headersOf(
  execution: Execution,
  given: unknown,
  contentType: string | null,
  body: Uint8Array | null,
): Record<string, string> {
  const own = Object.entries((given ?? {}) as Record<string, unknown>).map(([name, value]) => [name, String(value)]);
  const size = own.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (own.length > HEADERS || size > HEADERS_SIZE) refuse(execution, "Limit Exceeded: URLFetch Header Size.");
  const headers: Record<string, string> = {
    "User-Agent": "Mozilla/5.0 (compatible; Google-Apps-Script; lead-workbench)",
    "Accept-Encoding": "gzip",
  };
  if (body !== null) headers["Content-Length"] = String(body.byteLength);
  const named = own.some(([name]) => name.toLowerCase() === "content-type");
  if (body !== null && contentType !== null && !named) headers["Content-Type"] = contentType;
  for (const [name, value] of own) {
    if (/^(?:host|content-length)$/i.test(name)) {
      refuse(execution, `Attribute provided with invalid value: Header:${name}`);
    }
    headers[name] = value!;
  }
  return headers;
}

function taken(execution: Execution, method: string, { request, mute }: Wanted, reply: NetReply): object {
  if ("failed" in reply) return refuse(execution, failure(method, reply.failed, reply.url));
  if (reply.status < 400 || mute) return responseOf(execution, reply);
  const text = Buffer.from(reply.body).toString();
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
  return refuse(
    execution,
    `Request failed for ${new URL(request.url).origin} returned code ${reply.status}. Truncated server response: ${shown} ` +
      "(use muteHttpExceptions option to examine full response)",
  );
}

function failure(method: string, code: string, url: string): string {
  switch (code) {
    case "NOT_LOCAL":
      return `UrlFetchApp.${method} of the local Google reaches this machine only, and ${url} is elsewhere.`;
    case "TIMEOUT":
      return `Timeout: ${url}`;
    case "TOO_LARGE":
    case "ERR_BUFFER_TOO_LARGE":
      return "Limit Exceeded: URLFetch Response Size.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `DNS error: ${url}`;
    case "ERR_INVALID_CHAR":
    case "ERR_INVALID_HTTP_TOKEN":
      return "Attribute provided with invalid value: headers";
    default:
      return /CERT|SSL|TLS|SELF_SIGNED/.test(code) ? `SSL Error ${url}` : `Address unavailable: ${url}`;
  }
}
