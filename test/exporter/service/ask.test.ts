import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ExportResult, ExportRun } from "../../../shared/service";
import { type Ended, file, lead, temporaryFolder } from "../commands/cli";
import { serveInside } from "./inside";
import { SECRET } from "./service";

// `lead-export ask` as it is built, at a service in this process, whose runs end as the test says.

const folder = temporaryFolder();
const WORKBOOK = "1abc";
const counts = { read: 12, blank: 0, clean: 9, duplicate: 1, held: 2 };
const RESULT: ExportResult = {
  snapshot: "2026-11-28T060000Z-0a1b2c3d",
  asOf: "2026-11-28T06:00:00.000Z",
  zone: "Africa/Lagos",
  counts: { leads: counts, companies: { ...counts, read: 10, held: 0 } },
  problems: [{ tab: "Leads", code: "UNKNOWN_COUNTRY", rows: 2 }],
  notices: [{ code: "GREETING", sentence: "A note for whoever reads it." }],
  changes: null,
  compared: null,
  answers: [],
  dashboard: "https://leads.example.com/today",
};

vi.stubEnv("LEAD_EXPORT_TEST_KEY", SECRET);
const keyFile = file(folder, "key", [SECRET]);
const hmac = [{ id: "airflow", env: "LEAD_EXPORT_TEST_KEY" }];
const open = await serveInside({}, [WORKBOOK]);
const signed = await serveInside({ hmac, release: ["key:airflow"] }, [WORKBOOK]);

type Inside = typeof open;
type End = Parameters<Inside["acted"][number]["end"]>[0];

/** Asks, and ends the run that comes of it. */
async function asked(
  { url, acted }: Inside,
  end: End | null,
  words: string[] = ["--spreadsheet", WORKBOOK],
): Promise<Ended> {
  const before = acted.length;
  const asking = lead(["ask", "--url", url, ...words]);
  if (end !== null) {
    await vi.waitFor(() => expect(acted.length).toBe(before + 1), { timeout: 20_000 });
    acted[before].end(end);
  }
  return asking;
}

const withKey = ["--key-file", keyFile, "--spreadsheet", `https://docs.google.com/spreadsheets/d/${WORKBOOK}/edit`];
const failed = (code: string): End => ({
  state: "failed",
  result: null,
  error: { code: code as "LOCKED", sentence: "It went wrong.", wayOut: "Do this." },
});
const STOP: End = {
  state: "stopped",
  result: { ...RESULT, snapshot: null, dashboard: null },
  error: { code: "FEWER_LEADS", sentence: "There are fewer.", wayOut: "Look at them." },
};

describe("the exit code is that of the run", () => {
  test.each<[string, number, End]>([
    ["published", 0, { state: "published", result: RESULT, error: null }],
    ["unchanged", 0, { state: "unchanged", result: RESULT, error: null }],
    ["stopped by the guard", 4, STOP],
    ["Google away", 5, failed("SHEETS_UNREACHABLE")],
    ["another run at work", 6, failed("LOCKED")],
    ["published from a copy", 7, { ...failed("FALLBACK_USED"), state: "published", result: RESULT }],
    ["a failure of a newer service", 1, failed("NEVER_HEARD_OF")],
  ])("%s: %i", async (_, exit, end) => {
    const { code, stdout, stderr } = await asked(open, end);
    expect(code).toBe(exit);
    if (end.result !== null) expect(stdout).toMatch(/Leads +12 += +9/);
    if (end.result?.snapshot)
      expect(stdout).toMatch(/Snapshot +2026-11-28T060000Z-0a1b2c3d, .*\nDashboard +https:\S+\n$/);
    if (end.error === null) expect(stderr).toBe("");
    else expect(stderr).toContain(`Error ${end.error.code}: ${end.error.sentence}\n${end.error.wayOut}\n`);
  });
});

