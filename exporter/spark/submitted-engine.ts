import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ASSETS } from "../config/assets";
import type { Engine } from "../publish/engine";
import type { StoreSettings } from "../stores/settings";
import { BucketFolder } from "./bucket-folder";
import { sparkEngine, WORKER_PATIENCE } from "./engine";
import { submitter } from "./submit";

export interface SparkOptions {
  readonly master: string;
  readonly submit: string | undefined;
  readonly conf: Readonly<Record<string, string>>;
  readonly node: string;
  /** Of a bucket, where Spark's executors and this machine share no disk. */
  readonly folder: string | undefined;
  readonly stores: StoreSettings;
}

/** A run on the Spark of a master, sent with `spark-submit`. */
export function submittedEngine({ master, submit = usualSubmit(), conf, node, folder, stores }: SparkOptions): Engine {
  return sparkEngine({
    send: (own) => submitter({ master, submit, conf, folder: own, program: ASSETS.sparkProgram }),
    bucket: folder === undefined ? undefined : (out) => BucketFolder.open(folder, stores, out),
    worker: readFileSync(ASSETS.sparkWorker, "utf8"),
    node,
    patience: WORKER_PATIENCE,
  });
}

function usualSubmit(): string {
  const { SPARK_HOME: home } = process.env;
  return home === undefined || home === "" ? "spark-submit" : join(home, "bin", "spark-submit");
}
