import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { StartJobRunRequest } from "@aws-sdk/client-emr-serverless";
import { beforeAll, describe, expect, test } from "vitest";
import { makeData } from "../../../bench/data.mjs";
import { BucketFolder } from "../../../exporter/spark/bucket-folder";
import { openStore } from "../../../exporter/stores/open-store";
import { sha256Of } from "../../../exporter/stores/sha256";
import { FOR_FEW_ROWS, findSparkSubmit, hasSparkJars, pythonOf, SPARK_JARS } from "../../../scripts/find-spark.mjs";
import { start } from "../e2e/world";
import { type BucketServer, isHere, setEnvironment, startBuckets } from "../stores/servers";
import { inPieces } from "./data";
import { noSpark, sparkForTests } from "./driver";
import { jobIn, STARTED, startEmr } from "./emr/stand-in";
import { engineOn, expectSame, inputOf, runOf } from "./identity";

/** Minutes, on a machine that is busy. */
const PATIENT = 1_800_000;

function noBuckets(kind: "s3" | "gs", scheme: "s3a" | "gs"): boolean {
  if (noSpark("4.0.2")) return true;
  const missing = [
    ...(isHere(kind) ? [] : ["node scripts/store-servers.mjs (Go)"]),
    ...(hasSparkJars(scheme) ? [] : [`node scripts/spark-jars.mjs ${scheme} (Maven)`]),
  ];
  if (missing.length > 0) console.warn(`Tests of Spark on ${scheme}:// NOT RUN: first ${missing.join(", and ")}.`);
  return missing.length > 0;
}

/** What Spark needs to know of a server that speaks S3. */
const s3aSettings = (url: string): Record<string, string> => ({
  "spark.driver.extraClassPath": resolve(SPARK_JARS.s3a, "*"),
  "spark.hadoop.fs.s3a.endpoint": url,
  "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
  "spark.hadoop.fs.s3a.path.style.access": "true",
  "spark.hadoop.fs.s3a.connection.ssl.enabled": "false",
  // A store that is away is tried for minutes otherwise.
  "spark.hadoop.fs.s3a.attempts.maximum": "2",
  "spark.hadoop.fs.s3a.retry.limit": "2",
});

/** The same of one that speaks as Google Cloud Storage. */
const gsSettings = (url: string): Record<string, string> => ({
  "spark.driver.extraClassPath": resolve(SPARK_JARS.gs, "*"),
  "spark.hadoop.fs.gs.impl": "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem",
  "spark.hadoop.fs.AbstractFileSystem.gs.impl": "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFS",
  "spark.hadoop.fs.gs.storage.root.url": url,
  "spark.hadoop.fs.gs.project.id": "x",
  "spark.hadoop.fs.gs.auth.service.account.enable": "false",
  "spark.hadoop.fs.gs.auth.null.enable": "true",
});

/** Runs the program on a Spark with tables, work and snapshots in buckets; it is to publish all of the sample. */
async function expectPublished(
  settings: Readonly<Record<string, string>>,
  places: Readonly<Record<"leads" | "companies" | "out" | "spark-folder", string>>,
): Promise<void> {
  const submit = findSparkSubmit("4.0.2")!;
  const ended = await start(
    [
      ...["run", "--engine", "spark", "--master", "local[2]", "--spark-submit", submit, "--json"],
      ...Object.entries(places).flatMap(([option, place]) => [`--${option}`, place]),
      ...["--as-of", "2026-11-22T12:00:00+01:00", "--zone", "Africa/Lagos"],
      ...Object.entries({ ...FOR_FEW_ROWS, ...settings }).flatMap(([key, value]) => [
        "--spark-conf",
        `${key}=${value}`,
      ]),
    ],
    pythonOf(submit),
  ).ended;
  expect([ended.code, JSON.parse(ended.stdout).published], ended.stderr).toEqual([0, true]);
  const asked = await start(["sql", "--out", places.out, "--csv", "SELECT count(*) AS n FROM leads"]).ended;
  expect([asked.code, asked.stdout.trim().split(/\r?\n/)], asked.stderr).toEqual([0, ["n", "384"]]);
}

