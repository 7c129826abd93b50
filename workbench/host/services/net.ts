import { once } from "node:events";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { type NetReply, type NetRequest, type NetThreadData, netThread } from "./net-thread";

/** Google's: milliseconds and bytes. */
export const LONGEST_FETCH = 60_000;
const RESPONSE_LIMIT = 50 * 2 ** 20;

/** A thread that does HTTP while the main thread stands still, and serves a few fixed texts to whoever asks meanwhile. */
export interface Net {
  /** `http://127.0.0.1:PORT`, where the texts are served. */
  readonly url: string;
  /** Does the calls side by side, and comes back when all are answered. */
  ask(requests: readonly NetRequest[]): NetReply[];
  close(): Promise<void>;
}

/** `served`: path -> JSON text. Throws EADDRINUSE when `port` is taken. */
export async function openNet(port: number, timeout: number, served: Readonly<Record<string, string>>): Promise<Net> {
  const { port1: here, port2: there } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const workerData: NetThreadData = {
    port: there,
    signal,
    timeout,
    responseLimit: RESPONSE_LIMIT,
    certsPort: port,
    served,
  };
  const worker = new Worker(`(${netThread})()`, { eval: true, workerData, transferList: [there] });
  const [ready] = (await once(worker, "message")) as [{ certsPort: number } | { failed: string }];
  if ("failed" in ready) {
    await worker.terminate();
    throw Object.assign(new Error(`Port ${port} on this machine cannot be used: ${ready.failed}.`), {
      code: ready.failed,
    });
  }
  // The program may end although it is open.
  worker.unref();
  here.unref();

  return {
    url: `http://127.0.0.1:${ready.certsPort}`,
    ask: (requests) => {
      Atomics.store(signal, 0, 0);
      here.postMessage(requests);
      // It answers in time whatever happens; a thread that died must not stop the program for ever.
      if (Atomics.wait(signal, 0, 0, timeout + 30_000) === "timed-out") throw new Error("The network thread is gone.");
      return receiveMessageOnPort(here)!.message;
    },
    close: async () => {
      here.close();
      await worker.terminate();
    },
  };
}
