// npm run demo: the main job on the bundled sample, into ./out/demo. With --spark (npm run demo:spark): on a Spark of two executors.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findSparkSubmit, ON_THIS_MACHINE, TWO_EXECUTORS } from "./find-spark.mjs";

const { spark = false } = parseArgs({ options: { spark: { type: "boolean" } } }).values;
const root = fileURLToPath(new URL("..", import.meta.url));
const options = {
  leads: join("sample", "leads.csv"),
  companies: join("sample", "companies.csv"),
  out: join("out", spark ? "demo-spark" : "demo"),
  "as-of": "2026-11-22T12:00:00+01:00",
  zone: "Africa/Lagos",
};
const words = ["run", "--answers", ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])];
if (spark) {
  const submit = findSparkSubmit();
  if (submit === null) {
    console.error("There is no spark-submit. Install Java 17, and Spark with: pip install pyspark==4.0.2");
    process.exit(1);
  }
  const settings = Object.entries(ON_THIS_MACHINE).flatMap(([key, value]) => ["--spark-conf", `${key}=${value}`]);
  words.push("--engine", "spark", "--master", TWO_EXECUTORS, "--spark-submit", submit, ...settings);
}
console.log(`$ lead-export ${words.join(" ")}\n`);
// As a user would: the built program, in its own process.
const { status } = spawnSync(process.execPath, [join("dist", "lead-export.js"), ...words], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
