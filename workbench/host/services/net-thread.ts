/** What the main thread asks of the network thread. */
export interface NetRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly followRedirects: boolean;
  readonly checkCertificates: boolean;
}

export type NetReply =
  | {
      readonly status: number;
      /** Name, value, name, value, as they came. */
      readonly rawHeaders: readonly string[];
      readonly body: Uint8Array;
    }
  /** `code` is Node's (ECONNREFUSED, ...), or TIMEOUT, TOO_LARGE, TOO_MANY_REDIRECTS, NOT_LOCAL. */
  | { readonly failed: string; readonly url: string };

export interface NetThreadData {
  /** Where the questions come from and the answers go; the main thread sleeps on `signal` meanwhile. */
  readonly port: import("node:worker_threads").MessagePort;
  readonly signal: Int32Array;
  readonly timeout: number;
  readonly responseLimit: number;
  readonly certsPort: number;
  /** Paths and JSON texts it serves. */
  readonly served: Readonly<Record<string, string>>;
}

/**
 * What the network thread runs. It is started from its own text (a thread's file would be in another place in the built program than in
 * the tests), so it must use nothing from outside itself.
 */
export function netThread(): void {
  const http = process.getBuiltinModule("node:http");
  const https = process.getBuiltinModule("node:https");
  const zlib = process.getBuiltinModule("node:zlib");
  const { workerData, parentPort } = process.getBuiltinModule("node:worker_threads");
  const { port, signal, timeout, responseLimit, certsPort, served } = workerData as NetThreadData;
  const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
  const REDIRECTS = 20;

  const certs = http.createServer((request, response) => {
    const text = served[(request.url ?? "").split("?", 1)[0]];
    if (text === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "application/json", "cache-control": "public, max-age=3600" }).end(text);
  });
  certs.once("error", (error: NodeJS.ErrnoException) => parentPort!.postMessage({ failed: error.code }));
  certs.listen(certsPort, "127.0.0.1", () => {
    parentPort!.postMessage({ certsPort: (certs.address() as import("node:net").AddressInfo).port });
  });

  const answerAll = async (requests: NetRequest[]) => {
    port.postMessage(await Promise.all(requests.map(answer)));
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  port.on("message", (requests: NetRequest[]) => void answerAll(requests));

  async function answer(request: NetRequest): Promise<NetReply> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeout);
    let current = request;
    try {
      for (let hops = 0; ; hops++) {
        if (hops > REDIRECTS) return { failed: "TOO_MANY_REDIRECTS", url: request.url };
        if (!LOCAL.test(new URL(current.url).hostname)) return { failed: "NOT_LOCAL", url: current.url };
        const reply = await once(current, late.signal);
        const to = "status" in reply && current.followRedirects ? redirected(current, reply) : null;
        if (to === null) return reply;
        current = to;
      }
    } catch (error) {
      const code = late.signal.aborted ? "TIMEOUT" : ((error as NodeJS.ErrnoException).code ?? String(error));
      return { failed: code, url: current.url };
    } finally {
      clearTimeout(timer);
    }
  }

  function once(request: NetRequest, abort: AbortSignal): Promise<NetReply> {
    return new Promise((resolve, reject) => {
      const secure = request.url.startsWith("https:");
      const options = { method: request.method, headers: request.headers, signal: abort, agent: false as const };
      const taken = (response: import("node:http").IncomingMessage) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on("error", reject);
        response.on("data", (part: Buffer) => {
          size += part.length;
          parts.push(part);
          if (size > responseLimit) response.destroy(Object.assign(new Error(), { code: "TOO_LARGE" }));
        });
        response.on("end", () => {
          const whole = Buffer.concat(parts);
          const zipped = response.headers["content-encoding"] === "gzip" && whole.length > 0;
          const body = zipped ? zlib.gunzipSync(whole, { maxOutputLength: responseLimit }) : whole;
          resolve({ status: response.statusCode!, rawHeaders: response.rawHeaders, body: new Uint8Array(body) });
        });
      };
      const sent = secure
        ? https.request(request.url, { ...options, rejectUnauthorized: request.checkCertificates }, taken)
        : http.request(request.url, options, taken);
      sent.on("error", reject);
      sent.end(request.body ?? undefined);
    });
  }

  function redirected(request: NetRequest, reply: Extract<NetReply, { status: number }>): NetRequest | null {
    const index = reply.rawHeaders.findIndex((name, at) => at % 2 === 0 && name.toLowerCase() === "location");
    if (index < 0 || ![301, 302, 303, 307, 308].includes(reply.status)) return null;
    const url = new URL(reply.rawHeaders[index + 1], request.url);
    const keep = reply.status >= 307 || request.method === "GET" || request.method === "HEAD";
    const headers = Object.entries(request.headers).filter(([name]) => {
      // Nobody else is told who asks.
      if (name.toLowerCase() === "authorization") return url.origin === new URL(request.url).origin;
      return keep || !/^content-(?:type|length)$/i.test(name);
    });
    const method = keep ? request.method : "GET";
    return {
      ...request,
      url: url.href,
      method,
      headers: Object.fromEntries(headers),
      body: keep ? request.body : null,
    };
  }
}
