// node scripts/spark-jars.mjs s3a|gs [FOLDER]: brings the jars with which Spark 4.0 reads s3a:// (19 MB) or gs:// (39 MB) into .spark/s3a or .spark/gs, or
// another folder. Maven must be installed.
import { execFile } from "node:child_process";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hasSparkJars, SPARK_JARS } from "./find-spark.mjs";

const [, , scheme, given] = process.argv;
if (scheme !== "s3a" && scheme !== "gs") {
  console.error("Say which: node scripts/spark-jars.mjs s3a|gs [FOLDER]");
  process.exit(2);
}
const folder = resolve(given ?? SPARK_JARS[scheme]);
const pom = fileURLToPath(new URL(`spark-${scheme}.pom.xml`, import.meta.url));
if (!hasSparkJars(scheme, folder)) {
  const work = await mkdtemp(join(tmpdir(), "spark-jars-"));
  const words = ["-q", "-B", "-f", pom, "dependency:copy-dependencies", `-DoutputDirectory=${folder}.new`];
  try {
    await rm(folder, { recursive: true, force: true });
    await promisify(execFile)("mvn", words, { cwd: work });
    await rename(`${folder}.new`, folder);
  } catch (error) {
    console.error(`The jars for ${scheme}:// cannot be had: ${String(error).split("\n")[0]}`);
    process.exitCode = 1;
  } finally {
    await rm(work, { recursive: true });
  }
}
