import type { Context } from "hono";
import { isThisMachine } from "../words/this-machine";
import { Refusal } from "./refusal";

/** What web servers add to a request they pass on; not all of them do. */
const PASSED_ON = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

/**
 * Without sign-in, being at this machine is the only proof. A page in its browser has it too, and a web server on it: refuses names that
 * another site may have pointed here (DNS rebinding), requests that pages of other sites send, and those that were passed on.
 */
export async function onlyThisMachine(context: Context, next: () => Promise<void>): Promise<void> {
  const host = context.req.header("Host") ?? "";
  if (!isThisMachine(host.replace(/:\d+$/, ""))) throw new Refusal("FOREIGN_HOST");
  const site = context.req.header("Sec-Fetch-Site") ?? "none";
  const isOwn = site === "none" || site === "same-origin";
  if (PASSED_ON.some((name) => context.req.header(name) !== undefined)) throw new Refusal("PASSED_ON");
  if (context.req.header("Origin") !== undefined || !isOwn) throw new Refusal("CROSS_SITE");
  await next();
}