describe.skipIf(noBuckets("gs", "gs"))("tables in a bucket, read by Spark as gs://", { timeout: PATIENT }, () => {
  const scratch = mkdtempSync(join(tmpdir(), "spark-gs-"));
  let server: BucketServer;
  beforeAll(async () => {
    server = await startBuckets("gs");
    const setBack = setEnvironment(server.env);
    return async () => {
      setBack();
      await server.close();
      rmSync(scratch, { recursive: true, force: true });
    };
  });
  const { send } = sparkForTests("local[2]", "4.0.2", () => gsSettings(server.url));

  test("a folder of pieces comes to what one file of the disk does, and what Spark writes goes through the bucket", async () => {
    const store = await openStore({ out: "gs://leads" });
    const pieces = inPieces("sample/leads.csv", join(scratch, "leads"), 3);
    for (const name of readdirSync(pieces)) {
      await store.put(`in/leads/${name}`, join(pieces, name), await sha256Of(join(pieces, name)));
    }
    await store.put("in/companies.csv", "sample/companies.csv", await sha256Of("sample/companies.csv"));
    const input = inputOf("sample/leads.csv", "sample/companies.csv");
    const inBucket = { ...input, leads: "gs://leads/in/leads/", companies: "gs://leads/in/companies.csv" };
    const bucket = (out: Parameters<typeof BucketFolder.open>[2]) => BucketFolder.open("gs://leads/work", {}, out);
    const { sparks } = await expectSame(input, send, inBucket, { bucket });
    expect(sparks.manifest.sources[0].description).toContain("gs://leads/in/leads/ (3 files, csv");
    expect(await store.list("work")).toEqual([]);
  });

  test("the program takes both tables from a bucket and publishes into one", async () => {
    const store = await openStore({ out: "gs://leads" });
    for (const table of ["leads", "companies"]) {
      await store.put(`one/${table}.csv`, `sample/${table}.csv`, await sha256Of(`sample/${table}.csv`));
    }
    await expectPublished(gsSettings(server.url), {
      leads: "gs://leads/one/leads.csv",
      companies: "gs://leads/one/companies.csv",
      out: "gs://leads/out",
      "spark-folder": "gs://leads/work",
    });
    expect((await store.list("out")).map(({ key }) => key)).toContain("out/current.json");
    expect(await store.list("work")).toEqual([]);
  });
});

