import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ServiceSettings } from "../config/service-settings";
import { Failure } from "../words/failure";
import type { Caller, Presented } from "./caller";
import { Refusal } from "./refusal";

/** The headers of a signed request; `key` may be left out where there is one key. */
export const SIGNED = {
  /** Unix seconds. */
  time: "X-Lead-Export-Time",
  /** Another one for each request. */
  id: "X-Lead-Export-Id",
  signature: "X-Lead-Export-Signature",
  key: "X-Lead-Export-Key",
} as const;

const WINDOW_SECONDS = 300;
const MOST_IDS = 10_000;
const SHORTEST_KEY = 32;

export interface HmacKey {
  readonly id: string;
  readonly secret: string;
}

/** What is signed, as lines: time, id, method, path with its query, and the body as it is sent. The signature is its HMAC-SHA256 in hex. */
function signatureOf(
  secret: string,
  {
    time,
    id,
    method,
    path,
    body,
  }: { time: string; id: string; method: string; path: string; body: Uint8Array | string },
): string {
  return createHmac("sha256", secret).update(`${time}\n${id}\n${method}\n${path}\n`).update(body).digest("hex");
}

/** Signs a request as of now: the headers that prove who asks. */
export function signedHeaders(
  { id: key, secret }: HmacKey,
  request: { method: string; path: string; body: string },
): Record<string, string> {
  const [time, id] = [String(Math.floor(Date.now() / 1000)), randomUUID()];
  return {
    [SIGNED.time]: time,
    [SIGNED.id]: id,
    [SIGNED.signature]: signatureOf(secret, { time, id, ...request }),
    ...(key === "" ? {} : { [SIGNED.key]: key }),
  };
}

/**
 * Makes the check of signed requests. It answers whose key it was, and throws BAD_SIGNATURE, STALE_SIGNATURE, REPLAYED, or
 * TOO_MANY_REQUESTS when more ids came within the window than are kept. The ids are in memory: after a restart a request of the five
 * minutes before can come again, which starts at most one more export.
 */
export function signatures(
  keys: readonly HmacKey[],
  mayRelease: (name: string) => boolean,
  now: () => number = Date.now,
): (request: Presented) => Caller {
  /** Until when each id stays taken, ms; in the order in which they came. */
  const taken = new Map<string, number>();
  return ({ headers, ...request }) => {
    const [time, id, signature] = [SIGNED.time, SIGNED.id, SIGNED.signature].map((name) => headers.get(name) ?? "");
    if (!/^\d{10}$/.test(time) || !/^[\w.-]{8,64}$/.test(id)) throw new Refusal("BAD_SIGNATURE", {}, "headers");
    const at = now();
    if (Math.abs(at / 1000 - Number(time)) > WINDOW_SECONDS) throw new Refusal("STALE_SIGNATURE");
    const named = headers.get(SIGNED.key);
    const key = named === null && keys.length === 1 ? keys[0] : keys.find((known) => known.id === named);
    if (key === undefined) throw new Refusal("BAD_SIGNATURE", {}, "unknown key");
    if (!isSame(signature, signatureOf(key.secret, { time, id, ...request }))) {
      throw new Refusal("BAD_SIGNATURE", {}, "signature");
    }
    for (const [old, until] of taken) {
      if (until > at) break;
      taken.delete(old);
    }
    const nonce = `${key.id} ${id}`;
    if (taken.has(nonce)) throw new Refusal("REPLAYED");
    if (taken.size >= MOST_IDS) throw new Refusal("TOO_MANY_REQUESTS", { "Retry-After": String(WINDOW_SECONDS) });
    // As long as its time can be within the window, the future side included.
    taken.set(nonce, at + 2 * WINDOW_SECONDS * 1000);
    const name = `key:${key.id}`;
    return { kind: "key", name, mayRelease: mayRelease(name) };
  };
}

/** Reads the shared keys. Throws `HMAC_KEY_BAD` (exit 2), which never quotes one. */
export function readKeys(settings: NonNullable<ServiceSettings["hmac"]>): HmacKey[] {
  return settings.map(({ id, file, env }) => {
    const where = file === undefined ? `the variable ${env}` : `the file ${file}`;
    const secret = file === undefined ? process.env[env!] : readOrNothing(file);
    if (secret !== undefined && secret.trim().length >= SHORTEST_KEY) return { id, secret: secret.trim() };
    throw new Failure(
      "HMAC_KEY_BAD",
      `The shared key ${id} in ${where} is ${secret === undefined ? "not there" : `shorter than ${SHORTEST_KEY} characters`}.`,
    );
  });
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Takes the same time wherever the two differ, also in length. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
