import { readFileSync } from "node:fs";
import { ASSETS } from "../../config/assets";
import type { Engine } from "../../publish/engine";
import { sparkEngine, WORKER_PATIENCE } from "../engine";
import { type ConnectOptions, readAddress } from "./address";
import { connector } from "./connector";

export interface ConnectedOptions extends ConnectOptions {
  readonly conf: Readonly<Record<string, string>>;
  readonly node: string;
}

const PATIENCE = 2 * 60_000;

/** A run on the Spark of a Connect server. */
export function connectedEngine({ conf, node, ...where }: ConnectedOptions): Engine {
  const address = readAddress(where);
  return sparkEngine({
    send: (folder) => connector({ address, conf, folder, patience: PATIENCE }),
    worker: readFileSync(ASSETS.sparkWorker, "utf8"),
    node,
    patience: WORKER_PATIENCE,
  });
}
