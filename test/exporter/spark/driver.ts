import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll } from "vitest";
import type { Said, Send } from "../../../exporter/spark/plan";
import { FOR_FEW_ROWS, findSparkSubmit, pythonOf } from "../../../scripts/find-spark.mjs";
import { DIST } from "../../dist";

/** One Spark for all tests of a suite: it takes longer to start than most of them take. */
interface Driver {
  /** Sends a plan to it; any number, one after the other. */
  readonly send: Send;
  close(): Promise<void>;
}

/** Why there is no Spark to test on, told once; `null` when there is. */
export function noSpark(version?: string): boolean {
  const isMissing = findSparkSubmit(version) === null;
  const named = version === undefined ? "" : ` ${version}`;
  if (isMissing)
    console.warn(
      `Tests on Spark${named} NOT RUN: no spark-submit was found. pip install pyspark==4.0.2, or run .ci/run, which installs it.`,
    );
  return isMissing;
}

/** Minutes, on a machine that is busy. */
const PATIENT = 600_000;

/** A Spark for the tests of one suite, and a folder for what they write. */
export function sparkForTests(...how: Parameters<typeof startDriver>): {
  readonly send: Send;
  readonly folder: string;
} {
  const folder = mkdtempSync(join(tmpdir(), "spark-tests-"));
  let driver: Driver | undefined;
  beforeAll(async () => {
    driver = await startDriver(...how);
  }, PATIENT);
  afterAll(async () => {
    await driver?.close();
    rmSync(folder, { recursive: true, force: true });
  }, PATIENT);
  return { folder, send: (plan, onStep) => driver!.send(plan, onStep) };
}

/** Starts Spark; `master` as spark-submit takes it. */
async function startDriver(
  master: string,
  version?: string,
  conf: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>) = {},
): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), "spark-"));
  const submit = findSparkSubmit(version)!;
  const { PYSPARK_PYTHON: python = "python3" } = pythonOf(submit);
  const own = typeof conf === "function" ? conf() : conf;
  const confs = Object.entries({ ...FOR_FEW_ROWS, "spark.log.level": "ERROR", ...own }).map(
    ([key, value]) => `--conf '${key}=${value}'`,
  );
  // Python first: of what spark-submit starts, nothing reads our standard input.
  const child = spawn(python, [join(DIST, "lead_export_spark.py"), "-"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      PYSPARK_SUBMIT_ARGS: `--master ${master} --driver-memory 1g ${confs.join(" ")} pyspark-shell`,
      SPARK_LOCAL_IP: "127.0.0.1",
      SPARK_LOCAL_DIRS: join(folder, "local"),
      PYSPARK_PYTHON: python,
      PYSPARK_DRIVER_PYTHON: python,
    },
  });
  const errors: string[] = [];
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  const listeners = new Set<(line: string | null) => void>();
  createInterface(child.stdout).on("line", (line) => {
    for (const listener of listeners) listener(line);
  });
  const closed = new Promise<void>((resolve) => {
    child.on("close", () => {
      for (const listener of listeners) listener(null);
      resolve();
    });
  });
  let before: Promise<unknown> = Promise.resolve();
  let sent = 0;
  const sendOne: Send = (plan, onStep) =>
    new Promise<Said>((resolve, reject) => {
      const place = join(folder, String(++sent));
      mkdirSync(place);
      const said = join(place, "said.json");
      writeFileSync(join(place, "plan.json"), JSON.stringify(plan));
      const listener = (line: string | null) => {
        const step = /^lead-export step (\d+) of (\d+): (.*)$/.exec(line ?? "");
        if (step !== null) onStep(Number(step[1]), Number(step[2]), step[3]);
        if (line !== null && line !== `lead-export said: file://${said}`) return;
        listeners.delete(listener);
        if (line === null) reject(new Error(`Spark ended: ${errors.slice(-20).join("\n")}`));
        else resolve(JSON.parse(readFileSync(said, "utf8")));
      };
      listeners.add(listener);
      child.stdin.write(`file://${place}/plan.json file://${said}\n`);
    });
  return {
    send: (plan, onStep) => {
      const next = before.then(() => sendOne(plan, onStep));
      before = next.catch(() => {});
      return next;
    },
    async close() {
      child.stdin.end();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
