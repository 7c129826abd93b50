import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Books, createBooks } from "../api/books";
import { Access } from "./access";
import { answerCall, onlyReads } from "./answer-call";
import { type Clock, systemClock } from "./clock";
import { deliver, WHOLE } from "./deliver";
import { Faults } from "./faults";
import { bodyTooLarge, googleError, malformedUrl } from "./google-errors";
import { type KeyFile, Keys } from "./keys";
import { answerLocal } from "./local";
import { CallLog, type LoggedCall } from "./log";
import { Quota, REQUESTS_PER_MINUTE } from "./quota";
import { readBody } from "./read-body";
import { htmlReply, type Reply } from "./reply";
import { carriedOut, strike } from "./strike";
import { answerToken } from "./token-endpoint";

export interface ServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly books?: Books;
  /** true: 60 reads and 60 writes a minute for each user, as Google's; a number: that many. Default: no limit. */
  readonly quota?: boolean | number;
  /** Whether a refusal over the quota carries `Retry-After`. Default false. */
  readonly retryAfter?: boolean;
  readonly clock?: Clock;
  /** The owner's token. Default: a new random one. */
  readonly token?: string;
  /** Seconds an access token of a service account lasts. Default 3600. */
  readonly tokenLifetime?: number;
  /** Called after each write that was carried out. */
  readonly onChange?: () => void;
  /** Called with each call before its reply is made, so that a test can change a workbook between two calls of one run. */
  readonly beforeCall?: (call: LoggedCall) => void;
}

/** A running local Google. */
export interface LocalGoogle {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** The owner's token: it reaches everything. */
  readonly token: string;
  readonly books: Books;
  readonly access: Access;
  readonly faults: Faults;
  readonly log: CallLog;
  readonly keys: Keys;
  /** Makes a service account; its workbooks must be shared with it through `access`. */
  createKey(name?: string): KeyFile;
  close(): Promise<void>;
}

/** More than Google takes (it asks for 2 MB), so that a test can fill a large workbook in one call. */
const API_BODY_LIMIT = 64 * 2 ** 20;
const LOCAL_BODY_LIMIT = 400 * 2 ** 20;

/** Serves the Sheets API, the token endpoint and the local calls on this machine only. Throws EADDRINUSE on a taken port. */
export async function startServer(options: ServerOptions = {}): Promise<LocalGoogle> {
  const clock = options.clock ?? systemClock;
  const books = options.books ?? createBooks();
  const access = new Access(clock, options.token ?? `owner.${randomBytes(24).toString("base64url")}`);
  const limit = options.quota === true ? REQUESTS_PER_MINUTE : options.quota;
  const quota = limit ? new Quota(clock, limit) : undefined;
  const [faults, log, keys] = [new Faults(), new CallLog(), new Keys()];
  const onChange = options.onChange ?? (() => {});
  const backend = { books, access, quota, retryAfter: options.retryAfter ?? false, onChange };
  let url = "";

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (reply: Reply, delivery = WHOLE) => deliver(request, response, reply, delivery, clock.now());
    const method = request.method ?? "GET";
    const [rawPath = "", rawQuery = ""] = split(request.url ?? "/", "?");
    const path = decoded(rawPath);
    if (path === undefined) return send(malformedUrl());
    const local = path.startsWith("/local/");
    const body = await readBody(request, local ? LOCAL_BODY_LIMIT : API_BODY_LIMIT);
    if (body === undefined) return send(bodyTooLarge());
    const token = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
    if (local) {
      return send(
        answerLocal({ ...backend, faults, log, keys, tokenUri: `${url}/token` }, { method, path, token, body }),
      );
    }

    const endpoint = path === "/token" ? "token" : "sheets";
    const entry = log.begin({ endpoint, method, path, query: rawQuery, at: clock.now() });
    entry.user = token === undefined ? null : (access.caller(token)?.email ?? null);
    options.beforeCall?.(entry);
    const answer = () => {
      if (endpoint === "sheets") {
        return answerCall({ method, path, query: new URLSearchParams(rawQuery), token, body }, backend);
      }
      if (method !== "POST") return htmlReply(405, "Error 405 (Method Not Allowed)!!1", "Use POST.");
      return answerToken(body, `${url}/token`, options.tokenLifetime ?? 3600, access, keys, clock.now());
    };
    const fault = faults.next({ endpoint, method, path });
    if (fault === undefined) {
      const reply = answer();
      entry.status = reply.status;
      return send(reply);
    }
    entry.fault = fault.kind;
    const struck = strike(fault, carriedOut(fault) ? answer() : undefined, onlyReads(method, path));
    // Refused as expired, a token stays so: only a new one helps.
    if (fault.kind === "401" && token !== undefined) access.revoke(token);
    const silent = struck.delivery.how === "reset-before" || struck.delivery.how === "hang";
    entry.status = silent ? null : struck.reply.status;
    return send(struck.reply, struck.delivery);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      // A caller that went away has nobody left to tell.
      if (request.destroyed && !request.complete) return;
      const reply = googleError(500, "INTERNAL", `The workbench itself failed: ${error.stack ?? error.message}`);
      if (!response.headersSent) void deliver(request, response, reply, WHOLE, clock.now());
    });
  });
  // Longer than any client keeps an idle connection: whoever closes first must not be us, or a caller's next call may break.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    token: access.ownerToken,
    books,
    access,
    faults,
    log,
    keys,
    createKey: (name) => keys.create(`${url}/token`, name),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
