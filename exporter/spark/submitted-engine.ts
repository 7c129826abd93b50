import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ASSETS } from "../config/assets";
import type { Engine } from "../publish/engine";
import { sparkEngine, WORKER_PATIENCE } from "./engine";
import { submitter } from "./submit";

export interface SparkOptions {
  readonly master: string;
  readonly submit: string | undefined;
  readonly conf: Readonly<Record<string, string>>;
  readonly node: string;
}

/** A run on the Spark of a master, sent with `spark-submit`. */
export function submittedEngine({ master, submit = usualSubmit(), conf, node }: SparkOptions): Engine {
  return sparkEngine({
    send: (folder) => submitter({ master, submit, conf, folder, program: ASSETS.sparkProgram }),
    worker: readFileSync(ASSETS.sparkWorker, "utf8"),
    node,
    patience: WORKER_PATIENCE,
  });
}

function usualSubmit(): string {
  const { SPARK_HOME: home } = process.env;
  return home === undefined || home === "" ? "spark-submit" : join(home, "bin", "spark-submit");
}
