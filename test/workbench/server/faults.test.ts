import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault, FaultKind } from "../../../workbench/server/faults";
import { FAULT_KINDS, Faults } from "../../../workbench/server/faults";
import { ask } from "./ask";
import { PEOPLE, type Served, serveWorkbook } from "./workbook";

let served: Served;
let token: string;
beforeAll(async () => {
  served = await serveWorkbook();
  token = served.google.token;
});
afterAll(() => served.google.close());
afterEach(() => served.google.faults.clear());

const read = (headers: Record<string, string> = {}) => ask(`${served.book}/values/Leads!A1:B3`, { token, headers });
const readBoth = () => ask(`${served.book}/values:batchGet?ranges=Leads!A1:A3&ranges=Leads!B1:B3`, { token });
const writeCell = (text: string) =>
  ask(`${served.book}/values/Leads!H1?valueInputOption=RAW`, { method: "PUT", token, body: { values: [[text]] } });
const cell = async () => (await ask(`${served.book}/values/Leads!H1`, { token })).json.values?.[0]?.[0];
const strike = (fault: Fault) => served.google.faults.queue(fault);

describe("which calls a fault strikes", () => {
  const target = { endpoint: "sheets", method: "GET", path: "/v4/spreadsheets/x/values/Leads!A1" } as const;
  const struck = (fault: Fault, calls: number) => {
    const faults = new Faults();
    faults.queue(fault);
    return Array.from({ length: calls }, () => faults.next(target) !== undefined);
  };

  it.each<[string, Fault, boolean[]]>([
    ["the next call", { kind: "500" }, [true, false, false, false]],
    ["the third call", { kind: "500", call: 3 }, [false, false, true, false]],
    ["two calls from the second on", { kind: "500", call: 2, times: 2 }, [false, true, true, false]],
    ["every call", { kind: "500", times: "always" }, [true, true, true, true]],
    ["no call of another method", { kind: "500", match: { method: "POST" } }, [false, false, false, false]],
    ["no call of another path", { kind: "500", match: { path: ":append" } }, [false, false, false, false]],
    ["no call of the API", { kind: "500", match: { endpoint: "token" } }, [false, false, false, false]],
    ["a call of that path", { kind: "500", match: { path: "Leads!", method: "GET" } }, [true, false, false, false]],
  ])("%s", (_, fault, expected) => {
    expect(struck(fault, 4)).toEqual(expected);
  });

  it("the one queued first, and the other still counts", () => {
    const faults = new Faults();
    faults.queue({ kind: "500" });
    faults.queue({ kind: "503", times: 2 });
    expect([faults.next(target)?.kind, faults.next(target)?.kind, faults.next(target)?.kind]).toEqual([
      "500",
      "503",
      undefined,
    ]);
  });

  it("every one until cleared, when queued by always()", async () => {
    served.google.faults.always("503", { method: "GET" });
    expect([(await read()).status, (await read()).status, (await writeCell("a")).status]).toEqual([503, 503, 200]);
    served.google.faults.clear();
    expect((await read()).status).toBe(200);
  });
});

describe("an answer that is an error", () => {
  it.each<[FaultKind, number, string]>([
    ["400", 400, "INVALID_ARGUMENT"],
    ["403", 403, "PERMISSION_DENIED"],
    ["404", 404, "NOT_FOUND"],
    ["429", 429, "RESOURCE_EXHAUSTED"],
    ["500", 500, "INTERNAL"],
    ["503", 503, "UNAVAILABLE"],
  ])("%s comes in Google's form, once", async (kind, status, name) => {
    strike({ kind });
    const { json, status: got, headers } = await read();
    expect([got, json.error.code, json.error.status]).toEqual([status, status, name]);
    expect(headers["retry-after"]).toBeUndefined();
    expect((await read()).json.values).toEqual(PEOPLE);
  });

  it.each<FaultKind>(["429", "503"])("%s says in Retry-After how long, when asked to", async (kind) => {
    strike({ kind, retryAfter: 7 });
    expect((await read()).headers["retry-after"]).toBe("7");
  });

  it("403-rate carries the reason rateLimitExceeded", async () => {
    strike({ kind: "403-rate" });
    const { status, json } = await read();
    expect([status, json.error.errors[0].reason]).toEqual([403, "rateLimitExceeded"]);
  });

  it.each<[FaultKind, number]>([
    ["502-html", 502],
    ["408", 408],
    ["html-200", 200],
  ])("%s is a page, not JSON", async (kind, status) => {
    strike({ kind });
    const answer = await read();
    expect([answer.status, answer.headers["content-type"]]).toEqual([status, "text/html; charset=UTF-8"]);
    expect(() => answer.json).toThrow();
  });

  it("401 ends an issued token for good: only a new one helps", async () => {
    const { access } = served.google;
    access.share(served.id, "a@example.com", "reader");
    const issue = () => access.issue("a@example.com", "https://www.googleapis.com/auth/spreadsheets", 3600);
    const old = issue();
    strike({ kind: "401" });
    expect((await ask(served.book, { token: old })).status).toBe(401);
    expect((await ask(served.book, { token: old })).status).toBe(401);
    expect((await ask(served.book, { token: issue() })).status).toBe(200);
  });
});

