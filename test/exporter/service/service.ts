import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { expect } from "vitest";
import type { ExportRun } from "../../../shared/service";
import { PROGRAM } from "../../dist";
import { type Answer, held } from "./description";

export interface Asked {
  method?: string;
  /** A list is sent as one header line each. */
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

/** The service as its users start it: the built program. */
export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  /** Standard error so far: the log. */
  readonly log: () => string;
  readonly printed: () => string;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  /** Asks, and checks the answer against the description. */
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** One number of `/metrics`; 0 when it is not there. */
  metric(line: string): Promise<number>;
  /** Ends it, in whatever it is about, if it has not ended. */
  stop(): Promise<void>;
}

let configs = 0;

/** Starts it with this configuration, on a free port. Whoever starts it stops it. */
export async function serve(
  folder: string,
  config: object,
  { words = [], env = {} }: { words?: string[]; env?: Record<string, string> } = {},
): Promise<Served> {
  const path = join(folder, `service-${++configs}.json`);
  writeFileSync(path, JSON.stringify(config));
  const child = spawn(process.execPath, [PROGRAM, "serve", "--port", "0", "--config", path, ...words], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [printed, log] = ["", ""];
  child.stderr.on("data", (piece) => {
    log += piece;
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (piece) => {
      printed += piece;
      const address = /^Listening on (\S+)$/m.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(log)));
  });
  const ask = async (path: string, asked: Asked = {}) =>
    held(asked.method ?? "GET", path, await send(url, path, asked));
  return {
    url,
    process: child,
    log: () => log,
    printed: () => printed,
    ended,
    ask,
    metric: async (line) => {
      const { text } = await ask("/metrics");
      const found = text.split("\n").find((one) => one.startsWith(`${line} `));
      return found === undefined ? 0 : Number(found.slice(line.length + 1));
    },
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** One request, sent as it is: nothing is added but the length of the body. */
export function send(url: string, path: string, { method = "GET", headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      response.on("end", () => {
        const isJson = /^application\/json/.test(response.headers["content-type"] ?? "");
        const json = (isJson && text !== "" ? JSON.parse(text) : undefined) as never;
        resolve({ status: response.statusCode!, headers: response.headers as Record<string, string>, text, json });
      });
    });
    asking.once("error", reject);
    asking.end(body);
  });
}

/** A POST with a JSON body. */
export function post(body: unknown, headers: Asked["headers"] = {}): Asked {
  return { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** Asks until the export has ended. */
export async function endOf({ ask }: Served, id: string, headers: Asked["headers"] = {}): Promise<ExportRun> {
  for (;;) {
    const { status, json } = await ask(`/v1/exports/${id}`, { headers });
    expect(status).toBe(200);
    const run: ExportRun = json;
    if (run.state !== "running") return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A signed request, by the words of the description and not by our own code. */
export function signed(
  path: string,
  {
    method = "GET",
    body = "",
    key = SECRET,
    keyId,
    time = Math.floor(Date.now() / 1000),
    id = randomUUID(),
  }: Signing = {},
): Asked {
  const signature = createHmac("sha256", key).update(`${time}\n${id}\n${method}\n${path}\n${body}`).digest("hex");
  return {
    method,
    headers: {
      ...(method === "POST" && { "Content-Type": "application/json" }),
      "X-Lead-Export-Time": String(time),
      "X-Lead-Export-Id": id,
      "X-Lead-Export-Signature": signature,
      ...(keyId !== undefined && { "X-Lead-Export-Key": keyId }),
    },
    ...(body !== "" && { body }),
  };
}

export interface Signing {
  method?: string;
  body?: string;
  key?: string | undefined;
  keyId?: string | undefined;
  time?: number;
  id?: string;
}

export const SECRET = "0123456789abcdef0123456789abcdef-shared";
