import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";
import type { ExportRun, ServiceError } from "../../shared/service";

/** What the double answers to one request: a run, an error with its status, or nothing at all. */
export type Reply = Partial<ExportRun> | { status: number; error?: ServiceError } | "hang up";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly key: string | null;
  readonly token: string | null;
}

/** Stands for the exporter's service: real HTTP, from another thread, for the script's fetch holds up this one. */
export async function openExporter() {
  const replies = new SharedReplies();
  const worker = new Worker(`(${serve})()`, { eval: true, workerData: replies.shared });
  const [port] = (await once(worker, "message")) as [number];
  onTestFinished(() => void worker.terminate());
  const asked: Asked[] = [];
  worker.on("message", (one: Asked) => asked.push(one));
  const everything = async (): Promise<readonly Asked[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return asked;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    /** The answers to come, in order; the last one is repeated. */
    will: (...next: Reply[]) => replies.set(next),
    everything,
    /** All requests for exports so far; not what Health asks for, which there is not. */
    asked: async () =>
      (await everything()).filter(({ path }) => path.startsWith("/v1/exports") && path !== "/v1/exports/none"),
  };
}

/** The worker reads what to answer from shared memory: messages to it would wait for its event loop, and ours is held up. */
class SharedReplies {
  readonly shared = new SharedArrayBuffer(64 * 1024);
  private version = 0;

  set(replies: Reply[]): void {
    const text = new TextEncoder().encode(JSON.stringify({ version: ++this.version, replies }));
    const bytes = new Uint8Array(this.shared, 4);
    bytes.fill(0);
    bytes.set(text);
    new Int32Array(this.shared, 0, 1)[0] = text.length;
  }
}

/** Runs in the worker, so it sees nothing of this file. */
function serve(): void {
  const http = require("node:http") as typeof import("node:http");
  const { parentPort, workerData } = require("node:worker_threads") as typeof import("node:worker_threads");
  const run = {
    id: "run-1",
    workbook: "w",
    state: "published",
    phase: null,
    progress: null,
    requestedBy: "ada@example.com",
    startedAt: "2026-11-23T06:00:00.000Z",
    endedAt: null,
    mayRelease: false,
    result: null,
    error: null,
  };
  let version = 0;
  let at = 0;
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const { method, url: path, headers } = request;
      const [key, token] = [headers["idempotency-key"] ?? null, headers.authorization ?? null];
      parentPort!.postMessage({ method, path, body, key, token });
      const length = new Int32Array(workerData, 0, 1)[0];
      const text = Buffer.from(new Uint8Array(workerData, 4, length)).toString();
      const plan = JSON.parse(text === "" ? '{"version":0,"replies":[{}]}' : text);
      if (plan.version !== version) [version, at] = [plan.version, 0];
      const reply = plan.replies[Math.min(at++, plan.replies.length - 1)];
      if (reply === "hang up") {
        request.socket.destroy();
        return;
      }
      const isError = typeof reply.status === "number";
      response.writeHead(isError ? reply.status : method === "POST" ? 202 : 200, {
        "Content-Type": "application/json",
      });
      response.end(JSON.stringify(isError ? { error: reply.error } : { ...run, ...reply }));
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    parentPort!.postMessage(typeof address === "object" && address !== null ? address.port : 0);
  });
}
