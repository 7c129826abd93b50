import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { isProgram } from "./is-program.mjs";

/** The versions of Spark that tests run on, newest last; `.ci/run` installs them below `.spark/`. */
export const SPARK_VERSIONS = ["3.5.9", "4.0.2"];

/** A Spark of two executors with a process each, on one machine: it hides nothing that a cluster shows. */
export const TWO_EXECUTORS = "local-cluster[2,1,1024]";
/** What a small machine without a name of its own needs. */
export const ON_THIS_MACHINE = {
  "spark.driver.host": "127.0.0.1",
  "spark.driver.bindAddress": "127.0.0.1",
  "spark.ui.enabled": "false",
  "spark.executor.memory": "1g",
  "spark.sql.shuffle.partitions": "4",
};
// Over a few rows Java takes most of its time to compile what it runs, in its usual way.
const QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
/** The same for a few rows: what is run, and what comes of it, are no others. */
export const FOR_FEW_ROWS = {
  ...ON_THIS_MACHINE,
  "spark.driver.extraJavaOptions": QUICK_JAVA,
  "spark.executor.extraJavaOptions": QUICK_JAVA,
};

/** Where `scripts/spark-jars.mjs` puts the jars with which Spark 4.0 reads `s3a://` and `gs://`. */
export const SPARK_JARS = { s3a: ".spark/s3a", gs: ".spark/gs" };
const JAR_NAMES = { s3a: "hadoop-aws", gs: "gcs-connector" };

/**
 * Whether they are there.
 * @param {"s3a" | "gs"} scheme
 */
export function hasSparkJars(scheme, folder = SPARK_JARS[scheme]) {
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(JAR_NAMES[scheme]));
}

/**
 * The program `spark-submit`: of the version below `.spark/`, or where none is named, of any there, of SPARK_HOME or the PATH; `null` without any.
 * @param {string} [version]
 */
export function findSparkSubmit(version) {
  const { SPARK_HOME, PATH = "" } = process.env;
  const ours = (version === undefined ? SPARK_VERSIONS.toReversed() : [version]).map((one) =>
    resolve(".spark", one, "bin"),
  );
  const others = [...(SPARK_HOME ? [join(SPARK_HOME, "bin")] : []), ...PATH.split(delimiter)];
  const folders = version === undefined ? [...ours, ...others] : ours;
  return folders.map((folder) => join(folder, "spark-submit")).find(isProgram) ?? null;
}

/**
 * The variables that name the Python which a Spark of pip was installed for; none when it has no Python beside it.
 * @param {string} submit
 * @returns {{ PYSPARK_PYTHON?: string, PYSPARK_DRIVER_PYTHON?: string }}
 */
export function pythonOf(submit) {
  const python = join(dirname(submit), "python3");
  return existsSync(python) ? { PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python } : {};
}
