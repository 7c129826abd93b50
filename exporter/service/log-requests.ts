import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { Caller } from "./caller";
import { framesOf } from "./frames";
import { type Logger, markOf } from "./log";
import type { Metrics } from "./metrics";
import { OPERATIONS } from "./operations";
import { Refusal } from "./refusal";

interface Recorder {
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly isStopping: () => boolean;
}

const ANSWER_HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

const PATHS = new Set(OPERATIONS.map(({ path }) => path));

/** Writes each request down, in numbers and in the log, and gives each answer its headers. */
export function logRequests({ metrics, log, isStopping }: Recorder) {
  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    const id = randomUUID();
    await next();
    const { error, res } = context;
    for (const [name, value] of Object.entries(ANSWER_HEADERS)) res.headers.set(name, value);
    res.headers.set("X-Request-Id", id);
    if (isStopping()) res.headers.set("Connection", "close");
    const ms = Math.round(performance.now() - began);
    const route = routeOf(context.req.path);
    const caller = context.get("caller") as Caller | undefined;
    const fields = {
      request: id,
      method: context.req.method,
      route,
      status: res.status,
      ms,
      ...(caller && markOf(caller)),
    };
    metrics.answered(route, res.status, ms);
    if (error === undefined) log.info(fields, "request");
    else if (error instanceof Refusal) {
      metrics.refused(error.code);
      log.warn({ ...fields, code: error.code, ...(error.why !== null && { why: error.why }) }, "refused");
    } else {
      metrics.refused("INTERNAL");
      log.error({ ...fields, code: "INTERNAL", trace: framesOf(error) }, "failed");
    }
  };
}

/** The address as the description writes it. What is not there is one route, however it is spelt. */
function routeOf(path: string): string {
  const route = path.replace(/^(\/v1\/exports\/)[^/]+/, "$1{id}");
  return PATHS.has(route) ? route : "other";
}
