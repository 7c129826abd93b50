import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emrSender, type SharedFiles } from "../../../../exporter/spark/emr/emr-sender";
import type { Plan, Said } from "../../../../exporter/spark/plan";
import { setEnvironment } from "../../stores/servers";
import { type Asked, jobIn, refusal, STARTED, startEmr } from "./stand-in";

const folder = mkdtempSync(join(tmpdir(), "emr-"));
const program = join(folder, "program.py");
writeFileSync(program, "# the driver's program");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const plan: Plan = { conf: {}, steps: [{ name: "one", kind: "run", sql: "SELECT 1" }] };
const said: Said = { steps: [], failure: null };

let setBack: () => void;
beforeAll(() => {
  setBack = setEnvironment({
    AWS_ACCESS_KEY_ID: "k",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_REGION: "eu-west-1",
    AWS_MAX_ATTEMPTS: "1",
  });
  return () => setBack();
});
let close: () => Promise<unknown> = async () => {};
afterEach(() => close());

/** A bucket's folder in memory. */
function inMemory(): SharedFiles & { files: Map<string, string> } {
  const files = new Map<string, string>();
  return {
    files,
    address: "s3://lake/tmp/lead-export-1",
    clear: async () => files.clear(),
    put: async (name, path) => void files.set(name, readFileSync(path, "utf8")),
    text: async (name) => files.get(name) ?? null,
  };
}

async function sent(
  answer: (asked: Asked, files: Map<string, string>) => ReturnType<Parameters<typeof startEmr>[0]>,
  patience = 60_000,
) {
  const shared = inMemory();
  const server = await startEmr((asked) => answer(asked, shared.files));
  close = server.close;
  const told: string[] = [];
  const settings = {
    application: "app-1",
    role: "arn:aws:iam::1:role/leads",
    endpoint: server.endpoint,
    logs: "s3://lake/logs/",
  };
  const following = { pause: 1, patience, onState: (sentence: string) => told.push(sentence) };
  const conf = { "spark.executor.memory": "4g", "spark.x": 'a "b"' };
  const came = await emrSender(
    { settings, conf, program, following },
    folder,
    shared,
  )(plan, () => {}).catch((error) => error);
  return { came, told, asked: server.asked, shared };
}

/** Answers the states one after the other, the last for ever. */
function states(...listed: string[]) {
  let at = 0;
  return ({ action }: Asked) =>
    action === "StartJobRun" ? STARTED : jobIn(listed[Math.min(at++, listed.length - 1)], "why it is so");
}

