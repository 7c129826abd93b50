// npm run bench:spark: our run on Spark beside our own run and beside the same job in plain PySpark, on identical input.
//   node bench/spark.mjs [--rows 1000000 ...] [--only own|spark|plain ...] [--master 'local[2]']
// How the time on Spark grows with the rows: --only spark --rows 1000000 --rows 3000000 --rows 10000000
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { findSparkSubmit, ON_THIS_MACHINE, pythonOf } from "../scripts/find-spark.mjs";
import { AS_OF, makeData, ZONE } from "./data.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const NAMES = { own: "ours, one machine", spark: "ours, on Spark", plain: "plain PySpark" };
const { rows, only, master } = parseArgs({
  options: {
    rows: { type: "string", multiple: true, default: ["1000000"] },
    only: { type: "string", multiple: true, default: Object.keys(NAMES) },
    master: { type: "string", default: "local[2]" },
  },
}).values;
const strange = only.find((name) => !Object.hasOwn(NAMES, name));
if (strange !== undefined) {
  console.error(`There is no ${strange} to measure: ${Object.keys(NAMES).join(", ")}.`);
  process.exit(2);
}
const submit = findSparkSubmit();
if (submit === null) {
  console.error("There is no spark-submit. Install Java 17, and Spark with: pip install pyspark==4.0.2");
  process.exit(1);
}
const OURS = here("../dist/lead-export.js");
const env = { ...process.env, ...pythonOf(submit) };
const conf = { ...ON_THIS_MACHINE, "spark.driver.memory": "2g", "spark.sql.shuffle.partitions": "8" };
const settings = (option) => Object.entries(conf).flatMap(([key, value]) => [option, `${key}=${value}`]);

/**
 * Processor time in s.
 * @type {{ name: string, rows: number, cpu: number }[]}
 */
const measured = [];
const table = new Table({ head: ["Rows", "What", "Wall s", "CPU s", "Peak MB"] });
for (const count of rows) {
  const data = makeData(here("data"), "B", Number(count), Number(count));
  const run = (out) => [
    ...[process.execPath, OURS, "run", "--leads", data.leads, "--companies", data.companies],
    ...["--as-of", AS_OF, "--zone", ZONE, "--release", "bench", "--out", out],
  ];
  const contenders = {
    own: run,
    spark: (out) => [
      ...run(out),
      ...["--engine", "spark", "--master", master, "--spark-submit", submit, ...settings("--spark-conf")],
    ],
    plain: (out) => [
      ...[submit, "--master", master, ...settings("--conf"), here("peers/plain_spark.py")],
      ...[data.leads, data.companies, out, AS_OF],
    ],
  };
  for (const name of only) {
    const { wall, cpu, peak } = await measure(contenders[name]);
    table.push([count, NAMES[name], wall.toFixed(1), cpu.toFixed(1), Math.round(peak)]);
    measured.push({ name, rows: Number(count), cpu });
    console.error(`${count} ${NAMES[name]}: ${wall.toFixed(1)} s, of processors ${cpu.toFixed(1)} s`);
  }
}
console.log(table.toString());
for (const name of only) {
  const counts = measured.filter((one) => one.name === name);
  for (const [i, { rows, cpu }] of counts.slice(1).entries()) {
    const before = counts[i];
    const each = ((cpu - before.cpu) / (rows - before.rows)) * 1e6;
    console.log(
      `${NAMES[name]}, from ${before.rows} rows to ${rows}: ${each.toFixed(1)} s of processors for a million more.`,
    );
  }
}

/** Runs a command in a fresh output folder. Wall and processor time in s, of all its processes; most memory at once in MB. */
async function measure(words) {
  const out = mkdtempSync(join(tmpdir(), "bench-spark-"));
  const [command, ...rest] = words(out);
  const began = performance.now();
  // What the shell says of the time of its children, and of theirs.
  const timed = 'TIMEFORMAT="%U %S"; time "$0" "$@" >/dev/null 2>&1';
  const child = spawn("bash", ["-c", timed, command, ...rest], { env, stdio: ["ignore", "ignore", "pipe"] });
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, memoryBelow(child.pid));
  }, 500);
  const said = [];
  child.stderr.on("data", (piece) => said.push(piece));
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(sampler);
  rmSync(out, { recursive: true, force: true });
  if (code !== 0) throw new Error(`${command} ${rest.join(" ")} ended with ${code}`);
  const [user, system] = Buffer.concat(said).toString().trim().split(/\s+/).slice(-2).map(Number);
  return { wall: (performance.now() - began) / 1000, cpu: user + system, peak: peak / 1024 };
}

/** KB of memory of all processes that a process started, and those that they did. */
function memoryBelow(root) {
  const processes = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const of = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      processes.set(Number(pid), { parent: of("PPid"), memory: of("VmRSS") });
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (pid) => pid === root || (processes.has(pid) && isBelow(processes.get(pid)?.parent ?? 0));
  return [...processes].reduce((sum, [pid, { memory }]) => (isBelow(pid) ? sum + memory : sum), 0);
}
