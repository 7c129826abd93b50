import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { Failure, failureJson } from "../../exporter/words/failure";
import { FAILURES, type FailureCode } from "../../exporter/words/failures/table";

const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("NOT RUN: there is no python3 to read the DAGs with.");

/** Every failure that a command can end with, as `--json` shows it, beside its exit code. */
function failures() {
  const codes = (Object.keys(FAILURES) as FailureCode[]).filter((code) => FAILURES[code].commandLine !== null);
  return codes.map((code) => {
    const failure = new Failure(code, 'Leads!C4 holds "Acme".', { way: "any" } as never);
    return [failure.exit, failureJson(failure)];
  });
}

test.runIf(hasPython)(
  "the DAGs read as Python without a warning, are set as they should be, and retry what may pass",
  () => {
    const env = {
      ...process.env,
      FAILURES: JSON.stringify(failures()),
      PYTHONPATH: resolve("deploy/airflow"),
      PYTHONDONTWRITEBYTECODE: "1",
    };
    const words = ["-W", "error", "test/deploy/lead_export_dag_test.py"];
    const { status, stderr } = spawnSync("python3", words, { env, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^Ran 7 tests/m)]);
  },
);
