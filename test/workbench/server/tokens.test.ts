import { afterEach, describe, expect, it } from "vitest";
import { FULL_SCOPE, READ_SCOPE } from "../../../workbench/server/access";
import { virtualClock } from "../../../workbench/server/clock";
import type { ServerOptions } from "../../../workbench/server/start";
import { ask, type Question } from "./ask";
import { type Served, serveWorkbook } from "./workbook";

let served: Served;
const start = async (options: ServerOptions = {}) => {
  served = await serveWorkbook(options);
  return served;
};
afterEach(() => served.google.close());

const read = (token?: string) => ask(`${served.book}/values/Leads!A1`, token === undefined ? {} : { token });
const write = (token?: string) => {
  const question: Question = { method: "PUT", body: { values: [["x"]] } };
  return ask(
    `${served.book}/values/Leads!D1?valueInputOption=RAW`,
    token === undefined ? question : { ...question, token },
  );
};
const post = (token?: string) =>
  ask(`${served.book}:batchUpdate`, { method: "POST", body: { requests: [] }, ...(token !== undefined && { token }) });

describe("a token", () => {
  it("that is right opens the workbook", async () => {
    const { google } = await start();
    expect((await read(google.token)).status).toBe(200);
    expect((await write(google.token)).status).toBe(200);
  });

  it("that is wrong is a 401 on every call", async () => {
    await start();
    for (const answer of [await read("wrong"), await write("wrong"), await post("wrong")]) {
      expect(answer.status).toBe(401);
      expect(answer.json.error.status).toBe("UNAUTHENTICATED");
      expect(answer.json.error.message).toMatch(/^Request had invalid authentication credentials\. Expected OAuth 2/);
      expect(answer.headers["www-authenticate"]).toContain('error="invalid_token"');
    }
  });

  it("that is missing is a 403 for reading and a 401 for a POST", async () => {
    await start();
    const [reading, posting] = [await read(), await post()];
    expect([reading.status, reading.json.error.status]).toEqual([403, "PERMISSION_DENIED"]);
    expect(reading.json.error.message).toMatch(/^Method doesn't allow unregistered callers/);
    expect([posting.status, posting.json.error.status]).toEqual([401, "UNAUTHENTICATED"]);
    expect(posting.json.error.message).toMatch(/^Request is missing required authentication credential\./);
  });

  it("issued for reading only is refused on a write", async () => {
    const { google, id } = await start();
    google.access.share(id, "reader@example.com", "writer");
    const token = google.access.issue("reader@example.com", READ_SCOPE, 60);
    expect((await read(token)).status).toBe(200);
    const refused = await write(token);
    expect(refused.status).toBe(403);
    expect(refused.json.error.message).toBe("Request had insufficient authentication scopes.");
  });

  it("issued for something else altogether reads nothing", async () => {
    const { google, id } = await start();
    google.access.share(id, "mail@example.com", "writer");
    const token = google.access.issue("mail@example.com", "https://www.googleapis.com/auth/gmail.send", 60);
    expect((await read(token)).status).toBe(403);
  });

  it("works to its last moment, and never after", async () => {
    const clock = virtualClock();
    const { google, id } = await start({ clock });
    google.access.share(id, "a@example.com", "reader");
    const token = google.access.issue("a@example.com", FULL_SCOPE, 3600);
    clock.advance(3_599_999);
    expect((await read(token)).status).toBe(200);
    clock.advance(1);
    expect((await read(token)).status).toBe(401);
  });
});

describe("sharing", () => {
  it("lets nobody in who was not invited, readers only read, and ends when taken away", async () => {
    const { google, id } = await start();
    const email = "guest@example.com";
    const token = google.access.issue(email, FULL_SCOPE, 60);
    const statuses = async () => [(await read(token)).status, (await write(token)).status];

    expect(await statuses()).toEqual([403, 403]);
    expect((await read(token)).json.error).toEqual({
      code: 403,
      message: "The caller does not have permission",
      status: "PERMISSION_DENIED",
    });
    google.access.share(id, email, "reader");
    expect(await statuses()).toEqual([200, 403]);
    google.access.share(id, email, "writer");
    expect(await statuses()).toEqual([200, 200]);
    google.access.unshare(id, email);
    expect(await statuses()).toEqual([403, 403]);
  });

  it("gives a new workbook to whoever made it, and to nobody else", async () => {
    const { google } = await start();
    const [mine, theirs] = ["me@example.com", "you@example.com"].map((email) =>
      google.access.issue(email, FULL_SCOPE, 60),
    ) as [string, string];
    const made = await ask(`${google.url}/v4/spreadsheets`, { method: "POST", token: mine, body: {} });
    const address = `${google.url}/v4/spreadsheets/${made.json.spreadsheetId}`;
    expect((await ask(address, { token: mine })).status).toBe(200);
    expect((await ask(address, { token: theirs })).status).toBe(403);
  });
});
