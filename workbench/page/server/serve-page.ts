import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import * as v from "valibot";
import type { Book } from "../../book/book";
import { readBody } from "../../server/read-body";
import type { PageAnswer, PageState, Surroundings } from "../wire";
import { Feed } from "./feed";
import { staticFile } from "./static-files";
import { BookView } from "./view";

/** Says whether rows or columns of a tab have moved since an event. */
export type Moved = (tab: number, since: string) => boolean;

/** What the page asks for. A thrown `Error` is told to the person as it stands. */
export type Action = (body: unknown, moved: Moved) => unknown;

export interface PageOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly book: Book;
  readonly actions: (name: string) => Action | undefined;
  readonly around: () => Surroundings;
  /** The HTML of the add-on's sidebar, made for a frame; undefined when it is closed. */
  readonly sidebar: (id: number) => string | undefined;
  /** Told after whatever a window asked for. */
  readonly acted?: () => void;
  /** The folder of the page's own files. */
  readonly files: URL;
  /** The exporter's `out` folder; its snapshots are served. */
  readonly out?: string;
}

export interface Page {
  /** `http://127.0.0.1:PORT/`. */
  readonly url: string;
  readonly feed: Feed;
  /** To be called whenever the workbook, or what is around it, may have changed; windows are told soon after. */
  changed(): void;
  close(): Promise<void>;
}

/** The page's scripts and styles come from here and nowhere else; Univer styles its parts in place. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
  "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
/** The add-on's own code, shut in: it can speak to its frame's parent and to nobody else. */
const SIDEBAR_POLICY =
  "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals; default-src 'none'; " +
  "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
const BODY_LIMIT = 64 * 2 ** 20;

/** Serves the page on this machine only. Throws EADDRINUSE on a taken port. */
export async function servePage(options: PageOptions): Promise<Page> {
  const view = new BookView(options.book);
  const feed = new Feed();
  let aroundText = JSON.stringify(options.around());
  let waiting = false;
  /** By tab: the newest event that moved its rows or columns. */
  const moves = new Map<number, string>();
  const moved: Moved = (tab, since) => {
    const last = moves.get(tab);
    return last !== undefined && feed.isNewer(last, since);
  };

  function look(): void {
    waiting = false;
    const change = view.changes();
    if (change !== undefined) feed.send(change);
    if (change?.kind === "patch") {
      for (const { id, splice, columns } of change.tabs) if (splice !== null || columns) moves.set(id, feed.newest);
    }
    const around = options.around();
    const text = JSON.stringify(around);
    if (text !== aroundText) feed.send({ kind: "around", around });
    aroundText = text;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port } = server.address() as AddressInfo;
    const host = request.headers.host ?? "";
    // A name that leads here from elsewhere (DNS rebinding) is not ours.
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
      return plain(response, 421, "This page is at 127.0.0.1.");
    const url = new URL(request.url ?? "/", `http://${host}`);
    const path = decodeURIComponent(url.pathname);
    if (request.method === "POST") {
      if (request.headers.origin !== `http://${host}`) return plain(response, 403, "Only this page may ask.");
      return json(response, 200, await act(path, await readBody(request, BODY_LIMIT)));
    }
    if (request.method !== "GET" && request.method !== "HEAD") return plain(response, 405, "Use GET or POST.");
    if (path === "/page/state") {
      look();
      const state: PageState = { event: feed.newest, ...view.state(), around: options.around() };
      return json(response, 200, state);
    }
    if (path === "/page/events") {
      return feed.join(response, String(request.headers["last-event-id"] ?? url.searchParams.get("after") ?? ""));
    }
    if (path === "/page/outbox") return json(response, 200, options.around().outbox);
    const sidebar = /^\/page\/sidebar\/(\d+)$/.exec(path);
    if (sidebar !== null) {
      const html = options.sidebar(Number(sidebar[1]));
      if (html === undefined) return plain(response, 404, "This sidebar is closed.");
      return whole(response, 200, "text/html; charset=utf-8", html, SIDEBAR_POLICY);
    }
    if (path.startsWith("/snapshots/") && options.out !== undefined) {
      const file = await staticFile(pathToFileURL(`${options.out}/`), path);
      if (file === undefined) return plain(response, 404, "There is no such file in the published snapshots.");
      // The dashboard brings its own policy.
      return whole(response, 200, file.type, file.bytes);
    }
    const file = await staticFile(options.files, path === "/" ? "/index.html" : path);
    if (file === undefined) return plain(response, 404, "There is nothing here.");
    whole(response, 200, file.type, file.bytes, POLICY);
  }

  async function act(path: string, text: string | undefined): Promise<PageAnswer> {
    const action = options.actions(path.replace(/^\/page\//, ""));
    if (action === undefined) return { ok: false, sentence: "The page asked for something this server does not know." };
    if (text === undefined) return { ok: false, sentence: "That is more than one edit can hold." };
    try {
      const value = await action(text === "" ? undefined : JSON.parse(text), moved);
      look();
      options.acted?.();
      return { ok: true, event: feed.newest, ...(value !== undefined && { value }) };
    } catch (error) {
      look();
      return {
        ok: false,
        sentence: v.isValiError(error) ? "The page sent something this server cannot read." : (error as Error).message,
      };
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      if (!response.headersSent) plain(response, 500, error.message);
      else response.destroy();
    });
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    feed,
    changed: () => {
      if (waiting) return;
      waiting = true;
      setImmediate(look);
    },
    close: () =>
      new Promise((resolve) => {
        feed.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  whole(response, status, "application/json; charset=utf-8", JSON.stringify(value));
}

function plain(response: ServerResponse, status: number, sentence: string): void {
  whole(response, status, "text/plain; charset=utf-8", `${sentence}\n`);
}

function whole(response: ServerResponse, status: number, type: string, body: string | Buffer, policy?: string): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    ...(policy !== undefined && { "Content-Security-Policy": policy }),
  });
  response.end(body);
}
