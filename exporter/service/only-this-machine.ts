import type { Context } from "hono";
import { Refusal } from "./refusal";
import { isThisMachine } from "./this-machine";

/**
 * Without sign-in, being at this machine is the only proof, and a page in its browser has it too: refuses names that another site may
 * have pointed here (DNS rebinding), and requests that pages of other sites send.
 */
export async function onlyThisMachine(context: Context, next: () => Promise<void>): Promise<void> {
  const host = context.req.header("Host") ?? "";
  if (!isThisMachine(host.replace(/:\d+$/, ""))) throw new Refusal("FOREIGN_HOST");
  const site = context.req.header("Sec-Fetch-Site") ?? "none";
  const isOwn = site === "none" || site === "same-origin";
  if (context.req.header("Origin") !== undefined || !isOwn) throw new Refusal("CROSS_SITE");
  await next();
}
