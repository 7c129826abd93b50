import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { companiesFile, lead, leadsFile, temporaryFolder } from "./cli";

const folder = temporaryFolder();
const emr = { application: "00f1", role: "arn:aws:iam::123456789012:role/leads", region: "eu-west-1" };

function config(name: string, value: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ engine: "spark", out: "s3://leads/out", ...value }));
  return path;
}

test("the request of a run on EMR Serverless is shown, and nothing is sent or made", async () => {
  const nightly = config("nightly.json", {
    emr,
    sparkFolder: "s3://lake/tmp/",
    sparkConf: { "spark.executor.cores": "4" },
  });
  const [shown, elsewhere] = await Promise.all([
    lead(["spark", "emr", "--dry-run", "--config", nightly]),
    lead(["spark", "emr", "--dry-run", "--config", nightly, "--out", "s3://leads/other"]),
  ]);
  expect([shown.code, shown.stderr]).toEqual([0, ""]);
  const request = JSON.parse(shown.stdout);
  const { sparkSubmit } = request.jobDriver;
  expect(request).toMatchObject({ applicationId: "00f1", executionRoleArn: emr.role, name: "lead-export" });
  expect(sparkSubmit.entryPoint).toMatch(/^s3:\/\/lake\/tmp\/lead-export-[0-9a-f]{12}\/lead_export_spark\.py$/);
  expect(sparkSubmit.sparkSubmitParameters).toBe("--conf spark.executor.cores=4");
  // A folder of its own for each place that is published to.
  expect(JSON.parse(elsewhere.stdout).jobDriver.sparkSubmit.entryPoint).not.toBe(sparkSubmit.entryPoint);
});

test.each([
  ["none.json", {}, [], "no emr"],
  ["no-bucket.json", { emr }, [], "needs a bucket"],
  ["disk.json", { emr, sparkFolder: "/mnt/tmp" }, [], "cannot share /mnt/tmp"],
])("%s is refused with a way out", async (name, value, more, sentence) => {
  const { code, stderr } = await lead(["spark", "emr", "--dry-run", "--config", config(name, value), ...more]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
});

test("a wrong key of emr is named; tables of this machine are refused before anything is sent", async () => {
  const wrong = config("wrong.json", { emr: { ...emr, rolle: "x" }, sparkFolder: "s3://lake/tmp" });
  const local = config("local.json", { emr, sparkFolder: "s3://lake/tmp", out: join(folder, "out") });
  const tables = ["--leads", leadsFile(folder, "leads.csv", 3), "--companies", companiesFile(folder)];
  const [one, other, unsaid] = await Promise.all([
    lead(["spark", "emr", "--dry-run", "--config", wrong]),
    lead(["run", "--config", local, ...tables]),
    lead(["spark", "emr", "--config", local]),
  ]);
  expect([one.code, one.stderr]).toEqual([2, expect.stringContaining("emr.rolle")]);
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("EMR Serverless cannot read")]);
  expect([unsaid.code, unsaid.stderr]).toEqual([2, expect.stringContaining("--dry-run")]);
});
