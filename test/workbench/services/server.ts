import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Worker } from "node:worker_threads";

/** A real HTTP server in a thread of its own, since the main thread stands still while a script fetches. */
export async function startServer(): Promise<{ url: string; close(): Promise<unknown> }> {
  const worker = new Worker(`(${serve})()`, { eval: true });
  const [port] = await once(worker, "message");
  return { url: `http://127.0.0.1:${port}`, close: () => worker.terminate() };
}

function serve(): void {
  const http = process.getBuiltinModule("node:http");
  const { gzipSync } = process.getBuiltinModule("node:zlib");
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  const flights = { now: 0, most: 0 };

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, query: string) => unknown> = {
    "/echo": async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(parts).toString() }));
    },
    "/status": (_, response, query) => response.writeHead(Number(query)).end(`{"error":"no ${query}"}`),
    "/long": (_, response) => response.writeHead(500).end("x".repeat(1000)),
    "/to": (_, response, query) => {
      const [status, place] = query.split(",") as [string, string];
      response.writeHead(Number(status), { Location: decodeURIComponent(place) }).end("moved");
    },
    "/round": (_, response) => response.writeHead(302, { Location: "/round" }).end(),
    "/zipped": (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("unzipped")),
    "/headers": (_, response) => {
      response.writeHead(200, [
        ...["X-One", "1", "Set-Cookie", "a=1", "Set-Cookie", "b=2", "content-type", "text/plain"],
      ]);
      response.end(Buffer.from([0xe9, 0x00, 0xff]));
    },
    "/large": (_, response) => {
      const part = Buffer.alloc(2 ** 20);
      let sent = 0;
      const more = () => {
        while (sent++ < 51) if (!response.write(part)) return void response.once("drain", more);
        response.end();
      };
      more();
    },
    "/never": () => {},
    "/broken": (request) => request.socket.destroy(),
    // Answers when two are here at once.
    "/together": (_, response) => {
      flights.now++;
      flights.most = Math.max(flights.most, flights.now);
      const check = setInterval(() => {
        if (flights.most < 2) return;
        clearInterval(check);
        response.end("both");
      }, 5);
    },
    "/ask": (_, response, query) => {
      http.get(decodeURIComponent(query), (answer) => answer.pipe(response));
    },
  };
  const server = http.createServer((request, response) => {
    const [path, query = ""] = request.url!.split("?") as [string, string?];
    (routes[path] ?? ((_, other) => other.writeHead(404).end()))(request, response, query);
  });
  server.listen(0, "127.0.0.1", () => parentPort!.postMessage((server.address() as { port: number }).port));
}
