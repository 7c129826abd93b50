import { expect, test, vi } from "vitest";
import type { Caller } from "../../../exporter/service/caller";
import { Idempotency, KEPT_MS } from "../../../exporter/service/idempotency";
import type { RunEnd } from "../../../exporter/service/run-messages";
import { signatures } from "../../../exporter/service/signature";
import { actedRuns } from "./inside";
import { SECRET, signed } from "./service";

const ADA: Caller = { kind: "google", name: "ada@example.com", mayRelease: true };
const FAILED: RunEnd = { state: "failed", result: null, error: { code: "DISK_FULL", sentence: "x", wayOut: "x" } };
const refusal = (code: string) => expect.objectContaining({ code });

test("two exports run at once, the others begin in the order in which they came", () => {
  const { runs, acted } = actedRuns(["a", "b", "c", "d"]);
  for (const workbook of ["a", "b", "c", "d"]) runs.start({ workbook }, ADA);
  const begun = () => acted.map(({ job }) => job.workbook.spreadsheet).join("");
  expect([begun(), runs.counts]).toEqual(["ab", { running: 2, waiting: 2 }]);
  acted[1].end(FAILED);
  expect([begun(), runs.counts]).toEqual(["abc", { running: 2, waiting: 1 }]);
  acted[0].exit({ code: 1, signal: null });
  acted[2].end(FAILED);
  acted[3].end(FAILED);
  expect([begun(), runs.counts]).toEqual(["abcd", { running: 0, waiting: 0 }]);
});

test("it remembers the last 100 exports, and of each workbook the last", () => {
  const { runs, acted } = actedRuns(["a", "b"]);
  const kept = runs.start({ workbook: "b" }, ADA).told.id;
  acted[0].end(FAILED);
  const ids = Array.from({ length: 150 }, () => {
    const { id } = runs.start({ workbook: "a" }, ADA).told;
    acted.at(-1)!.end(FAILED);
    return id;
  });
  const isKnown = (id: string) => {
    try {
      return runs.get(id).told.id === id;
    } catch {
      return false;
    }
  };
  expect([kept, ...ids].filter(isKnown)).toEqual([kept, ...ids.slice(-99)]);
});

test("asked to stop, those that wait are recorded as failed, those that run get their time", async () => {
  const { runs, acted, ended } = actedRuns(["a", "b", "c"]);
  const [a, b, c] = ["a", "b", "c"].map((workbook) => runs.start({ workbook }, ADA)) as [never, never, never];
  vi.useFakeTimers();
  try {
    const stopped = runs.stop(1000);
    expect(runs.view(c, ADA)).toMatchObject({ state: "failed", error: { code: "SERVICE_STOPPED" } });
    expect(() => runs.start({ workbook: "c" }, ADA)).toThrow(refusal("STOPPING"));
    acted[0].end({ ...FAILED, state: "published", error: null });
    vi.advanceTimersByTime(999);
    expect(acted[1].isStopped).toBe(false);
    vi.advanceTimersByTime(1);
    expect(acted[1].isStopped).toBe(true);
    acted[1].exit({ code: null, signal: "SIGTERM" });
    await stopped;
  } finally {
    vi.useRealTimers();
  }
  expect(runs.view(a, ADA)).toMatchObject({ state: "published", error: null });
  expect(runs.view(b, ADA)).toMatchObject({ state: "failed", error: { code: "SERVICE_STOPPED" } });
  expect(ended.length).toBe(3);
});

test("an Idempotency-Key is good for a day; work that was refused can be tried again with it", () => {
  let at = 0;
  let done = 0;
  const keys = new Idempotency<number>(() => at);
  const once = (request = "x") => keys.once("k", "ada", [request], () => ++done);
  expect(() => keys.once("k", "ada", ["x"], () => JSON.parse(""))).toThrow(SyntaxError);
  expect([once(), once()]).toEqual([1, 1]);
  expect(() => once("y")).toThrow(refusal("KEY_REUSED"));
  at = KEPT_MS;
  expect(once("y")).toBe(2);
});

test("the id of a signed request is refused as long as its signature is good, and the memory for them is bounded", () => {
  let at = 1_800_000_000_000;
  const check = signatures(
    [{ id: "k", secret: SECRET }],
    () => false,
    () => at,
  );
  const request = (id: string, time: number) => {
    const asked = signed("/v1/x", { id, time });
    return {
      headers: new Headers(asked.headers as Record<string, string>),
      method: "GET",
      path: "/v1/x",
      body: new Uint8Array(),
    };
  };
  for (const off of [-300, 300]) {
    expect(() => check(request(`just-too-far-${off}`, at / 1000 + off + Math.sign(off)))).toThrow(
      refusal("STALE_SIGNATURE"),
    );
    expect(check(request(`just-in-time-${off}`, at / 1000 + off)).kind).toBe("key");
  }
  const early = request("from-a-fast-clock", at / 1000 + 300);
  expect(check(early)).toEqual({ kind: "key", name: "key:k", mayRelease: false });
  at += 600_000 - 1;
  expect(() => check(early)).toThrow(refusal("REPLAYED"));
  at += 1001;
  expect(() => check(early)).toThrow(refusal("STALE_SIGNATURE"));
  for (let i = 0; i < 10_000; i++) check(request(`id-number-${i}`, Math.floor(at / 1000)));
  expect(() => check(request("one-too-many", Math.floor(at / 1000)))).toThrow(refusal("TOO_MANY_REQUESTS"));
  at += 600_000;
  expect(check(request("later-again", Math.floor(at / 1000))).name).toBe("key:k");
});
