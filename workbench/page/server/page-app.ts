import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import type { OutboxMail, PageAnswer, PageState } from "../wire";
import type { Feed } from "./feed";
import { onlyWithToken } from "./only-with-token";
import { sentenceOf } from "./sentence";

export interface PageAppOptions {
  /** What whoever opens the page must have. */
  readonly token: string;
  readonly feed: Feed;
  readonly state: () => PageState;
  readonly outbox: () => readonly OutboxMail[];
  /** Does what a window asks for; `body` is JSON or ''. */
  readonly act: (name: string, body: string) => Promise<PageAnswer>;
  /** The HTML of the add-on's sidebar, made for a frame; undefined when it is closed. */
  readonly sidebar: (id: number) => string | undefined;
  /** The folder of the page's own files. */
  readonly files: URL;
  /** The exporter's `out` folder; its snapshots are served. */
  readonly out?: string;
}

const BODY_LIMIT = 64 * 2 ** 20;
/** Of no use without a certificate. */
const HEADERS = { strictTransportSecurity: false, originAgentCluster: false };
const [NONE, SELF, INLINE] = ["'none'", "'self'", "'unsafe-inline'"];
const FORBIDDEN = { defaultSrc: [NONE], baseUri: [NONE], formAction: [NONE] };
/** The page's scripts and styles come from here and nowhere else; Univer styles its parts in place. */
const PAGE_POLICY = {
  ...FORBIDDEN,
  scriptSrc: [SELF],
  styleSrc: [SELF, INLINE],
  imgSrc: [SELF, "data:", "blob:"],
  fontSrc: [SELF, "data:"],
  connectSrc: [SELF],
  frameSrc: [SELF],
  frameAncestors: [SELF],
};
/** The add-on's own code, shut in: it can speak to its frame's parent and to nobody else. */
const SIDEBAR_POLICY = {
  ...FORBIDDEN,
  sandbox: ["allow-scripts", "allow-forms", "allow-popups", "allow-popups-to-escape-sandbox", "allow-modals"],
  scriptSrc: [INLINE],
  styleSrc: [INLINE],
  imgSrc: ["data:"],
  fontSrc: ["data:"],
};

/** The page over HTTP: its own files, the state and events of the workbook, what windows ask for, the sidebar and the snapshots. */
export function pageApp({ token, feed, state, outbox, act, sidebar, files, out }: PageAppOptions) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // No policy for the snapshots: the dashboard brings its own.
  app.use(secureHeaders(HEADERS));
  app.use(async (context, next) => {
    const port = context.env.incoming.socket.localPort;
    const host = context.req.header("Host");
    // A name that leads here from elsewhere (DNS rebinding) is not ours.
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
      return context.text("This page is at 127.0.0.1.", 421);
    }
    await next();
    context.header("Cache-Control", "no-store");
  });
  app.use(onlyWithToken(token));

  app.post(
    "/page/:action",
    async (context, next) => {
      if (context.req.header("Origin") !== `http://${context.req.header("Host")}`) {
        return context.text("Only this page may ask.", 403);
      }
      await next();
    },
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (context) => context.text("That is more than one edit can hold.", 413),
    }),
    async (context) => context.json(await act(context.req.param("action"), await context.req.text())),
  );
  app.get("/page/state", (context) => context.json(state()));
  app.get("/page/events", (context) =>
    feed.join(context, context.req.header("Last-Event-ID") ?? context.req.query("after") ?? ""),
  );
  app.get("/page/outbox", (context) => context.json(outbox()));
  app.get("/page/sidebar/:id", secureHeaders({ ...HEADERS, contentSecurityPolicy: SIDEBAR_POLICY }), (context) => {
    const html = sidebar(Number(context.req.param("id")));
    return html === undefined ? context.text("This sidebar is closed.", 404) : context.html(html);
  });
  if (out !== undefined) {
    app.get("/snapshots/*", serveStatic({ rewriteRequestPath: (path) => join(out, path) }), (context) =>
      context.text("There is no such file in the published snapshots.", 404),
    );
  }
  const own = fileURLToPath(files);
  app.get(
    "*",
    secureHeaders({ ...HEADERS, contentSecurityPolicy: PAGE_POLICY }),
    serveStatic({ rewriteRequestPath: (path) => join(own, path) }),
  );
  app.notFound((context) => context.text("There is nothing here.", 404));
  app.onError((error, context) => context.text(sentenceOf(error), 500));
  return app;
}
