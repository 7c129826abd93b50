import { randomBytes } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Book } from "../../book/book";
import type { PageAnswer, PageState, Surroundings } from "../wire";
import { Feed } from "./feed";
import { type PageAppOptions, pageApp } from "./page-app";
import { readJson, sentenceOf } from "./sentence";
import { BookView } from "./view";

/** Returns whether rows or columns of a tab have moved since an event. */
export type Moved = (tab: number, since: string) => boolean;

/** What the page asks for. Throws a `Refused` or a `ScriptError`, whose sentence the person is told; anything else it throws is a bug. */
export type Action = (body: unknown, moved: Moved) => unknown;

export interface PageOptions extends Pick<PageAppOptions, "sidebar" | "files" | "out"> {
  /** 0 takes any free port. */
  readonly port: number;
  readonly book: Book;
  readonly actions: (name: string) => Action | undefined;
  readonly around: () => Surroundings;
  /** Called after whatever a window asked for. */
  readonly acted?: () => void;
}

export interface Page {
  /** `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** The address with the token, which alone opens the page in a browser. */
  readonly entrance: string;
  readonly feed: Feed;
  /** To be called whenever the workbook, or what is around it, may have changed; windows are told soon after. */
  changed(): void;
  close(): Promise<void>;
}

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

  function state(): PageState {
    look();
    return { event: feed.newest, ...view.state(), around: options.around() };
  }

  async function act(name: string, text: string): Promise<PageAnswer> {
    const action = options.actions(name);
    if (action === undefined) return { ok: false, sentence: "The page asked for something this server does not know." };
    try {
      const value = await action(readJson(text), moved);
      look();
      options.acted?.();
      return { ok: true, event: feed.newest, ...(value !== undefined && { value }) };
    } catch (error) {
      look();
      return { ok: false, sentence: sentenceOf(error) };
    }
  }

  const token = randomBytes(24).toString("base64url");
  const app = pageApp({ ...options, token, feed, state, act, outbox: () => options.around().outbox });
  // Longer than any browser keeps an idle connection: whoever closes first must not be us, or its next request may break.
  const server = createServer({ keepAliveTimeout: 120_000 }, getRequestListener(app.fetch) as RequestListener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    entrance: `${url}?token=${token}`,
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