describe("an answer that says 200", () => {
  it("empty-200 has no body", async () => {
    strike({ kind: "empty-200" });
    const answer = await read();
    expect([answer.status, answer.bytes.length, answer.headers["content-length"]]).toEqual([200, 0, "0"]);
  });

  it("wrong-schema is JSON of another shape", async () => {
    strike({ kind: "wrong-schema" });
    expect((await read()).json.values).toBe("none");
  });

  it("cut-json is well framed, plain and zipped: nothing but the JSON tells", async () => {
    const headers = { "Accept-Encoding": "gzip" };
    await writeCell("x".repeat(5000));
    const whole = await ask(`${served.book}/values/Leads!A1:H3`, { token });
    for (const asked of [{}, headers]) {
      strike({ kind: "cut-json" });
      const cut = await ask(`${served.book}/values/Leads!A1:H3`, { token, headers: asked });
      expect(cut.status).toBe(200);
      expect(cut.bytes.length).toBe(Number(cut.headers["content-length"]));
      expect(cut.text).toBe(whole.text.slice(0, Math.floor(whole.text.length / 2)));
      expect(() => cut.json).toThrow();
    }
  });

  it("fewer-ranges leaves the last range out", async () => {
    strike({ kind: "fewer-ranges" });
    const fewer = await readBoth();
    const all = await readBoth();
    expect(all.json.valueRanges).toHaveLength(2);
    expect(fewer.json).toEqual({ ...all.json, valueRanges: [all.json.valueRanges[0]] });
  });

  it("corrupt-gzip cannot be unzipped", async () => {
    strike({ kind: "corrupt-gzip" });
    const answer = await read({ "Accept-Encoding": "gzip" });
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(() => answer.text).toThrow();
  });

  it("slow brings the body byte by byte", async () => {
    const whole = await read();
    strike({ kind: "slow", bytesPerSecond: 20_000 });
    expect((await read()).text).toBe(whole.text);
    strike({ kind: "slow", bytesPerSecond: 1 });
    await expect(
      ask(`${served.book}/values/Leads!A1:B3`, { token, signal: AbortSignal.timeout(200) }),
    ).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a connection that breaks", () => {
  it("reset-before brings nothing at all", async () => {
    strike({ kind: "reset-before" });
    await expect(read()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("reset-inside brings the head and half the body", async () => {
    strike({ kind: "reset-inside" });
    const broken = read();
    await expect(broken).rejects.toMatchObject({ code: "ECONNRESET", message: "aborted" });
  });

  it("hang brings nothing until the caller gives up", async () => {
    strike({ kind: "hang" });
    const signal = AbortSignal.timeout(200);
    await expect(ask(served.book, { token, signal })).rejects.toMatchObject({ name: "AbortError" });
    expect((await read()).status).toBe(200);
  });
});

describe("a write that is struck", () => {
  const LOST_BEFORE: FaultKind[] = ["429", "500", "502-html", "503", "html-200", "empty-200", "reset-before"];
  it.each(LOST_BEFORE)("by %s is not carried out", async (kind) => {
    await writeCell("before");
    strike({ kind });
    await writeCell("after").catch(() => {});
    expect(await cell()).toBe("before");
  });

  it.each(LOST_BEFORE)("by %s is carried out when the fault says so", async (kind) => {
    await writeCell("before");
    strike({ kind, applied: true });
    await writeCell("after").catch(() => {});
    expect(await cell()).toBe("after");
  });

  it.each<FaultKind>(["cut-json", "reset-inside"])("by %s is carried out: only its answer is lost", async (kind) => {
    await writeCell("before");
    strike({ kind });
    await writeCell("after").catch(() => {});
    expect(await cell()).toBe("after");
  });
});

describe("the token endpoint", () => {
  it("can be down while the API is up", async () => {
    const down = { endpoint: "token" } as const;
    strike({ kind: "502-html", match: down });
    strike({ kind: "reset-before", match: down, call: 2 });
    const fetchToken = () => ask(`${served.google.url}/token`, { method: "POST", body: "grant_type=x" });
    expect((await read()).status).toBe(200);
    expect((await fetchToken()).status).toBe(502);
    await expect(fetchToken()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect((await fetchToken()).status).toBe(400);
  });
});

describe("the log", () => {
  it("has every call with its status, and the fault that struck it", async () => {
    served.google.log.clear();
    strike({ kind: "429" });
    strike({ kind: "reset-before", call: 2 });
    await read();
    await read().catch(() => {});
    await writeCell("y");
    await ask(`${served.book}?x=1%2B1`, { token: "wrong" });
    const path = `/v4/spreadsheets/${served.id}`;
    const seen = served.google.log.calls.map(({ number, method, path, query, status, fault, user }) => {
      return [number, method, path, query, status, fault, user];
    });
    expect(seen).toEqual([
      [1, "GET", `${path}/values/Leads!A1:B3`, "", 429, "429", "owner@local.test"],
      [2, "GET", `${path}/values/Leads!A1:B3`, "", null, "reset-before", "owner@local.test"],
      [3, "PUT", `${path}/values/Leads!H1`, "valueInputOption=RAW", 200, null, "owner@local.test"],
      [4, "GET", path, "x=1%2B1", 401, null, null],
    ]);
  });
});

it("every kind of fault is tried above", async () => {
  const source = await import("node:fs/promises").then((fs) => fs.readFile(new URL(import.meta.url), "utf8"));
  for (const kind of FAULT_KINDS) expect(source).toContain(`"${kind}"`);
});