describe("with a shared key", () => {
  test("a stop says how to release it, and the release is asked for with its reason", async () => {
    const stopped = await asked(signed, STOP, withKey);
    const [, command, run] = /(ask --run (\S+) --release)/.exec(stopped.stderr)!;
    expect([stopped.code, command]).toEqual([4, `ask --run ${run} --release`]);
    const words = [
      "--key-file",
      keyFile,
      "--key-id",
      "airflow",
      "--run",
      run,
      "--release",
      "entered twice in March",
      "--json",
    ];
    const released = await asked(signed, { state: "published", result: RESULT, error: null }, words);
    expect(released.code).toBe(0);
    expect(JSON.parse(released.stdout)).toMatchObject({
      state: "published",
      requestedBy: "key:airflow",
      result: RESULT,
    });
    expect(signed.acted.at(-1)!.job).toMatchObject({ release: "entered twice in March" });
  });

  test("the same export can be asked after again", async () => {
    const run = JSON.parse((await asked(signed, STOP, [...withKey, "--json"])).stdout).id;
    const again = await asked(signed, null, ["--key-file", keyFile, "--run", run, "--json"]);
    expect([again.code, JSON.parse(again.stdout).id]).toEqual([4, run]);
  });
});

/** Its address until the test ends. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("what cannot be asked is said, with the way out", () => {
  test.each<[string, number, string[], RegExp]>([
    ["no key", 2, ["--spreadsheet", WORKBOOK], /ASK_REFUSED: .* \(NO_CREDENTIALS\).*\nSend /],
    ["another key", 2, [...withKey, "--key-id", "other"], /ASK_REFUSED: .* \(BAD_SIGNATURE\)/],
    [
      "a workbook the service does not have",
      2,
      ["--key-file", keyFile, "--spreadsheet", "2def"],
      /\(NO_SUCH_WORKBOOK\).*\nAsk whoever/,
    ],
    ["an export it does not know", 2, ["--key-file", keyFile, "--run", "0-0"], /\(NO_SUCH_RUN\)/],
    ["a key that is not there", 2, ["--key-file", "no-such-key", "--run", "0-0"], /HMAC_KEY_BAD: .*no-such-key/],
    ["no workbook", 2, [], /USAGE: No workbook is named/],
    ["a release of nothing", 2, ["--release", "because"], /USAGE: --release needs --run/],
    ["no address", 2, ["--url", "leads"], /USAGE: --url "leads" is not the address of a server/],
  ])("%s", async (_, exit, words, said) => {
    const { code, stdout, stderr } = await asked(signed, null, words);
    expect([code, stdout]).toEqual([exit, ""]);
    expect(stderr).toMatch(said);
  });

  test("nobody there", async () => {
    const gone = createServer();
    const url = await listening(gone);
    gone.close();
    const { code, stderr } = await lead(["ask", "--url", url, "--spreadsheet", WORKBOOK]);
    expect([code, stderr]).toEqual([
      5,
      expect.stringMatching(/SERVICE_UNREACHABLE: .*ECONNREFUSED.*\nSee whether it runs/),
    ]);
  });

  test("a server that is something else, at once; a proxy before a service that is down is asked again", async () => {
    const statuses: number[] = [];
    const other = createServer((_, response) => {
      statuses.push(statuses.length === 0 ? 502 : 404);
      response.writeHead(statuses.at(-1)!).end("<h1>Hello</h1>");
    });
    const { code, stderr } = await lead(["ask", "--url", await listening(other), "--spreadsheet", WORKBOOK]);
    expect([code, stderr]).toEqual([
      5,
      expect.stringMatching(/SERVICE_UNREACHABLE: .* status 404, but not as this service/),
    ]);
    expect(statuses).toEqual([502, 404]);
  });
});

test("a service that is busy is asked again when it says so", async () => {
  const asks: string[] = [];
  const answers = [
    [503, { error: { code: "STOPPING", sentence: "Not now.", wayOut: "Later." } }],
    [202, runOf("running")],
    [200, runOf("published")],
  ] as const;
  const busy = createServer((request, response) => {
    const [status, body] = answers[Math.min(asks.length, 2)];
    asks.push(`${request.method} ${request.headers["idempotency-key"]}`);
    response.writeHead(status, { "Content-Type": "application/json", "Retry-After": "1" }).end(JSON.stringify(body));
  });
  const { code } = await lead(["ask", "--url", await listening(busy), "--spreadsheet", WORKBOOK]);
  const [first, second, third] = asks;
  // The same key: a service that had begun, and could not say so, does not begin again.
  expect([code, second, third]).toEqual([0, first, "GET undefined"]);
});

function runOf(state: ExportRun["state"]): ExportRun {
  const startedAt = "2026-11-28T06:00:00.000Z";
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const ended = { phase: null, progress: null, endedAt: null, mayRelease: false, result: null, error: null };
  return { id, workbook: WORKBOOK, state, requestedBy: "ada", startedAt, ...ended };
}
