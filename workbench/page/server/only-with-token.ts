import { timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

const REFUSED = "This page opens only by the address that the workbench printed when it was started.";

/**
 * Lets in whoever has the token, and tells others with 403: everybody on this machine reaches its ports. The front page takes it from the
 * address, gives it to the browser as a cookie, and leads to the address without it.
 */
export function onlyWithToken(token: string): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    // Cookies know no ports, and there may be another workbench on this machine.
    const name = `lead-workbench-${context.env.incoming.socket.localPort}`;
    const given = context.req.path === "/" ? context.req.query("token") : undefined;
    if (given === undefined && isSame(getCookie(context, name), token)) return next();
    if (!isSame(given, token)) return context.text(REFUSED, 403);
    // Strict would keep it back from the windows that the sidebar opens: its frame is shut in, and so is of no site.
    setCookie(context, name, token, { path: "/", httpOnly: true, sameSite: "Lax" });
    return context.redirect("/", 303);
  };
}

function isSame(given: string | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ""), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
