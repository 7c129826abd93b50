import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What is answered to one request: an HTTP status, and a body. */
type Answer = readonly [status: number, body: object];

/** A request as EMR Serverless gets it. */
export interface Asked {
  readonly action: "StartJobRun" | "GetJobRun" | "CancelJobRun";
  readonly body: Record<string, unknown>;
}

const ACTIONS = { POST: "StartJobRun", GET: "GetJobRun", DELETE: "CancelJobRun" } as const;

/** As AWS refuses. */
export function refusal(status: number, type: string, message: string): Answer {
  return [status, { __type: type, message }];
}

/** A server with the three calls of EMR Serverless that are used; `answer` says what each is answered. */
export async function startEmr(answer: (asked: Asked) => Answer | Promise<Answer>) {
  const asked: Asked[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    const action = ACTIONS[request.method as keyof typeof ACTIONS];
    const one: Asked = { action, body: text === "" ? {} : JSON.parse(text) };
    asked.push(one);
    const isTheirs = /^\/applications\/app-1\/jobruns(?:\/job-1)?$/.test(new URL(request.url!, "http://x").pathname);
    const [status, body] = isTheirs
      ? await answer(one)
      : refusal(404, "ResourceNotFoundException", `Nothing is called ${request.url}`);
    const type = "__type" in body ? { "x-amzn-errortype": String(body.__type) } : {};
    response.writeHead(status, { "content-type": "application/json", ...type }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((closed) => server.close(closed).closeAllConnections());
  return { endpoint: `http://127.0.0.1:${port}`, asked, close };
}

export const STARTED: Answer = [200, { applicationId: "app-1", jobRunId: "job-1", arn: "arn:job-1" }];

/** What is answered to whoever asks for the job. */
export function jobIn(state: string, stateDetails = ""): Answer {
  return [200, { jobRun: { applicationId: "app-1", jobRunId: "job-1", state, stateDetails } }];
}
