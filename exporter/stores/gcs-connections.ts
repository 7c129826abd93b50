import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import { noAnswer, silentMs } from "./silence";

const hosts = new Set<string>();

/**
 * Ends requests to a host when it is silent for too long, and has those fail whose answer breaks off. Google's library notices neither: beneath
 * it is node-fetch 2, which waits without end for the rest of an answer with a known length, and takes no agent of ours.
 */
export function endIfSilentOrBroken(host: string): void {
  if (hosts.size === 0) {
    subscribe("http.client.request.start", (message) => onRequest((message as { request: ClientRequest }).request));
    subscribe("http.client.response.finish", (message) => {
      const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
      onAnswer(request, response);
    });
  }
  hosts.add(host);
}

function onRequest(request: ClientRequest): void {
  if (isOurs(request)) request.setTimeout(silentMs(), () => request.destroy(noAnswer()));
}

/** What a request fails with, its reader is told. */
function onAnswer(request: ClientRequest, response: IncomingMessage): void {
  if (isOurs(request)) response.once("error", (error) => request.emit("error", error));
}

function isOurs(request: ClientRequest): boolean {
  return hosts.has(String(request.getHeader("host")));
}
