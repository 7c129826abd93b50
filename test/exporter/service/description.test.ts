import { createConfig, lintFromString } from "@redocly/openapi-core";
import * as v from "valibot";
import { expect, onTestFinished, test, vi } from "vitest";
import { serviceSettings } from "../../../exporter/config/service-settings";
import { makeAuthenticate } from "../../../exporter/service/authenticate";
import { ANYWHERE, OPERATIONS } from "../../../exporter/service/operations";
import { REFUSALS, type RefusalCode } from "../../../exporter/service/refusal";
import type { RunEnd } from "../../../exporter/service/run-messages";
import type { Changes, TabChanges } from "../../../shared/changes";
import { DESCRIBED, given, openapi } from "./description";
import { AUDIENCE, openCerts, token } from "./google-account";
import { serveInside } from "./inside";
import { type Asked, post, SECRET, signed } from "./service";

// Walks through everything that the description says, once; `ask` checks each answer against it.
const counts = { read: 2, blank: 0, clean: 1, duplicate: 1, held: 0 };
const figures = {
  asOf: "2026-11-22T11:00:00.000Z",
  zone: "Africa/Lagos",
  counts: { leads: counts, companies: counts },
  problems: [{ tab: "Leads", code: "DUPLICATE", rows: 1 }],
  notices: [],
} as const;
const tab: TabChanges = {
  vanished: {
    count: 1,
    held: 0,
    repeat: 0,
    blank: 1,
    gone: 0,
    first: [{ row: 3, key: ["Acme", "Ada", "Obi", "Nigeria"], now: "blank" }],
  },
  appeared: { count: 1, first: [{ row: 2, key: ["Acme", "Ben", "Obi", "Nigeria"] }] },
  blank: { rows: 1, ranges: 1, first: [{ from: 3, to: 3 }] },
  last: { before: 3, now: null },
};
const CHANGES: Changes = { leads: tab, companies: tab };
const STOPPED: RunEnd = {
  state: "stopped",
  result: { ...figures, changes: CHANGES, compared: null, snapshot: null, answers: [], dashboard: null },
  error: { code: "FEWER_LEADS", sentence: "There are 1 clean leads.", wayOut: "Look at the workbook." },
};

test("every answer it lists can be given, and the service gives no other", async () => {
  const certs = await openCerts();
  const google = { audiences: [AUDIENCE], domain: "example.com", certsUrl: certs.url };
  const limits = { perCaller: 1000, perAddress: 1000 };
  const { ask, acted, runs, state, metrics } = await serveInside({ google, release: ["ada@example.com"], limits }, [
    "1abc",
    "2def",
    "3ghi",
  ]);
  const open = await serveInside({}, ["1abc"]);
  const strict = await serveInside({ limits: { perCaller: 1, perAddress: 1 } }, ["1abc"]);
  const as = (email: string): Record<string, string> => ({ Authorization: `Bearer ${token({ email })}` });
  const ada = as("ada@example.com");
  const large: Asked = post({ workbook: "x".repeat(9000) }, ada);
  const text = { "Content-Type": "text/plain" };
  const foreign = { Origin: "https://evil.example" };
  const status = async (path: string, asked?: Asked) => (await ask(path, asked)).status;

  // While Google cannot be reached.
  certs.answer = "<html>";
  for (const [path, asked] of [
    ["/v1/exports", post({ workbook: "1abc" }, ada)],
    ["/v1/exports/x", { headers: ada }],
    ["/v1/exports/x/release", post({ reason: "r" }, ada)],
  ] as const) {
    expect(await status(path, asked)).toBe(503);
  }
  certs.answer = null;

  // An export that is stopped, and released.
  const startOf = (workbook: string) => ask("/v1/exports", post({ workbook }, { ...ada, "Idempotency-Key": workbook }));
  const { id } = (await startOf("1abc")).json as { id: string };
  const [run, release] = [`/v1/exports/${id}`, `/v1/exports/${id}/release`];
  const releasing = (headers = ada, reason = "It is right.") => ask(release, post({ reason }, headers));
  expect((await releasing()).json).toMatchObject({ error: { code: "NOT_STOPPED" } });
  acted[0].tell({ kind: "phase", phase: "reading", progress: 0.25 });
  expect((await ask(run, { headers: ada })).json).toMatchObject({ state: "running", phase: "reading", progress: 0.25 });
  acted[0].end(STOPPED);
  expect((await ask(run, { headers: ada })).json).toMatchObject({ state: "stopped", phase: null, mayRelease: true });
  const other = (await ask("/v1/exports", post({ workbook: "1abc" }, ada))).json as { id: string };
  expect((await releasing()).json).toMatchObject({ error: { code: "EXPORT_RUNNING" } });
  acted[1].end(STOPPED);
  expect((await releasing()).json).toMatchObject({ error: { code: "SUPERSEDED" } });
  const latest = `/v1/exports/${other.id}/release`;
  const keyed = { ...ada, "Idempotency-Key": "r" };
  expect(await status(latest, post({ reason: "It is right." }, keyed))).toBe(202);
  expect(await status(latest, post({ reason: "It is wrong." }, keyed))).toBe(422);
  expect(acted[2].job).toMatchObject({ release: "It is right.", requestedBy: "ada@example.com" });
  acted[2].exit({ code: null, signal: "SIGKILL" });

  // Everything that is refused.
  expect(await status("/v1/exports", post({ workbook: "2def" }, { ...ada, "Idempotency-Key": "1abc" }))).toBe(422);
  for (const [path, body] of [
    ["/v1/exports", { workbook: "1abc" }],
    [release, { reason: "r" }],
  ] as const) {
    expect(await status(path, post({}, ada))).toBe(400);
    expect(await status(path, post(body))).toBe(401);
    expect(await status(path, post(body, as("eve@evil-example.com")))).toBe(403);
    expect(await status(path, large)).toBe(413);
    expect(await status(path, post(body, { ...ada, ...text }))).toBe(415);
  }
  expect(await status("/v1/exports", post({ workbook: "?" }, ada))).toBe(404);
  expect(await status("/v1/exports/x/release", post({ reason: "r" }, ada))).toBe(404);
  expect(await status("/v1/exports/x", { headers: ada })).toBe(404);
  expect(await status(run)).toBe(401);
  expect(await status(run, { headers: as("eve@evil-example.com") })).toBe(403);
  expect(await status(run, { headers: { ...ada, "Content-Length": "9000" }, body: " ".repeat(9000) })).toBe(413);
  expect(await status("/nothing")).toBe(404);
  expect(await status("/v1/health", { method: "PUT" })).toBe(405);
  for (const path of ["/v1/health", "/v1/openapi.json", "/metrics"]) {
    expect(await status(path)).toBe(200);
    expect(await status(path, { method: "HEAD" })).toBe(200);
    expect((await open.ask(path, { headers: foreign })).status).toBe(403);
  }

  // Too many requests: the second of each minute.
  await strict.ask("/v1/exports/x");
  for (const asked of DESCRIBED.filter((line) => line.endsWith(" 429"))) {
    const [method, path] = asked.split(" ") as [string, string];
    expect((await strict.ask(path, method === "POST" ? post({}) : {})).status).toBe(429);
  }

  // A bug in the service, without a word of it in the answer.
  Object.assign(runs, {
    start: () => JSON.parse("secret"),
    release: () => JSON.parse("secret"),
    get: () => JSON.parse("secret"),
  });
  for (const [path, asked] of [
    ["/v1/exports", post({ workbook: "2def" }, ada)],
    [run, { headers: ada }],
    [release, post({ reason: "r" }, ada)],
  ] as const) {
    const answer = await ask(path, asked);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret");
  }
  expect(await metrics.text()).toContain('lead_export_refused_total{reason="INTERNAL"} 3');

  state.isStopping = true;
  const { json, headers } = await ask("/v1/health");
  expect([json, headers.connection]).toEqual([expect.objectContaining({ status: "stopping" }), "close"]);
  certs.close();

  expect(DESCRIBED.filter((line) => !given.has(line))).toEqual([]);
});

