import * as v from "valibot";
import type { Books } from "../api/books";
import { bookFromJson, bookToJson } from "../book/book-json";
import { type Access, OWNER } from "./access";
import { FaultJson, type Faults } from "./faults";
import { badToken, notFound, notJson } from "./google-errors";
import type { Keys } from "./keys";
import type { CallLog } from "./log";
import type { Quota } from "./quota";
import { jsonReply, type Reply } from "./reply";

/** What the local calls steer. */
export interface LocalParts {
  readonly books: Books;
  readonly access: Access;
  readonly faults: Faults;
  readonly log: CallLog;
  readonly keys: Keys;
  readonly quota: Quota | undefined;
  readonly tokenUri: string;
  readonly onChange: () => void;
}

const Share = v.strictObject({
  id: v.string(),
  email: v.string(),
  /** null takes the access away. */
  role: v.nullable(v.picklist(["reader", "writer"])),
});
const NewKey = v.strictObject({ name: v.exactOptional(v.string()) });

type Action = (parts: LocalParts, body: unknown, path: string) => unknown;

/**
 * Steers the server from another process. Google has none of these; they need the owner's token.
 *
 *     POST /local/faults     one fault, or a list of them     GET  /local/log        the calls so far
 *     POST /local/reset      no faults, log or quota used     POST /local/books      adds a workbook from its JSON
 *     GET  /local/books      the ids of all workbooks         GET  /local/books/ID   one workbook as JSON
 *     POST /local/keys       a new service account's key      POST /local/share      shares a workbook with an account
 */
const ACTIONS: Record<string, Action> = {
  "POST /local/faults": ({ faults }, body) => {
    const added = v.parse(v.array(FaultJson), Array.isArray(body) ? body : [body]);
    for (const fault of added) faults.queue(fault);
    return { queued: added.length };
  },
  "GET /local/log": ({ log }) => ({ calls: log.calls }),
  "POST /local/reset": ({ faults, log, quota }) => {
    faults.clear();
    log.clear();
    quota?.reset();
    return {};
  },
  "GET /local/books": ({ books }) => ({ ids: books.ids() }),
  "POST /local/books": ({ books, onChange }, body) => {
    const book = bookFromJson(body);
    books.add(book);
    onChange();
    return { id: book.id };
  },
  "GET /local/books/ID": ({ books }, _, path) => {
    const book = books.get(path.slice("/local/books/".length));
    return book && bookToJson(book);
  },
  "POST /local/keys": ({ keys, tokenUri }, body) => keys.create(tokenUri, v.parse(NewKey, body ?? {}).name),
  "POST /local/share": ({ access }, body) => {
    const { id, email, role } = v.parse(Share, body);
    if (role === null) access.unshare(id, email);
    else access.share(id, email, role);
    return {};
  },
};

/** Carries out a call under `/local/` and returns the reply. */
export function answerLocal(
  parts: LocalParts,
  call: { method: string; path: string; token: string | undefined; body: string },
): Reply {
  const { method, path } = call;
  if (call.token === undefined || parts.access.caller(call.token)?.email !== OWNER) return badToken();
  const action = ACTIONS[`${method} ${path.replace(/^\/local\/books\/.+/, "/local/books/ID")}`];
  if (action === undefined) return notFound();
  let body: unknown;
  try {
    body = call.body === "" ? undefined : JSON.parse(call.body);
  } catch {
    return notJson(call.body);
  }
  try {
    const answer = action(parts, body, path);
    return answer === undefined ? notFound() : jsonReply(200, answer, false);
  } catch (error) {
    return jsonReply(400, { error: { code: 400, message: explain(error), status: "INVALID_ARGUMENT" } });
  }
}

function explain(error: unknown): string {
  if (!v.isValiError(error)) return (error as Error).message;
  return error.issues.map((issue) => `${v.getDotPath(issue) ?? "body"}: ${issue.message}`).join("; ");
}
