import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to a request on its way. */
export type Fault =
  /** Answered so, and not passed on: the error as S3 writes it, or a body. */
  | { readonly status: number; readonly code: string; readonly message?: string }
  | { readonly status: number; readonly json: object }
  /** Nobody answers. */
  | "stall"
  /** The line is cut before the server hears of it, after it has done what was asked, or in the middle of its answer. */
  | "cut"
  | "lose answer"
  | "cut answer"
  /** Some bytes now and then. */
  | "slow"
  /** One bit of what is sent turns over. */
  | "damage";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Says what befalls a request, `null`: nothing; now, or when it is time for it. */
export type Faults = (asked: Asked) => Fault | null | Promise<Fault | null>;

/** Stands before a server; `faults` says what befalls each request. */
export async function startProxy(target: string, faults: Faults) {
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    void askedBy(incoming)
      .then(async (one) => {
        asked.push(one);
        await handle(one, await faults(one), target, incoming, outgoing);
      })
      .catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The first `times` requests that `which` picks meet the fault. */
export function first(times: number, fault: Fault, which: (asked: Asked) => boolean = () => true) {
  let left = times;
  return (asked: Asked) => (which(asked) && left-- > 0 ? fault : null);
}

async function askedBy(incoming: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method, url, headers } = incoming;
  return { method: method!, path: url!, headers, body: Buffer.concat(chunks) };
}

async function handle(
  { body }: Asked,
  fault: Fault | null,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  if (fault === "stall") return;
  if (fault === "cut") return void incoming.socket.destroy();
  if (fault !== null && typeof fault === "object") return answer(outgoing, fault);
  if (fault === "damage" && body.length > 0) body[body.length >> 1] ^= 1;
  const { status, headers, reply } = await passOn(incoming, body, target);
  if (fault === "lose answer") return void incoming.socket.destroy();
  outgoing.writeHead(status, headers);
  if (fault === "cut answer") {
    outgoing.write(reply.subarray(0, reply.length >> 1));
    await sleep(50);
    return void incoming.socket.destroy();
  }
  if (fault === "slow") {
    const piece = Math.max(1, Math.ceil(reply.length / 8));
    for (let at = 0; at < reply.length; at += piece) {
      outgoing.write(reply.subarray(at, at + piece));
      await sleep(200);
    }
    return void outgoing.end();
  }
  outgoing.end(reply);
}

function answer(outgoing: ServerResponse, fault: Exclude<Fault, string>): void {
  const isXml = "code" in fault;
  const body = isXml
    ? `<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>${fault.message ?? fault.code}</Message></Error>`
    : JSON.stringify(fault.json);
  outgoing.writeHead(fault.status, { "Content-Type": isXml ? "application/xml" : "application/json" });
  outgoing.end(body);
}

function passOn(incoming: IncomingMessage, body: Buffer, target: string) {
  const { hostname, port } = new URL(target);
  // The host that was signed for stays.
  const { method, url: path, headers } = incoming;
  return new Promise<{ status: number; headers: IncomingMessage["headers"]; reply: Buffer }>((resolve, reject) => {
    const passed = request(
      { hostname, port, method, path, headers: { ...headers, connection: "close" } },
      (answered) => {
        const chunks: Buffer[] = [];
        answered.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
        answered.on("end", () => {
          const { "transfer-encoding": _, connection: __, ...rest } = answered.headers;
          resolve({ status: answered.statusCode!, headers: rest, reply: Buffer.concat(chunks) });
        });
      },
    );
    passed.on("error", reject).end(body);
  });
}
