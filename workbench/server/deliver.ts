import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { Reply } from "./reply";

/** How an answer goes on the wire. */
export interface Delivery {
  readonly how: "whole" | "slow" | "reset-before" | "reset-inside" | "hang" | "corrupt-gzip";
  readonly bytesPerSecond: number;
}

export const WHOLE: Delivery = { how: "whole", bytesPerSecond: 1 };

/** Below this many bytes zipping costs more than it saves. */
const WORTH_ZIPPING = 1024;
const TICKS_PER_SECOND = 20;
const zip = promisify(gzip);

/** Sends an answer, or fails at it in the way asked for. */
export async function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  delivery: Delivery,
  now: number,
): Promise<void> {
  if (delivery.how === "hang") return;
  if (delivery.how === "reset-before") {
    request.socket.resetAndDestroy();
    return;
  }
  const plain = Buffer.from(reply.body, "utf8");
  const forced = delivery.how === "corrupt-gzip";
  const zipped = forced || (plain.length >= WORTH_ZIPPING && acceptsGzip(request));
  // The fastest level: both ends are on this machine.
  const bytes = zipped ? await zip(plain, { level: constants.Z_BEST_SPEED }) : plain;
  if (forced) bytes.fill(0xa5, Math.min(10, bytes.length), Math.min(40, bytes.length));
  response.sendDate = false;
  response.writeHead(reply.status, {
    "Content-Type": reply.type,
    Vary: "Origin, X-Origin, Referer, Accept-Encoding",
    Date: new Date(now).toUTCString(),
    Server: "lead-workbench",
    "Cache-Control": "private",
    "X-Content-Type-Options": "nosniff",
    "Content-Length": bytes.length,
    ...(zipped && { "Content-Encoding": "gzip" }),
    ...reply.headers,
  });
  if (delivery.how === "reset-inside") {
    // An orderly close, so that what was sent arrives before the connection ends.
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.socket.destroySoon());
  } else if (delivery.how === "slow") {
    drip(response, bytes, delivery.bytesPerSecond);
  } else {
    response.end(bytes);
  }
}

function drip(response: ServerResponse, bytes: Buffer, bytesPerSecond: number): void {
  const piece = Math.max(1, Math.round(bytesPerSecond / TICKS_PER_SECOND));
  let sent = 0;
  response.flushHeaders();
  const timer = setInterval(
    () => {
      response.write(bytes.subarray(sent, sent + piece));
      sent += piece;
      if (sent < bytes.length) return;
      clearInterval(timer);
      response.end();
    },
    (1000 * piece) / bytesPerSecond,
  );
  response.on("close", () => clearInterval(timer));
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(request.headers["accept-encoding"] ?? ""));
}
