import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask } from "./ask";
import { PEOPLE, type Served, serveWorkbook } from "./workbook";

let served: Served;
beforeEach(async () => {
  served = await serveWorkbook({ quota: 5 });
});
afterEach(() => served.google.close());

const local = (path: string, body?: unknown, token = served.google.token) =>
  ask(`${served.google.url}/local/${path}`, { method: body === undefined ? "GET" : "POST", token, body });
const read = () => ask(`${served.book}/values/Leads!A1:B3`, { token: served.google.token });

describe("steering from another process", () => {
  it("queues faults, tells the calls, and starts afresh", async () => {
    expect((await local("faults", { kind: "503", times: "always" })).json).toEqual({ queued: 1 });
    expect((await local("faults", [{ kind: "500" }, { kind: "429", retryAfter: 1 }])).json).toEqual({ queued: 2 });
    expect((await read()).status).toBe(503);
    const { calls } = (await local("log")).json;
    expect(calls).toMatchObject([{ number: 1, method: "GET", status: 503, fault: "503", endpoint: "sheets" }]);

    await local("reset", {});
    expect((await local("log")).json).toEqual({ calls: [] });
    for (let call = 0; call < 5; call++) expect((await read()).status).toBe(200);
    expect((await read()).status).toBe(429);
    await local("reset", {});
    expect((await read()).status).toBe(200);
  });

  it.each([
    [{ kind: "earthquake" }, "kind"],
    [{ kind: "500", calls: 3 }, "calls"],
    [{ kind: "500", call: 0 }, "call"],
    [{ kind: "500", match: { path: 7 } }, "match.path"],
    ["{", "Invalid JSON"],
  ])("refuses the fault %j and names what is wrong", async (fault, word) => {
    const answer = await local("faults", fault);
    expect(answer.status).toBe(400);
    expect(answer.json.error.message).toContain(word);
    expect((await read()).status).toBe(200);
  });

  it("gives a workbook as JSON and takes it back, the same", async () => {
    expect((await local("books")).json).toEqual({ ids: [served.id] });
    const book = (await local(`books/${served.id}`)).json;
    const copy = JSON.parse(JSON.stringify(book).replaceAll(served.id, "another-id"));
    expect((await local("books", copy)).json).toEqual({ id: "another-id" });
    const token = served.google.token;
    const values = await ask(`${served.google.url}/v4/spreadsheets/another-id/values/Leads!A1:B3`, { token });
    expect(values.json.values).toEqual(PEOPLE);
    expect((await local("books/none")).status).toBe(404);
  });

  it("makes an account and shares a workbook with it", async () => {
    const key = (await local("keys", { name: "exporter" })).json;
    expect(key).toMatchObject({ type: "service_account", token_uri: `${served.google.url}/token` });
    const share = { id: served.id, email: key.client_email, role: "reader" };
    expect((await local("share", share)).status).toBe(200);
    const caller = { email: key.client_email, mayRead: true, mayWrite: true };
    expect(served.google.access.allowed(caller, served.id, "read")).toBe(true);
    await local("share", { ...share, role: null });
    expect(served.google.access.allowed(caller, served.id, "read")).toBe(false);
  });

  it("is for the owner only, and is no call of the API", async () => {
    const guest = served.google.access.issue("a@example.com", "https://www.googleapis.com/auth/drive", 60);
    for (const token of [guest, "wrong", ""]) expect((await local("log", undefined, token)).status).toBe(401);
    expect((await local("nothing")).status).toBe(404);
    expect(served.google.log.calls).toEqual([]);
  });

  it("is not reachable from another machine", () => {
    expect(new URL(served.google.url).hostname).toBe("127.0.0.1");
  });
});
