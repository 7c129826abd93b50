import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { Caller } from "./caller";
import { framesOf } from "./frames";
import { type Logger, markOf } from "./log";
import type { Metrics } from "./metrics";
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

const RUN_PATH = /^\/v1\/exports\/[^/]+(\/release)?$/;
const FIXED_PATHS = new Set(["/v1/exports", "/v1/health", "/v1/openapi.json", "/metrics"]);

/** Writes each request down, in numbers and in the log, and gives each answer its headers. */
export function recordRequests({ metrics, log, isStopping }: Recorder) {
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

/** The address as `openapi.json` writes it. What is not there is one route, however it is spelt. */
function routeOf(path: string): string {
  const run = RUN_PATH.exec(path);
  if (run !== null) return `/v1/exports/{id}${run[1] ?? ""}`;
  return FIXED_PATHS.has(path) ? path : "other";
}
