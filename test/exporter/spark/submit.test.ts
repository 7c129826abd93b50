import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Plan } from "../../../exporter/spark/plan";
import { submitter } from "../../../exporter/spark/submit";

const folder = mkdtempSync(join(tmpdir(), "submit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const plan: Plan = { conf: {}, steps: [{ name: "one", kind: "run", sql: "SELECT 1" }] };

/** Sends a plan with a program that does what a script says instead of `spark-submit`. */
async function sentWith(name: string, script: string) {
  const submit = join(folder, name);
  writeFileSync(submit, `#!/bin/sh\n${script}\n`);
  chmodSync(submit, 0o755);
  const steps: string[] = [];
  const send = submitter({ master: "local[2]", submit, conf: { "spark.x": "a b" }, program: "program.py", folder });
  const said = await send(plan, (done, of, name) => steps.push(`${done}/${of} ${name}`));
  return { said, steps };
}

describe("a plan is sent with spark-submit", () => {
  test("its settings are words of their own, its steps are told, and what was said comes back", async () => {
    const script = `
[ "$1 $2 $5 $6" = "--master local[2] --conf spark.x=a b" ] || exit 9
echo "lead-export step 1 of 1: one"
for last; do :; done
echo '{"steps": [], "failure": null}' > "\${last#file://}"`;
    expect(await sentWith("good", script)).toEqual({ said: { steps: [], failure: null }, steps: ["1/1 one"] });
  });

  test("a program that is not there is named", async () => {
    const send = submitter({ master: "local", submit: "/nope/spark-submit", conf: {}, program: "p", folder });
    await expect(send(plan, () => {})).rejects.toMatchObject({
      code: "SPARK_MISSING",
      message: expect.stringContaining("/nope/spark-submit"),
    });
  });

  test("one that ends before its first step is told with its own error, however old what was said before is", async () => {
    const script = `echo "INFO all is well" >&2; echo "JAVA_HOME is not set" >&2; echo "  at java.lang" >&2; exit 1`;
    await expect(sentWith("early", script)).rejects.toMatchObject({
      code: "SPARK_NOT_STARTED",
      exit: 5,
      message: "spark-submit ended before it ran anything: JAVA_HOME is not set.",
      cause: { message: expect.stringContaining("INFO all is well\nJAVA_HOME is not set\n  at java.lang") },
    });
    // As Spark's own script says it of a Java that is not there.
    const gone = `echo "spark-class: line 71: /nope/bin/java: No such file or directory" >&2; echo "line 97: CMD: bad array subscript" >&2; exit 1`;
    await expect(sentWith("gone", gone)).rejects.toMatchObject({
      message: expect.stringContaining("/nope/bin/java: No such file or directory."),
    });
  });

  test("one that ends in the middle is lost", async () => {
    await expect(sentWith("lost", `echo "lead-export step 1 of 1: one"; kill -9 $$`)).rejects.toMatchObject({
      code: "SPARK_LOST",
      message: expect.stringContaining("after step 1 of 1"),
    });
  });
});
