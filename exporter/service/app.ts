import type { HttpBindings } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import { version } from "../../package.json";
import { CONTRACT_VERSION } from "../../shared/contract";
import { RULES_VERSION } from "../../shared/rules-version";
import type { Health } from "../../shared/service";
import type { Limits } from "../config/service-settings";
import type { Authenticate } from "./authenticate";
import { exportRequest, releaseRequest } from "./bodies";
import { readBody, readJson } from "./body";
import type { Caller, Presented } from "./caller";
import { Idempotency } from "./idempotency";
import type { Logger } from "./log";
import { logRequests } from "./log-requests";
import type { Metrics } from "./metrics";
import { onlyThisMachine } from "./only-this-machine";
import { describeService } from "./openapi";
import { OPERATIONS } from "./operations";
import { perMinute } from "./rate";
import { Refusal } from "./refusal";
import type { Run, Runs } from "./runs";

export interface AppParts {
  /** `null`: everyone at this machine, and nobody else. */
  readonly authenticate: Authenticate | null;
  /** The user of this machine, who exports when nobody has to sign in. */
  readonly localUser: string;
  readonly limits: Limits;
  readonly runs: Runs;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly isStopping: () => boolean;
}

interface Env {
  Bindings: HttpBindings;
  Variables: { caller: Caller };
}
/** A request whose caller is known. */
type Asked = Pick<Presented, "path" | "body"> & { readonly caller: Caller };
type Handler = (context: Context<Env>, asked: Asked) => Response;
type Limit = (context: Context<Env>) => Promise<void>;

/** The service over HTTP. Every refusal is thrown as a `Refusal` and answered as `{ error }`. */
export function makeApp(parts: AppParts): Hono<Env> {
  const { runs, metrics } = parts;
  const app = new Hono<Env>();
  const keys = new Idempotency<Run>();
  const ofAddress = perMinute(parts.limits.perAddress);
  const limitAddress: Limit = (context) => ofAddress(getConnInfo(context).remote.address ?? "");
  const signedIn = forCallers(parts, limitAddress);

  app.use(logRequests(parts));
  if (parts.authenticate === null) app.use(onlyThisMachine);

  /** Does the work, once for each Idempotency-Key, and says where to ask for what comes of it. */
  const accept = (context: Context<Env>, { caller, path, body }: Asked, work: () => Run) => {
    const run = keys.once(context.req.header("Idempotency-Key") ?? null, caller.name, [path, body], work);
    return context.json(runs.view(run, caller), 202, { Location: `/v1/exports/${run.told.id}` });
  };

  app.post(
    "/v1/exports",
    signedIn((context, asked) => {
      const request = readJson(context, asked.body, exportRequest);
      return accept(context, asked, () => runs.start(request, asked.caller));
    }),
  );
  app.get(
    "/v1/exports/:id",
    signedIn((context, { caller }) => context.json(runs.view(runs.get(context.req.param("id")!), caller))),
  );
  app.post(
    "/v1/exports/:id/release",
    signedIn((context, asked) => {
      const { reason } = readJson(context, asked.body, releaseRequest);
      return accept(context, asked, () => runs.release(context.req.param("id")!, reason, asked.caller));
    }),
  );

  // Not limited: behind a web server strangers have the address of whoever watches, and these answers are ready.
  app.get("/v1/health", (context) => {
    const status = parts.isStopping() ? "stopping" : "ok";
    return context.json<Health>({ status, version, rulesVersion: RULES_VERSION, contractVersion: CONTRACT_VERSION });
  });
  const description = describeService(version);
  app.get("/v1/openapi.json", (context) => context.json(description));
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }),
  );

  for (const { method, path } of OPERATIONS) {
    app.all(path.replace("{id}", ":id"), () => notAllowed(method === "post" ? "POST" : "GET, HEAD"));
  }
  app.all("*", () => {
    throw new Refusal("NO_SUCH_PATH");
  });
  app.onError((error, context) => {
    const refusal = error instanceof Refusal ? error : new Refusal("INTERNAL");
    return context.json(refusal.body(), refusal.status, { ...refusal.headers });
  });
  return app;
}

function notAllowed(allow: string): never {
  throw new Refusal("METHOD_NOT_ALLOWED", { Allow: allow });
}

/**
 * Knows who asks before anything is done, and how often. Only what proves nothing counts for its address: behind a web server all have
 * one, and strangers must not use up what is there for those who may.
 */
function forCallers(
  { authenticate, localUser, limits }: AppParts,
  limitAddress: Limit,
): (handler: Handler) => (context: Context<Env>) => Promise<Response> {
  const ofCaller = perMinute(limits.perCaller);
  const local: Caller = { kind: "local", name: localUser, mayRelease: true };
  return (handler) => async (context) => {
    const { method, raw } = context.req;
    const path = context.env.incoming.url ?? "";
    const body = await readBody(context);
    const whoAsks = async () => authenticate?.({ headers: raw.headers, method, path, body }) ?? local;
    const caller = await whoAsks().catch(async (refusal) => {
      await limitAddress(context);
      throw refusal;
    });
    context.set("caller", caller);
    await ofCaller(caller.name);
    return handler(context, { caller, path, body });
  };
}
