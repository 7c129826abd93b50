import { createServer, type RequestListener, type Server, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { Failure } from "../words/failure";
import { Refusal, type RefusalCode } from "./refusal";

const MOST_CONNECTIONS = 256;

/** Serves the app. `onRefused` is told of what never became a request. Throws `PORT_TAKEN` and `HOST_BAD`. */
export async function listen(
  // biome-ignore lint/suspicious/noExplicitAny: the app's own context does not matter here
  app: Hono<any>,
  { host, port }: { host: string; port: number },
  onRefused: (code: RefusalCode) => void,
): Promise<{ server: Server; url: string }> {
  const malformed = () => {
    onRefused("MALFORMED_REQUEST");
    return Response.json(new Refusal("MALFORMED_REQUEST").body(), { status: 400 });
  };
  const answer = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: malformed,
  }) as RequestListener;
  const server = createServer(
    {
      // So that this too is answered in the form of every refusal.
      requireHostHeader: false,
      headersTimeout: 5000,
      requestTimeout: 15_000,
      // Longer than proxies keep an idle connection: whoever closes first must not be us, or a caller's next call may break.
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16 * 1024,
    },
    answer,
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.timeout = 30_000;
  // An expectation nobody can meet is no reason for an answer of another form.
  server.on("checkExpectation", answer);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const code = codeOf(error);
    onRefused(code);
    if (error.code !== "ECONNRESET" && socket.writable) writeRefusal(socket as Socket, new Refusal(code));
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw listenFailure(error, host, port);
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  return { server, url: `http://${family === "IPv6" ? `[${address}]` : address}:${taken}` };
}

function codeOf({ code }: NodeJS.ErrnoException): RefusalCode {
  if (code === "HPE_HEADER_OVERFLOW") return "HEADERS_TOO_LARGE";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "REQUEST_TIMEOUT" : "MALFORMED_REQUEST";
}

/**
 * Node's parser gave up: there is no response to write with. The socket goes when this is written: one left half open for its caller to
 * close would be counted among the connections for half a minute.
 */
function writeRefusal(socket: Socket, refusal: Refusal): void {
  const body = JSON.stringify(refusal.body());
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  socket.destroySoon();
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new Failure("PORT_TAKEN", `Port ${port} is taken.`, { way: "taken" });
  }
  if (error.code === "EACCES") {
    return new Failure("PORT_TAKEN", `Port ${port} may not be used by you.`, { way: "forbidden" });
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new Failure("HOST_BAD", `This machine has no address ${host}.`);
  }
  return error;
}
