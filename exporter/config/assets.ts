import { fileURLToPath } from "node:url";

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What is built ahead and lies beside the program in `dist/`. */
export interface Assets {
  /** Every `.sql` file in here is a question. */
  readonly questions: string;
  /** The dashboard without its data. */
  readonly dashboard: string;
  /** What runs in Spark's executors, and in its driver. */
  readonly sparkWorker: string;
  readonly sparkProgram: string;
}

export const ASSETS: Assets = {
  questions: beside("./questions"),
  dashboard: beside("./dashboard.html"),
  sparkWorker: beside("./spark-worker.cjs"),
  sparkProgram: beside("./lead_export_spark.py"),
};
