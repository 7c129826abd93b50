import { readFileSync } from "node:fs";
import { ASSETS } from "../../config/assets";
import type { Engine } from "../../publish/engine";
import type { StoreSettings } from "../../stores/settings";
import { BucketFolder } from "../bucket-folder";
import { sparkEngine, WORKER_PATIENCE } from "../engine";
import { type ConnectOptions, readAddress } from "./address";
import { connector } from "./connector";

export interface ConnectedOptions extends ConnectOptions {
  readonly conf: Readonly<Record<string, string>>;
  readonly node: string;
  /** Of a bucket, where Spark and this machine share no disk. */
  readonly folder: string | undefined;
  readonly stores: StoreSettings;
}

const PATIENCE = 2 * 60_000;

/** A run on the Spark of a Connect server. */
export function connectedEngine({ conf, node, folder, stores, ...where }: ConnectedOptions): Engine {
  const address = readAddress(where);
  return sparkEngine({
    send: (own) => connector({ address, conf, folder: folder === undefined ? own : null, patience: PATIENCE }),
    bucket: folder === undefined ? undefined : (out) => BucketFolder.open(folder, stores, out),
    worker: readFileSync(ASSETS.sparkWorker, "utf8"),
    node,
    patience: WORKER_PATIENCE,
  });
}
