import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAddress } from "../../../../exporter/spark/connect/address";
import { connector } from "../../../../exporter/spark/connect/connector";
import { type Plan, rows, run, type Send } from "../../../../exporter/spark/plan";
import { DIST } from "../../../dist";
import { noSpark } from "../driver";
import { expectSame, inputOf } from "../identity";
import { type ConnectServer, startConnectServer } from "./server";

describe.skipIf(noSpark())("on a real server of Spark Connect that ends its answers early", () => {
  let server: ConnectServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "connect-"));
    server = await startConnectServer();
  }, 100_000);
  afterAll(async () => {
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  function sender({ token = server.token, conf = {}, patience = 20_000 } = {}): Send {
    const address = readAddress(
      { connect: `sc://${server.address}/;token=${token}`, connectCa: undefined, user: "a test" },
      {},
    );
    return connector({ address, conf, folder, patience });
  }

  /** The program, with what it says once it has ended. */
  function runProgram(out: string, ...more: string[]) {
    const files = ["--leads", "sample/leads.csv", "--companies", "sample/companies.csv", "--out", out];
    const child = spawn(
      process.execPath,
      [
        join(DIST, "lead-export.js"),
        "run",
        ...files,
        "--engine",
        "spark",
        "--connect",
        `sc://${server.address}`,
        ...more,
      ],
      { env: { ...process.env, SPARK_CONNECT_AUTHENTICATE_TOKEN: server.token } },
    );
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    child.stdout.resume();
    const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
      child.once("close", (code) => resolve({ code, said })),
    );
    return { child, ended };
  }

  test("the sample comes to the same rows, answers, counts and notices", async () => {
    const { sparks } = await expectSame(inputOf("sample/leads.csv", "sample/companies.csv"), sender());
    expect(sparks.published).toBe(true);
  }, 400_000);

  test("statements take instants and days, and rows come back however many there are", async () => {
    const plan: Plan = {
      conf: { "spark.sql.session.timeZone": "UTC" },
      steps: [
        run(
          "view",
          "CREATE OR REPLACE TEMPORARY VIEW ids AS SELECT id, IF(id = 3, NULL, 'x') AS text FROM range(0, 20000, 1, 3)",
        ),
        rows("all", "SELECT * FROM ids ORDER BY id -- a remark"),
        rows("args", "SELECT CAST(:at AS STRING) AS at, :day AS day", {
          at: { timestamp: "1700000000000001" },
          day: { date: "1969-12-30" },
        }),
        rows("none", "SELECT * FROM ids WHERE false"),
      ],
    };
    const { steps, failure } = await sender()(plan, () => {});
    expect(failure).toBeNull();
    expect(steps[1].rows).toHaveLength(20_000);
    expect(steps[1].rows.every(({ id }, i) => id === i)).toBe(true);
    expect(steps[1].rows[3]).toEqual({ id: 3 });
    expect(steps[2].rows).toEqual([{ at: "2023-11-14 22:13:20.000001", day: "1969-12-30" }]);
    expect(steps[3].rows).toEqual([]);
  }, 200_000);

  test("sessions are apart: one knows nothing of another's views and settings", async () => {
    const made = [run("view", "CREATE TEMPORARY VIEW mine AS SELECT 1 AS one")];
    const looked = [rows("zone", "SELECT current_timezone() AS zone"), rows("view", "SELECT * FROM mine")];
    const zone = "spark.sql.session.timeZone";
    expect((await sender()({ conf: { [zone]: "Asia/Tokyo" }, steps: made }, () => {})).failure).toBeNull();
    const { steps, failure } = await sender({ conf: { [zone]: "Africa/Lagos" } })(
      { conf: {}, steps: looked },
      () => {},
    );
    expect(steps[0].rows).toEqual([{ zone: "Africa/Lagos" }]);
    expect(failure).toMatchObject({ step: "view", error: expect.stringContaining("TABLE_OR_VIEW_NOT_FOUND") });
  }, 100_000);

  test("what is wrong deep in an executor is told in full", async () => {
    const long = "x".repeat(3000);
    const steps = [rows("wrong", `SELECT raise_error('${long} lead-export worker: {"code":"HUNG"}') FROM range(2)`)];
    const { failure } = await sender()({ conf: {}, steps }, () => {});
    expect(failure!.error).toContain('lead-export worker: {"code":"HUNG"}');
  }, 100_000);

  test("a wrong token, a setting that no session has, and Node missing on the executors are told as what they are", async () => {
    const nothing: Plan = { conf: {}, steps: [] };
    await expect(sender({ token: "wrong" })(nothing, () => {})).rejects.toMatchObject({ code: "SPARK_DENIED" });
    const fixed = sender({ conf: { "spark.executor.memory": "4g" } });
    await expect(fixed(nothing, () => {})).rejects.toMatchObject({
      code: "SPARK_FAILED",
      message: expect.stringContaining("spark.executor.memory"),
    });
    const { code, said } = await runProgram(join(folder, "no-node"), "--spark-node", "no-such-node").ended;
    expect(said).toContain("SPARK_NO_NODE");
    expect(code).toBe(1);
  }, 200_000);

  test("Ctrl+C ends what runs on Spark, and then the program", async () => {
    // Both cores of the server are held by it until it is interrupted; nothing else could run.
    const hanging = join(folder, "hanging-node");
    writeFileSync(hanging, `#!/bin/sh\n[ "$1" = -p ] && exec node "$@"\ntouch ${folder}/hangs\nexec sleep 100\n`);
    chmodSync(hanging, 0o755);
    const { child, ended } = runProgram(join(folder, "interrupted"), "--spark-node", resolve(hanging));
    await expect.poll(() => readdirSync(folder), { timeout: 90_000 }).toContain("hangs");
    child.kill("SIGINT");
    const { code, said } = await ended;
    expect({ code, said }).toMatchObject({ code: 130, said: expect.stringContaining("Nothing is half published") });
    expect(said).not.toContain("SPARK_");
    const steps = [rows("free", "SELECT count(DISTINCT id) AS n FROM range(0, 100, 1, 4)")];
    expect((await sender()({ conf: {}, steps }, () => {})).steps[0].rows).toEqual([{ n: 100 }]);
  }, 180_000);

  test("a server that is killed in the middle is lost, and nothing is published", async () => {
    const killed = sender({ patience: 1000 });
    const steps = [run("first", "SELECT 1"), rows("long", "SELECT count(*) FROM range(1000000000000)")];
    const sent = killed({ conf: {}, steps }, (done) => {
      if (done === 1) setTimeout(() => void server.kill(), 1000);
    });
    await expect(sent).rejects.toMatchObject({
      code: "SPARK_LOST",
      message: expect.stringContaining("after step 1 of 2"),
    });
    const { code, said } = await runProgram(join(folder, "nobody")).ended;
    expect(said).toContain("SPARK_UNREACHABLE");
    expect(code).toBe(5);
  }, 100_000);
});
