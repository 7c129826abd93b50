import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isWebhookUrl, type WebhookSettings } from "../config/reader-settings";
import { Failure } from "../words/failure";

const PATIENCE_MS = 15_000;
/** Before the second and the third try. */
const PAUSES_MS = [1000, 5000];

/** Where a webhook is, and what it is signed with. Throws `WEBHOOK_ADDRESS`. */
export function webhookPlace(settings: WebhookSettings): { url: string; secret: string | null } {
  const { url, urlFile, urlEnv, secretFile, secretEnv } = settings;
  const address = url ?? secretText("address of a webhook", urlFile, urlEnv);
  if (!isWebhookUrl(address)) throw badAddress("The address of a webhook does not begin with https://.");
  const isSigned = secretFile !== undefined || secretEnv !== undefined;
  return { url: address, secret: isSigned ? secretText("secret of a webhook", secretFile, secretEnv) : null };
}

/**
 * Posts a body, signed as https://www.standardwebhooks.com says. `id` is the same in every try: whoever has it has the message. One that
 * is too busy or cannot be reached is tried three times. Throws `WEBHOOK_REFUSED` and `WEBHOOK_UNREACHABLE`.
 */
export async function post(
  { url, secret }: { url: string; secret: string | null },
  id: string,
  body: object,
  pauses: readonly number[] = PAUSES_MS,
): Promise<void> {
  const text = JSON.stringify(body);
  for (let tries = 0; ; tries++) {
    const failure = await tryOnce(url, headersOf(id, text, secret), text);
    if (failure === null) return;
    if (failure.code !== "WEBHOOK_UNREACHABLE" || tries === pauses.length) throw failure;
    await sleep(pauses[tries]);
  }
}

function headersOf(id: string, body: string, secret: string | null): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000);
  const type = { "content-type": "application/json; charset=utf-8" };
  if (secret === null) return type;
  return {
    ...type,
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signature(secret, id, timestamp, body),
  };
}

/** `v1,` and the HMAC-SHA256 of id, time and body. A secret that begins with `whsec_` is base64, any other its own bytes. */
export function signature(secret: string, id: string, timestamp: number, body: string): string {
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

/** Names the host alone: with Slack and Teams the rest of the address is a secret. */
async function tryOnce(url: string, headers: Record<string, string>, body: string): Promise<Failure | null> {
  const { host } = new URL(url);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    await answer.body?.cancel();
    if (answer.ok) return null;
    const isBusy = answer.status === 429 || answer.status >= 500;
    const sentence = `The webhook at ${host} answered with ${answer.status}.`;
    return new Failure(isBusy ? "WEBHOOK_UNREACHABLE" : "WEBHOOK_REFUSED", sentence);
  } catch (cause) {
    return new Failure("WEBHOOK_UNREACHABLE", `The webhook at ${host} could not be reached.`, { cause });
  }
}

function secretText(what: string, file: string | undefined, variable: string | undefined): string {
  if (variable !== undefined) {
    const text = process.env[variable]?.trim();
    if (text) return text;
    throw badAddress(`The variable ${variable}, which is to hold the ${what}, is not set.`);
  }
  let text: string;
  try {
    text = readFileSync(file!, "utf8").trim();
  } catch (cause) {
    throw badAddress(`The file ${file}, which is to hold the ${what}, cannot be read.`, cause);
  }
  if (text === "") throw badAddress(`The file ${file}, which is to hold the ${what}, is empty.`);
  return text;
}

function badAddress(sentence: string, cause?: unknown): Failure {
  return new Failure("WEBHOOK_ADDRESS", sentence, { cause });
}
