import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openSheets } from "../../../../exporter/inputs/workbook/client";
import { readWorkbook } from "../../../../exporter/inputs/workbook/read-workbook";
import type { Failure } from "../../../../exporter/words/failure";
import { FAULT_KINDS, type FaultKind } from "../../../../workbench/server/faults";
import { openWorld, type World } from "./local";

const TABS = { leads: "Leads", companies: "Companies" };
const FINAL: Partial<Record<FaultKind, string>> = {
  "400": "SHEETS_REFUSED",
  "401": "SHEETS_CREDENTIALS",
  "403": "SHEETS_FORBIDDEN",
  "404": "SHEETS_NOT_FOUND",
};
/** Faults that end by the attempt's own time-out, which is real time. */
const SLOW = new Set<FaultKind>(["hang", "slow"]);

let world: World;
let folder: string;
let keyFile: string;
let email: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-"));
  world = await openWorld();
  const key = world.google.createKey();
  email = key.client_email;
  keyFile = join(folder, "key.json");
  writeFileSync(keyFile, JSON.stringify(key));
  world.google.access.share(world.id, email, "reader");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.google.close();
});
afterEach(() => {
  world.google.faults.clear();
  world.google.log.clear();
});

const read = (client = world.client()) => readWorkbook(client, TABS, () => {});
const readWithKey = (more = {}) => read(world.client({ token: undefined, keyFile, ...more } as never));
const failureOf = (reading: Promise<unknown>): Promise<Failure> =>
  reading.then(
    () => expect.fail("it should have failed"),
    (error) => error,
  );

describe("a fault that passes changes nothing", async () => {
  const kinds = FAULT_KINDS.filter((kind) => FINAL[kind] === undefined && !SLOW.has(kind));
  const times = [1, 3];
  const paths = ["values:batchGet", ""];
  const cases = kinds.flatMap((kind) => times.flatMap((n) => paths.map((path) => [kind, n, path] as const)));

  test.each(cases)("%s, the first %i times, in calls of %j", async (kind, times, path) => {
    const usual = await read();
    world.google.faults.queue({ kind, times, match: { path } });
    const struck = await read();
    expect(world.google.log.calls.filter(({ fault }) => fault === kind).length).toBeGreaterThan(0);
    expect(struck.revision).toBe(usual.revision);
  });

  test.each([...SLOW])("%s", async (kind) => {
    const impatient = await openWorld({ timeoutMs: 400 });
    const usual = await read(impatient.client());
    impatient.google.faults.queue({ kind, times: 2, match: { path: "values:batchGet" } });
    expect((await read(impatient.client())).revision).toBe(usual.revision);
    await impatient.google.close();
  });

  test("a token that has expired, or was taken back, is replaced once", async () => {
    const usual = await readWithKey();
    world.google.faults.queue({ kind: "401", call: 3 });
    expect((await readWithKey()).revision).toBe(usual.revision);
    expect(world.google.log.calls.filter(({ endpoint }) => endpoint === "token").length).toBe(3);
  });

  test.each(FAULT_KINDS.filter((kind) => FINAL[kind] === undefined && !SLOW.has(kind)))(
    "%s where tokens are handed out",
    async (kind) => {
      const usual = await readWithKey();
      world.google.faults.queue({ kind, times: 3, match: { endpoint: "token" } });
      expect((await readWithKey()).revision).toBe(usual.revision);
    },
  );
});

describe("a fault that stays", () => {
  test.each(FAULT_KINDS.filter((kind) => !SLOW.has(kind)))("%s ends in a failure, in plain words", async (kind) => {
    world.google.faults.always(kind, { path: "values:batchGet" });
    const failure = await failureOf(read());
    expect(failure).toMatchObject({ code: FINAL[kind] ?? "SHEETS_UNREACHABLE", exit: kind === "400" ? 1 : 5 });
    expect(failure.code === "SHEETS_CREDENTIALS" || failure.message.includes(world.id)).toBe(true);
    expect(failure.wayOut).toMatch(/\w/);
  });

  test("says what was being done, how long it was tried and what Google said last", async () => {
    world.google.faults.always("503", { path: "values:batchGet" });
    const { message } = await failureOf(read());
    expect(message).toMatch(/while reading the tabs of the workbook/);
    expect(message).toMatch(/tried \d+ times in [34] minutes and \d+ seconds/);
    expect(message).toContain("503 (The service is currently unavailable.)");
  });

  test("says that nobody answers", async () => {
    const closed = await openWorld();
    await closed.google.close();
    expect((await failureOf(read(closed.client()))).message).toContain("the connection was refused");
  });

  test("no message holds a token or a key", async () => {
    const secrets = [world.google.token, "PRIVATE KEY"];
    for (const kind of FAULT_KINDS.filter((kind) => !SLOW.has(kind))) {
      for (const reading of [read, readWithKey]) {
        world.google.faults.always(kind, { path: "values:batchGet" });
        const failure = await failureOf(reading());
        const text = `${failure.message} ${failure.wayOut} ${failure.stack} ${JSON.stringify(failure)}`;
        for (const secret of [...secrets, "Bearer", "local."]) expect(text).not.toContain(secret);
        world.google.faults.clear();
      }
    }
  });
});

