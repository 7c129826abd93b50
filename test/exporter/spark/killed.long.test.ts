import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sparkEngine } from "../../../exporter/spark/engine";
import { submitter } from "../../../exporter/spark/submit";
import { FOR_FEW_ROWS, findSparkSubmit, TWO_EXECUTORS } from "../../../scripts/find-spark.mjs";
import { DIST } from "../../dist";
import { noSpark } from "./driver";
import { inputOf, runOf } from "./identity";

/** Minutes, on a machine that is busy. */
const PATIENT = 1_200_000;
const input = inputOf("sample/leads.csv", "sample/companies.csv");

/** The processes below this one whose command holds a word. */
function below(word: string): number[] {
  const parents = new Map<number, number>();
  const found: number[] = [];
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))![1]));
      if (readFileSync(`/proc/${name}/cmdline`, "utf8").includes(word)) found.push(Number(name));
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (pid: number): boolean => pid === process.pid || (parents.has(pid) && isBelow(parents.get(pid)!));
  return found.filter(isBelow);
}

describe.skipIf(noSpark())("sent with spark-submit", { timeout: PATIENT }, () => {
  const out = mkdtempSync(join(tmpdir(), "spark-killed-"));
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  /** A run that is told of each step; `at` may do harm then. */
  const running = (at: (name: string) => void) => {
    const options = { master: TWO_EXECUTORS, submit: findSparkSubmit()!, conf: FOR_FEW_ROWS };
    const engine = sparkEngine({
      send: (folder) => {
        const send = submitter({ ...options, folder, program: join(DIST, "lead_export_spark.py") });
        return (plan, onStep) =>
          send(plan, (done, of, name) => {
            onStep(done, of, name);
            at(name);
          });
      },
      worker: readFileSync(join(DIST, "spark-worker.cjs"), "utf8"),
      node: "node",
      patience: 60_000,
    });
    return runOf(out, input, engine);
  };

  test("a driver that is killed in the middle publishes nothing, and is told", async () => {
    const killed = running((name) => {
      if (name === "judge leads") for (const pid of below("SparkSubmit")) process.kill(pid, "SIGKILL");
    });
    await expect(killed).rejects.toMatchObject({ code: "SPARK_LOST" });
    expect(readdirSync(join(out, "snapshots"))).toEqual([]);
  });

  test("an executor that is killed in the middle is replaced: the run comes to what it would have", async () => {
    let isKilled = false;
    const { published, manifest } = await running((name) => {
      if (name !== "account for the rows" || isKilled) return;
      isKilled = true;
      process.kill(below("CoarseGrainedExecutorBackend")[0], "SIGKILL");
    });
    expect([isKilled, published, manifest.counts.leads.clean]).toEqual([true, true, 384]);
    expect(readdirSync(join(out, "snapshots"))).toEqual([manifest.snapshot]);
  });

  test("the same content on the same day makes no second snapshot", async () => {
    const { published, reason } = await running(() => {});
    expect([published, reason]).toEqual([false, expect.stringContaining("Nothing changed")]);
  });
});
