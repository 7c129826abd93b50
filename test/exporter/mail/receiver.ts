import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What came in a post. */
export interface Post {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A web server on this machine that keeps what is posted to it, and answers with the status that `answers` has for the path, else 200. */
export async function openReceiver() {
  const posts: Post[] = [];
  const answers: Record<string, number> = {};
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const path = request.url ?? "";
      posts.push({ path, headers: request.headers, body: Buffer.concat(pieces).toString() });
      response.writeHead(answers[path] ?? 200).end("ok");
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts, answers };
}
