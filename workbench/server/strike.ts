import type { Delivery } from "./deliver";
import type { Fault, FaultKind } from "./faults";
import { badToken, googleError, notFound, notShared, quotaExceeded, rateLimit403 } from "./google-errors";
import { htmlReply, jsonReply, type Reply } from "./reply";

const QUOTA = 60;

/** Answers that come instead of the real one. */
const INSTEAD: Partial<Record<FaultKind, (target: { read: boolean }) => Reply>> = {
  "400": () => googleError(400, "INVALID_ARGUMENT", "Request contains an invalid argument."),
  "401": badToken,
  "403": notShared,
  "403-rate": rateLimit403,
  "404": notFound,
  "408": () => htmlReply(408, "Error 408 (Request Timeout)!!1", "Your client took too long to issue its request."),
  "429": ({ read }) => quotaExceeded(read ? "read" : "write", QUOTA),
  "500": () => googleError(500, "INTERNAL", "Internal error encountered."),
  "502-html": () => htmlReply(502, "Error 502 (Server Error)!!1", "The server encountered a temporary error."),
  "503": () => googleError(503, "UNAVAILABLE", "The service is currently unavailable."),
  "html-200": () => ({ ...htmlReply(502, "Sorry...", "We're sorry, but your computer may be sending."), status: 200 }),
  "empty-200": () => ({ status: 200, type: "application/json; charset=UTF-8", body: "" }),
  // The names a reader looks for, each of a type it cannot be.
  "wrong-schema": () =>
    jsonReply(200, { spreadsheetId: 7, values: "none", valueRanges: {}, sheets: "none", replies: 0, access_token: 7 }),
};

const DELIVERIES: Partial<Record<FaultKind, Delivery["how"]>> = {
  "corrupt-gzip": "corrupt-gzip",
  slow: "slow",
  "reset-before": "reset-before",
  "reset-inside": "reset-inside",
  hang: "hang",
};

/** Whether the call is carried out although a fault strikes it. */
export function carriedOut(fault: Fault): boolean {
  const never = INSTEAD[fault.kind] !== undefined || fault.kind === "reset-before" || fault.kind === "hang";
  return fault.applied === true || !never;
}

/** What the caller gets: `real` is the true answer, undefined when the call was not carried out. */
export function strike(fault: Fault, real: Reply | undefined, read: boolean): { reply: Reply; delivery: Delivery } {
  const instead = INSTEAD[fault.kind]?.({ read });
  const reply = instead ?? damaged(fault.kind, real ?? jsonReply(200, {}));
  const headers =
    fault.retryAfter === undefined ? reply.headers : { ...reply.headers, "Retry-After": `${fault.retryAfter}` };
  return {
    reply: headers ? { ...reply, headers } : reply,
    delivery: { how: DELIVERIES[fault.kind] ?? "whole", bytesPerSecond: fault.bytesPerSecond ?? 1 },
  };
}

function damaged(kind: FaultKind, real: Reply): Reply {
  if (kind === "cut-json") return { ...real, body: real.body.slice(0, Math.floor(real.body.length / 2)) };
  if (kind === "fewer-ranges") return { ...real, body: withoutLastRange(real.body) };
  return real;
}

function withoutLastRange(body: string): string {
  const value = JSON.parse(body);
  if (Array.isArray(value.valueRanges)) value.valueRanges.pop();
  return `${JSON.stringify(value, null, 2)}\n`;
}
