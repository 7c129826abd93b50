import type { Books } from "../api/books";
import { handle } from "../api/handle";
import type { Access, Caller } from "./access";
import {
  badToken,
  noSuchPage,
  noToken,
  notAMessage,
  notJson,
  notShared,
  quotaExceeded,
  scopeTooNarrow,
} from "./google-errors";
import type { Quota } from "./quota";
import { jsonReply, type Reply } from "./reply";

/** One call of the API as it came in over HTTP. */
export interface HttpCall {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The token of the `Authorization` header; undefined when there is none. */
  readonly token: string | undefined;
  /** The body as sent; '' when there is none. */
  readonly body: string;
}

/** What stands behind the API. */
export interface Backend {
  readonly books: Books;
  readonly access: Access;
  /** Undefined: no limit. */
  readonly quota: Quota | undefined;
  /** Whether a refusal over the quota says in `Retry-After` how long it lasts. */
  readonly retryAfter: boolean;
  /** Called after each write that was carried out. */
  readonly onChange: () => void;
}

/** POSTs that only read. */
const READING_POST = /:getByDataFilter$|:batchGetByDataFilter$|\/developerMetadata:search$/;

/** Whether a call only reads, which decides its quota and the access it needs. */
export function onlyReads(method: string, path: string): boolean {
  return method === "GET" || READING_POST.test(path);
}

/** Carries out one call and returns the reply that Google's front end, and the API behind it, would send. */
export function answerCall(call: HttpCall, backend: Backend): Reply {
  const { method, path, query } = call;
  const { access, books } = backend;
  if (!path.startsWith("/v4/")) return noSuchPage(path);
  if (call.token === undefined) return noToken(method);
  const caller = access.caller(call.token);
  if (caller === undefined) return badToken();
  const body = parse(call.body);
  if (body === NOT_JSON) return notJson(call.body);
  if (body !== undefined && (typeof body !== "object" || body === null || Array.isArray(body))) return notAMessage();
  const refused = refusal(caller, call, backend);
  if (refused) return refused;
  books.account = caller.email;
  const answer = handle(books, { method, path, query, body });
  if (answer.status === 200 && !onlyReads(method, path)) {
    const created = path === "/v4/spreadsheets" ? (answer.body as { spreadsheetId?: string }).spreadsheetId : undefined;
    if (created) access.share(created, caller.email, "writer");
    backend.onChange();
  }
  // Google indents errors whatever the caller asked for.
  const compact = query.get("prettyPrint") === "false" && answer.status < 400;
  return jsonReply(answer.status, answer.body, !compact);
}

function refusal(caller: Caller, { method, path }: HttpCall, backend: Backend): Reply | undefined {
  const { access, books, quota, retryAfter } = backend;
  const wants = onlyReads(method, path) ? "read" : "write";
  if (!(wants === "read" ? caller.mayRead : caller.mayWrite)) return scopeTooNarrow();
  const wait = quota?.admit(caller.email, wants) ?? 0;
  if (quota && wait > 0) return quotaExceeded(wants, quota.limit, retryAfter ? wait : undefined);
  const id = /^\/v4\/spreadsheets\/([^/:]+)/.exec(path)?.[1];
  // A workbook that does not exist is the API's to refuse.
  if (id !== undefined && books.get(id) !== undefined && !access.allowed(caller, id, wants)) return notShared();
  return undefined;
}

const NOT_JSON = Symbol("not JSON");

function parse(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
}
