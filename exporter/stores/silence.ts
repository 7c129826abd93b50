import type { Agent } from "node:http";

/** Without a byte in either direction. */
const SILENT_MS = 30_000;

/** How long a store may be silent, in ms. Tests cannot wait for half a minute. */
export function silentMs(): number {
  const set = process.env.LEAD_EXPORT_STORE_PATIENCE_MS;
  return set !== undefined && /^\d+$/.test(set) ? Number(set) : SILENT_MS;
}

/** What a connection is broken with that was silent for too long. */
export function noAnswer(): Error {
  return Object.assign(new Error("The store does not answer."), { code: "ETIMEDOUT" });
}

/** Has the connections of an agent broken when they have been silent for too long. The agent's `timeout` must be `silentMs`. */
export function breakIfSilent<T extends Agent>(agent: T): T {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...how) => {
    const socket = connect(...how);
    socket?.once("timeout", () => socket.destroy(noAnswer()));
    return socket;
  };
  return agent;
}