describe("what a person has to put right", () => {
  test("a workbook that is not shared names the address to share it with", async () => {
    world.google.access.unshare(world.id, email);
    const failure = await failureOf(readWithKey());
    expect(failure).toMatchObject({ code: "SHEETS_FORBIDDEN", exit: 5 });
    expect(failure.message).toContain(world.id);
    expect(failure.wayOut).toContain(email);
    world.google.access.share(world.id, email, "reader");
  });

  test("a workbook that is not there", async () => {
    const failure = await failureOf(read(world.client({ spreadsheetId: "1nothere" })));
    expect(failure).toMatchObject({ code: "SHEETS_NOT_FOUND", exit: 5 });
    expect(failure.message).toContain("1nothere");
  });

  test("a tab that is not there, with those that are", async () => {
    const failure = await failureOf(readWorkbook(world.client(), { ...TABS, leads: "Customers" }, () => {}));
    expect(failure).toMatchObject({ code: "TAB_MISSING", exit: 3 });
    expect(failure.message).toMatch(/"Customers"; it has "Leads", "Companies"/);
  });

  test("a wrong token", async () => {
    const failure = await failureOf(read(world.client({ token: "wrong" })));
    expect(failure).toMatchObject({ code: "SHEETS_CREDENTIALS", exit: 5 });
  });

  test.each<[string, object, string]>([
    ["a key file that is not there", { keyFile: "/nowhere/key.json" }, "KEY_FILE_MISSING"],
    ["a file that is no key", { keyFile: "package.json" }, "KEY_FILE_BAD"],
    ["an id that is none", { spreadsheetId: "not an id" }, "USAGE"],
    ["an address that is none", { sheetsUrl: "nowhere" }, "USAGE"],
    ["no credentials for another server than Google's", { token: undefined }, "NO_CREDENTIALS"],
  ])("%s, said before anything is asked", (_, wrong, code) => {
    expect(() => world.client(wrong)).toThrow(expect.objectContaining({ code, exit: 2 }));
  });

  test("a key of another server is not used for this one: its token would go astray", () => {
    const path = join(folder, "google.json");
    writeFileSync(
      path,
      JSON.stringify({
        type: "service_account",
        client_email: "a@b.c",
        private_key: world.google.createKey().private_key,
        token_uri: "https://oauth2.googleapis.com/token",
      }),
    );
    expect(() => world.client({ keyFile: path })).toThrow(expect.objectContaining({ code: "KEY_FILE_BAD" }));
  });
});

test("a server on this machine is asked directly, whatever proxy the environment names", async () => {
  const usual = await readWithKey();
  vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:9");
  vi.stubEnv("HTTPS_PROXY", "http://127.0.0.1:9");
  vi.stubEnv("NO_PROXY", "");
  expect((await readWithKey()).revision).toBe(usual.revision);
  vi.unstubAllEnvs();
});

test("a workbook may be named by its address in the browser", async () => {
  const { id } = world;
  const spreadsheetId = `https://docs.google.com/spreadsheets/d/${id}/edit?gid=0#gid=0`;
  const client = openSheets({ spreadsheetId, token: world.google.token, sheetsUrl: world.google.url });
  expect(client.spreadsheetId).toBe(id);
});

test("an undisturbed reading takes four calls, and keeps within Google's quota", async () => {
  const limited = await openWorld({}, { quota: true });
  for (let i = 0; i < 20; i++) await read(limited.client());
  expect(limited.google.log.calls.every(({ status }) => status === 200 || status === 429)).toBe(true);
  limited.google.log.clear();
  await limited.pace.sleep(60_000);
  await read(limited.client());
  expect(limited.google.log.calls).toHaveLength(4);
  await limited.google.close();
});