test("each caller has a limit of its own, and is told how long to wait", async () => {
  const [one, two] = [SECRET, `${SECRET}-two`];
  vi.stubEnv("LEAD_EXPORT_TEST_ONE", one);
  vi.stubEnv("LEAD_EXPORT_TEST_TWO", two);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { ask } = await serveInside(
    {
      hmac: [
        { id: "one", env: "LEAD_EXPORT_TEST_ONE" },
        { id: "two", env: "LEAD_EXPORT_TEST_TWO" },
      ],
      limits: { perCaller: 2 },
    },
    ["1abc"],
  );
  const asked = async (keyId: string, key: string) => ask("/v1/exports/x", signed("/v1/exports/x", { keyId, key }));
  expect([(await asked("one", one)).status, (await asked("one", one)).status]).toEqual([404, 404]);
  const third = await asked("one", one);
  expect([third.status, Number(third.headers["retry-after"]) <= 60]).toEqual([429, true]);
  expect((await asked("two", two)).status).toBe(404);
});

test("strangers use up what their address may ask, and not what is there for those who may or who watch, at the same address", async () => {
  vi.stubEnv("LEAD_EXPORT_TEST_ONE", SECRET);
  onTestFinished(() => void vi.unstubAllEnvs());
  const hmac = [{ id: "one", env: "LEAD_EXPORT_TEST_ONE" }];
  const { ask } = await serveInside({ hmac, limits: { perAddress: 3 } }, ["1abc"]);
  const path = "/v1/exports/x";
  const strangers = ["/v1/health", path, path, path, path, "/v1/health", "/metrics", "/v1/openapi.json"];
  const statuses: number[] = [];
  for (const asked of strangers) statuses.push((await ask(asked)).status);
  expect(statuses).toEqual([200, 401, 401, 401, 429, 200, 200, 200]);
  expect((await ask(path, signed(path))).status).toBe(404);
});

test("many tokens at once make one call of Google", async () => {
  const certs = await openCerts();
  const google = { audiences: [AUDIENCE], domain: "example.com", certsUrl: certs.url };
  const authenticate = makeAuthenticate(v.parse(serviceSettings, { google }))!;
  const headers = new Headers({ Authorization: `Bearer ${token()}` });
  const request = { headers, method: "GET", path: "/v1/exports/x", body: new Uint8Array() };
  const callers = await Promise.all(Array.from({ length: 20 }, () => authenticate(request)));
  expect([callers.length, certs.asked()]).toEqual([20, 1]);
  certs.close();
});

test("every code the service refuses with is listed by an operation, or by all", () => {
  const listed = new Set<RefusalCode>([...ANYWHERE, ...OPERATIONS.flatMap(({ refusals }) => refusals)]);
  expect([...listed].sort()).toEqual(Object.keys(REFUSALS).sort());
});

test("a linter of OpenAPI finds nothing in it", async () => {
  const config = await createConfig({
    extends: ["recommended-strict"],
    // The project has no licence yet.
    rules: { "info-license": "off" },
  });
  const lint = async (description: object) =>
    (await lintFromString({ source: JSON.stringify(description), config })).map(({ ruleId, message }) => ({
      ruleId,
      message,
    }));
  expect(await lint(openapi)).toEqual([]);
  expect(await lint({ ...openapi, servers: [] })).not.toEqual([]);
});