describe.skipIf(noBuckets("s3", "s3a"))("tables in a bucket, read by Spark as s3a://", { timeout: PATIENT }, () => {
  const scratch = mkdtempSync(join(tmpdir(), "spark-bucket-"));
  let server: BucketServer;
  beforeAll(async () => {
    server = await startBuckets("s3");
    const setBack = setEnvironment(server.env);
    return async () => {
      setBack();
      await server.close();
      rmSync(scratch, { recursive: true, force: true });
    };
  });
  const { send } = sparkForTests("local[2]", "4.0.2", () => s3aSettings(server.url));
  const bucket = (out: Parameters<typeof BucketFolder.open>[2]) => BucketFolder.open("s3a://leads/work/", {}, out);

  const put = async (key: string, path: string) => {
    await (await openStore({ out: "s3://leads" })).put(key, path, await sha256Of(path));
    return `s3a://leads/${key}`;
  };
  const inBucket = async (prefix: string) =>
    (await (await openStore({ out: "s3://leads" })).list(prefix)).map(({ key }) => key);

  test("a folder of pieces comes to what one file of the disk does, and what Spark writes goes through the bucket", async () => {
    const input = inputOf("sample/leads.csv", "sample/companies.csv");
    const pieces = inPieces("sample/leads.csv", join(scratch, "leads"), 3);
    for (const name of readdirSync(pieces)) await put(`in/leads/${name}`, join(pieces, name));
    const companies = await put("in/companies.csv", "sample/companies.csv");
    const { sparks } = await expectSame(
      input,
      send,
      { ...input, leads: "s3a://leads/in/leads/", companies },
      { bucket },
    );
    expect(sparks.manifest.sources[0].description).toContain("s3a://leads/in/leads/ (3 files, csv");
    expect(await inBucket("work")).toEqual([]);
  });

  test("a table that is not there is named", async () => {
    const missing = runOf(
      join(scratch, "missing"),
      inputOf("s3a://leads/nope/*.csv", "sample/companies.csv"),
      engineOn(send),
    );
    await expect(missing).rejects.toMatchObject({
      code: "SOURCE_MISSING",
      message: expect.stringContaining("s3a://leads/nope/*.csv"),
    });
  });

  test("the program takes both tables from a bucket and publishes into one", async () => {
    await expectPublished(s3aSettings(server.url), {
      leads: await put("in/leads.csv", "sample/leads.csv"),
      companies: await put("in/more/companies.csv", "sample/companies.csv"),
      out: "s3://leads/out",
      "spark-folder": "s3a://leads/work",
    });
    expect(await inBucket("out")).toContain("out/current.json");
    expect(await inBucket("work")).toEqual([]);
  });

  test("a run on EMR Serverless publishes what its job made; a stand-in gives the request to a real Spark", async () => {
    const submit = findSparkSubmit("4.0.2")!;
    let job: Promise<number | null> | undefined;
    let isDone = false;
    const emr = await startEmr(({ action, body }) => {
      if (action === "GetJobRun") return jobIn(isDone ? "SUCCESS" : "RUNNING");
      const { entryPoint, entryPointArguments } = (body as unknown as StartJobRunRequest).jobDriver!.sparkSubmit!;
      const conf = { ...FOR_FEW_ROWS, ...s3aSettings(server.url) };
      const words = Object.entries(conf).flatMap(([key, value]) => ["--conf", `${key}=${value}`]);
      const child = spawn(submit, ["--master", "local[2]", ...words, entryPoint!, ...entryPointArguments!], {
        env: { ...process.env, ...pythonOf(submit) },
        stdio: "ignore",
      });
      job = new Promise((resolve) => {
        child.on("close", (code) => {
          isDone = true;
          resolve(code);
        });
      });
      return STARTED;
    });
    const config = join(scratch, "emr.json");
    const settings = {
      ...{ engine: "spark", sparkFolder: "s3a://leads/work", out: "s3://leads/emr-out" },
      emr: { application: "app-1", role: "arn:aws:iam::1:role/leads", endpoint: emr.endpoint },
      leads: await put("in/emr-leads.csv", "sample/leads.csv"),
      companies: await put("in/emr-companies.csv", "sample/companies.csv"),
    };
    writeFileSync(config, JSON.stringify(settings));
    const words = [
      "run",
      "--config",
      config,
      "--as-of",
      "2026-11-22T12:00:00+01:00",
      "--zone",
      "Africa/Lagos",
      "--json",
    ];
    const ended = await start(words, { LEAD_EXPORT_EMR_PAUSE_MS: "200" }).ended;
    await emr.close();
    expect([await job, ended.code], ended.stderr).toEqual([0, 0]);
    expect(JSON.parse(ended.stdout)).toMatchObject({ published: true, counts: { leads: { clean: 384 } } });
    expect(ended.stderr).toContain("EMR Serverless job job-1 runs.");
    expect(await inBucket("work")).toEqual([]);
  });

  test("a disk that is full is named, and nothing is published", async () => {
    const disk = join(scratch, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      console.warn("A full disk under Spark was NOT TRIED: this user may not mount one.");
      return;
    }
    try {
      const { leads, companies } = makeData(join(scratch, "data"), "B", 100_000, 100_000);
      const out = join(disk, "out");
      const full = runOf(out, inputOf(leads, companies), engineOn(send));
      await expect(full).rejects.toMatchObject({
        code: "DISK_FULL",
        message: expect.stringContaining("that of the snapshots"),
      });
      expect([existsSync(join(out, "current.json")), readdirSync(join(out, "snapshots"))]).toEqual([false, []]);
    } finally {
      execFileSync("umount", ["-l", disk]);
    }
  });

  test("a store that stops in the middle is named, and nothing is published; the next run finds what is left, and works", async () => {
    const out = join(scratch, "stopped");
    const input = inputOf(
      await put("in/leads-2.csv", "sample/leads.csv"),
      await put("in/companies-2.csv", "sample/companies.csv"),
    );
    const stopping: typeof send = (plan, onStep) =>
      send(plan, (done, of, name) => {
        onStep(done, of, name);
        if (name === "account for the rows") process.kill(server.pid, "SIGKILL");
      });
    await expect(runOf(out, input, engineOn(stopping, { bucket }))).rejects.toMatchObject({
      code: "SPARK_STORE_LOST",
      message: expect.stringContaining("s3a://leads/"),
    });
    expect([existsSync(join(out, "current.json")), readdirSync(join(out, "snapshots"))]).toEqual([false, []]);

    await server.again();
    expect((await inBucket("work")).length).toBeGreaterThan(0);
    const whole = await runOf(out, input, engineOn(send, { bucket }));
    expect([whole.published, whole.manifest.counts.leads.clean]).toEqual([true, 384]);
    expect(await inBucket("work")).toEqual([]);
  });
});
