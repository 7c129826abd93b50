import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { virtualClock } from "../../../workbench/server/clock";
import { ask } from "./ask";
import { PEOPLE, type Served, serveWorkbook } from "./workbook";

let served: Served;
let token: string;
beforeAll(async () => {
  served = await serveWorkbook({ clock: virtualClock(Date.UTC(2026, 10, 22, 12)) });
  token = served.google.token;
});
afterAll(() => served.google.close());

describe("an answer", () => {
  it("is indented JSON with a newline at the end, as Google's", async () => {
    const answer = await ask(`${served.book}/values/Leads!A1:B3`, { token });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json; charset=UTF-8");
    expect(answer.text).toBe(`${JSON.stringify(answer.json, null, 2)}\n`);
    expect(answer.json.values).toEqual(PEOPLE);
  });

  it("is one line with prettyPrint=false", async () => {
    const answer = await ask(`${served.book}/values/Leads!A1:B3?prettyPrint=false`, { token });
    expect(answer.text).toBe(JSON.stringify(answer.json));
  });

  it("stays indented with prettyPrint=false when it is an error", async () => {
    const answer = await ask(`${served.google.url}/v4/spreadsheets/none?prettyPrint=false`, { token });
    expect(answer.text).toBe(`${JSON.stringify(answer.json, null, 2)}\n`);
  });

  it("carries the server's own time", async () => {
    const answer = await ask(served.book, { token });
    expect(answer.headers.date).toBe("Sun, 22 Nov 2026 12:00:00 GMT");
  });

  it("is zipped only for a caller that takes gzip", async () => {
    const zipped = await ask(served.book, { token, headers: { "Accept-Encoding": "gzip, deflate" } });
    const refused = await ask(served.book, { token, headers: { "Accept-Encoding": "gzip;q=0" } });
    const plain = await ask(served.book, { token });
    expect([zipped, refused, plain].map((answer) => answer.headers["content-encoding"])).toEqual([
      "gzip",
      undefined,
      undefined,
    ]);
    expect(zipped.json).toEqual(plain.json);
    expect(zipped.bytes.length).toBeLessThan(plain.bytes.length);
  });
});

describe("an address", () => {
  it.each(["Leads!A1:B3", "Leads%21A1%3AB3", "%27Leads%27!A1:B3"])("finds the range %s", async (range) => {
    expect((await ask(`${served.book}/values/${range}`, { token })).json.values).toEqual(PEOPLE);
  });

  it("finds a tab named with every awkward character", async () => {
    const title = "50% of a/b? 'q' +#ü";
    const requests = [{ addSheet: { properties: { title } } }];
    await ask(`${served.book}:batchUpdate`, { method: "POST", token, body: { requests } });
    const range = encodeURIComponent(`'${title.replaceAll("'", "''")}'!A1`);
    const put = { method: "PUT", token, body: { values: [["x"]] } };
    expect((await ask(`${served.book}/values/${range}?valueInputOption=RAW`, put)).status).toBe(200);
    expect((await ask(`${served.book}/values/${range}`, { token })).json.values).toEqual([["x"]]);
  });

  it("that is no part of the API is a 404 page, not JSON", async () => {
    const answer = await ask(`${served.google.url}/<script>`, { token });
    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toBe("text/html; charset=UTF-8");
    expect(answer.text).not.toContain("<script>");
  });

  it("with a broken percent sign is refused", async () => {
    expect((await ask(`${served.google.url}/v4/%zz`, { token })).status).toBe(400);
  });

  it("of a workbook that does not exist is Google's 404", async () => {
    expect((await ask(`${served.google.url}/v4/spreadsheets/none`, { token })).json).toEqual({
      error: { code: 404, message: "Requested entity was not found.", status: "NOT_FOUND" },
    });
  });

  it.each([
    ["DELETE", "values/Leads!A1"],
    ["PUT", ""],
    ["PATCH", "values/Leads!A1"],
  ])("refuses %s on %s", async (method, path) => {
    expect((await ask(`${served.book}/${path}`, { method, token })).status).toBe(404);
  });
});

describe("a body", () => {
  it.each([
    ["{", "Invalid JSON payload received. Unexpected end of string. Expected a value.\n\n^"],
    ['{"requests": [}', 'Invalid JSON payload received. Unexpected token.\n{"requests": [}\n^'],
    ['{"requests": [{"a": 1', "Invalid JSON payload received. Unexpected end of string. Expected a value.\n\n^"],
    ["[]", 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
    ["7", 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
  ])("that is %j is refused in Google's words", async (body, message) => {
    const answer = await ask(`${served.book}:batchUpdate`, { method: "POST", token, body });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ code: 400, message, status: "INVALID_ARGUMENT" });
  });

  it("too large is refused after it was read, so that the caller hears why", async () => {
    const body = `"${"x".repeat(65 * 2 ** 20)}"`;
    expect((await ask(`${served.book}:batchUpdate`, { method: "POST", token, body })).status).toBe(413);
  });
});

it("a test can step in before each call is answered", async () => {
  const paths: string[] = [];
  const other = await serveWorkbook({ beforeCall: ({ path }) => paths.push(path) });
  paths.length = 0;
  await ask(`${other.book}/values/Leads!A1`, { token: other.google.token });
  expect(paths).toEqual([`/v4/spreadsheets/${other.id}/values/Leads!A1`]);
  await other.google.close();
});
