import { type IncomingHttpHeaders, request } from "node:http";
import { gunzipSync } from "node:zlib";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the server answers is what the tests look at.
  readonly json: any;
}

export interface Question {
  readonly method?: string;
  readonly token?: string;
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** One call with Node's own client, which repairs nothing and retries nothing. */
export function ask(url: string, { method = "GET", token, body, headers, signal }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        headers: { ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...headers },
        ...(signal && { signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => resolve(answerOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks))));
      },
    );
    sent.on("error", reject);
    sent.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
  });
}

function answerOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Answer {
  return {
    status,
    headers,
    bytes,
    get text() {
      return (headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8");
    },
    get json() {
      return JSON.parse(this.text);
    },
  };
}
