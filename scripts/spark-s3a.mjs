// node scripts/spark-s3a.mjs [FOLDER]: brings the jars with which Spark 4.0 reads s3a:// (19 MB) into .spark/s3a, or another folder. Maven must be installed.
import { execFile } from "node:child_process";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hasS3aJars, S3A_JARS } from "./find-spark.mjs";

const folder = resolve(process.argv[2] ?? S3A_JARS);
const pom = fileURLToPath(new URL("spark-s3a.pom.xml", import.meta.url));
if (!hasS3aJars(folder)) {
  const work = await mkdtemp(join(tmpdir(), "spark-s3a-"));
  const words = ["-q", "-B", "-f", pom, "dependency:copy-dependencies", `-DoutputDirectory=${folder}.new`];
  try {
    await rm(folder, { recursive: true, force: true });
    await promisify(execFile)("mvn", words, { cwd: work });
    await rename(`${folder}.new`, folder);
  } catch (error) {
    console.error(`The jars for s3a:// cannot be had: ${String(error).split("\n")[0]}`);
    process.exitCode = 1;
  } finally {
    await rm(work, { recursive: true });
  }
}
