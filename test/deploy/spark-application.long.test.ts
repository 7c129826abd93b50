import { execFile } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { FOR_FEW_ROWS, findSparkSubmit, pythonOf } from "../../scripts/find-spark.mjs";
import { PROGRAM } from "../dist";
import { LAGOS, lead, temporaryFolder } from "../exporter/commands/cli";
import { noSpark } from "../exporter/spark/driver";

// What Airflow's operator submits; scripts/try-airflow.mjs has the operator itself.
test.skipIf(noSpark())(
  "a whole run as one application of Spark is the run of this program, with a result and an exit code",
  {
    timeout: 300_000,
  },
  async () => {
    const folder = temporaryFolder();
    const submit = findSparkSubmit()!;
    const conf = Object.entries(FOR_FEW_ROWS).flatMap(([key, value]) => ["--conf", `${key}=${value}`]);
    const program = join(folder, "lead-export");
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
    chmodSync(program, 0o755);
    const tables = ["leads", "companies"].flatMap((tab) => [`--${tab}`, resolve("sample", `${tab}.csv`)]);
    const words = ["run", ...tables, ...LAGOS, "--json", "--out"];
    const result = join(folder, "result.json");
    const submitted = [...conf, "--master", "local[2]", "deploy/airflow/lead_export_application.py", result, program];
    const env = { ...process.env, ...pythonOf(submit), SPARK_LOCAL_IP: "127.0.0.1" };
    const [own] = await Promise.all([
      lead([...words, join(folder, "own")]),
      promisify(execFile)(submit, [...submitted, ...words, join(folder, "spark")], { env, maxBuffer: 1 << 26 }),
    ]);
    const [{ counts, answers }, onSpark] = [own.stdout, readFileSync(result, "utf8")].map((text) => JSON.parse(text));
    expect(counts.leads.clean).toBeGreaterThan(300);
    expect({ published: onSpark.published, counts: onSpark.counts, answers: onSpark.answers }).toEqual({
      published: true,
      counts,
      answers,
    });
  },
);
