import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** What runs on Spark: the rules for the executors as one small file, and the program for the driver. */
export async function buildSpark(outdir) {
  await build({
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    logLevel: "warning",
    entryPoints: ["exporter/spark/worker/main.ts"],
    outfile: join(outdir, "spark-worker.cjs"),
  });
  await cp("exporter/spark/lead_export_spark.py", join(outdir, "lead_export_spark.py"));
}
