import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import type { ExportRequest, ExportRun, ReleaseRequest } from "../../shared/service";
import { Failure } from "../words/failure";
import { BODIES } from "./bodies";
import { type HmacKey, signedHeaders } from "./signature";

/** Where a service answers, and the key that requests to it are signed with; `null` where nobody has to sign in. */
export interface Door {
  readonly url: string;
  readonly key: HmacKey | null;
}

export interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: ExportRequest | ReleaseRequest;
  /** The same thing asked for again has the same one, and is done once. */
  readonly idempotencyKey?: string;
}

const PATIENCE_MS = 30_000;
const PAUSES_MS = [500, 1000, 2000, 4000];
const MOST_PAUSE_MS = 60_000;

/**
 * Asks a service and returns what it says of an export. One that is busy or away for a moment is asked again. Throws `ASK_REFUSED`,
 * `SERVICE_BUSY` and `SERVICE_UNREACHABLE`.
 */
export async function askService(door: Door, request: Request): Promise<ExportRun> {
  for (const pause of PAUSES_MS) {
    const answer = await tryOnce(door, request).catch((error) => failureOf(door, error));
    if (!(answer instanceof Failure)) return answer;
    if (!(answer instanceof Away)) throw answer;
    await sleep(Math.min(MOST_PAUSE_MS, answer.pauseMs ?? pause));
  }
  try {
    return await tryOnce(door, request);
  } catch (error) {
    throw failureOf(door, error);
  }
}

/** What may pass; `pauseMs` is how long it will take where the service said so. */
class Away extends Failure<"SERVICE_BUSY" | "SERVICE_UNREACHABLE"> {
  constructor(
    code: "SERVICE_BUSY" | "SERVICE_UNREACHABLE",
    sentence: string,
    readonly pauseMs: number | null,
    cause?: unknown,
  ) {
    super(code, sentence, { cause });
  }
}

async function tryOnce({ url, key }: Door, { method, path, body, idempotencyKey }: Request): Promise<ExportRun> {
  const text = body === undefined ? "" : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: text }),
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey }),
      ...(key === null ? {} : signedHeaders(key, { method, path, body: text })),
    },
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const said: unknown = await response.json().catch(() => null);
  const run = v.safeParse(BODIES.ExportRun, said);
  if (response.ok && run.success) return run.output;
  const refused = v.safeParse(BODIES.Refused, said);
  if (!refused.success) {
    const sentence = `${url} answers, with status ${response.status}, but not as this service does.`;
    // Before a service that is down stands a proxy that says so in words of its own.
    if (response.status >= 500) throw new Away("SERVICE_UNREACHABLE", sentence, null);
    throw new Failure("SERVICE_UNREACHABLE", sentence);
  }
  const { code, sentence, wayOut } = refused.output.error;
  if (response.status === 429 || response.status === 503) {
    const pauseMs = 1000 * Number(response.headers.get("Retry-After") ?? 1);
    throw new Away("SERVICE_BUSY", `${url} cannot answer now (${code}): ${sentence}`, pauseMs);
  }
  throw new Failure("ASK_REFUSED", `${url} refused the request (${code}): ${sentence}`, { wayOut });
}

function failureOf({ url }: Door, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { cause, message } = error as Error;
  const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
  return new Away("SERVICE_UNREACHABLE", `${url} does not answer: ${why}.`, null, error);
}