describe("a plan is sent as a job of EMR Serverless", () => {
  test("with the program and the plan in the bucket; each state is told once, and what was said comes back", async () => {
    const next = states("SUBMITTED", "SUBMITTED", "RUNNING", "SUCCESS");
    const { came, told, asked, shared } = await sent((one, files) => {
      files.set("said.json", JSON.stringify(said));
      return next(one);
    });
    expect(came).toEqual(said);
    expect(told).toEqual(["is submitted", "runs", "has ended"].map((what) => `EMR Serverless job job-1 ${what}.`));
    expect(asked.map(({ action }) => action)).toEqual([
      "StartJobRun",
      "GetJobRun",
      "GetJobRun",
      "GetJobRun",
      "GetJobRun",
    ]);
    expect(asked[0].body).toEqual({
      clientToken: expect.any(String),
      executionRoleArn: "arn:aws:iam::1:role/leads",
      name: "lead-export",
      jobDriver: {
        sparkSubmit: {
          entryPoint: "s3://lake/tmp/lead-export-1/lead_export_spark.py",
          entryPointArguments: ["s3://lake/tmp/lead-export-1/plan.json", "s3://lake/tmp/lead-export-1/said.json"],
          sparkSubmitParameters: '--conf spark.executor.memory=4g --conf "spark.x=a \\"b\\""',
        },
      },
      configurationOverrides: { monitoringConfiguration: { s3MonitoringConfiguration: { logUri: "s3://lake/logs/" } } },
    });
    expect(JSON.parse(shared.files.get("plan.json")!)).toEqual(plan);
    expect(shared.files.get("lead_export_spark.py")).toContain("the driver's program");
    expect(existsSync(join(folder, basename("plan.json")))).toBe(true);
  });

  test("a request that is sent twice starts one job: it has the same token", async () => {
    const setBack = setEnvironment({ AWS_MAX_ATTEMPTS: "3" });
    let isFirst = true;
    const next = states("SUCCESS");
    const { came, asked } = await sent((one, files) => {
      files.set("said.json", JSON.stringify(said));
      if (!isFirst) return next(one);
      isFirst = false;
      return refusal(500, "InternalServerException", "try again");
    });
    setBack();
    expect(came).toEqual(said);
    const tokens = asked.filter(({ action }) => action === "StartJobRun").map(({ body }) => body.clientToken);
    expect([tokens.length, new Set(tokens).size]).toEqual([2, 1]);
  });

  test("a plan that a step ended is told as the step's failure, though the job failed too", async () => {
    const failed: Said = { steps: [], failure: { step: "one", error: "PATH_NOT_FOUND" } };
    const next = states("FAILED");
    const { came } = await sent((one, files) => {
      files.set("said.json", JSON.stringify(failed));
      return next(one);
    });
    expect(came).toEqual(failed);
  });

  test("a service that is out of order for a moment is asked again", async () => {
    const next = states("RUNNING", "SUCCESS");
    let refused = 0;
    const { came } = await sent((one, files) => {
      files.set("said.json", JSON.stringify(said));
      if (one.action === "GetJobRun" && refused++ < 3) return refusal(503, "ServiceUnavailable", "busy");
      return next(one);
    });
    expect([came, refused]).toEqual([said, 5]);
  });

  test("a job that cannot be followed any more is cancelled", async () => {
    const { came, asked } = await sent(
      ({ action }) => (action === "GetJobRun" ? refusal(503, "ServiceUnavailable", "busy") : STARTED),
      0,
    );
    expect(came).toMatchObject({ code: "EMR_BUSY" });
    expect(asked.at(-1)?.action).toBe("CancelJobRun");
  });

  test.each([
    ["FAILED", "EMR_JOB_FAILED", "The EMR Serverless job job-1 failed: why it is so."],
    ["CANCELLED", "EMR_JOB_CANCELLED", "The EMR Serverless job job-1 was cancelled: why it is so."],
    ["SUCCESS", "EMR_JOB_FAILED", "The EMR Serverless job job-1 ended without an answer: why it is so."],
  ])("a job that ends as %s without an answer is %s", async (state, code, message) => {
    expect((await sent(states(state))).came).toMatchObject({ code, message });
  });

  const PASS =
    "User: arn:aws:sts::1:me is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/leads";
  test.each([
    [403, "AccessDeniedException", PASS, "EMR_FORBIDDEN", /Allow iam:PassRole;/],
    [403, "AccessDeniedException", "no", "EMR_FORBIDDEN", /Allow emr-serverless:StartJobRun;/],
    [403, "UnrecognizedClientException", "The security token is invalid", "EMR_LOGIN", /Sign in/],
    [404, "ResourceNotFoundException", "Application app-1 does not exist", "EMR_NO_APPLICATION", /list-applications/],
    [400, "ValidationException", "Application app-1 is in STOPPED state", "EMR_STOPPED", /start-application/],
    [409, "ConflictException", "Application app-1 is being terminated", "EMR_STOPPED", /start-application/],
    [400, "ValidationException", "1 validation error: executionRoleArn", "EMR_REFUSED", /--dry-run/],
    [429, "ThrottlingException", "Rate exceeded", "EMR_BUSY", /later/],
    [402, "ServiceQuotaExceededException", "maximum vCPU reached", "EMR_BUSY", /later/],
  ])("what is refused with %i %s (%s) is %s", async (status, type, message, code, way) => {
    const { came, asked } = await sent(() => refusal(status, type, message));
    expect(came).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(came.wayOut).toMatch(way);
    expect(asked).toHaveLength(1);
  });

  test("an address where nothing listens is told as such", async () => {
    const shared = inMemory();
    const settings = { application: "app-1", role: "r", endpoint: "http://127.0.0.1:9" };
    const following = { pause: 1, patience: 0, onState: () => {} };
    const send = emrSender({ settings, conf: {}, program, following }, folder, shared);
    await expect(send(plan, () => {})).rejects.toMatchObject({ code: "EMR_UNREACHABLE" });
  });
});
