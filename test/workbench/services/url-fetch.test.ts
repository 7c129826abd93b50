import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { project } from "./script";
import { startServer } from "./server";

let script: Awaited<ReturnType<typeof project>>;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [script, server] = await Promise.all([project(), startServer()]);
});
afterAll(() => Promise.all([script.services.close(), server.close()]));

type Params = GoogleAppsScript.URL_Fetch.URLFetchRequestOptions;
interface Answer {
  code: number;
  text: string;
}
interface Echo {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

const fetchIt = (path: string, params: Params = {}): Answer =>
  script.run(
    ([url, options]: [string, Params]) => {
      const response = UrlFetchApp.fetch(url, options);
      return { code: response.getResponseCode(), text: response.getContentText() };
    },
    {},
    [path.startsWith("/") ? server.url + path : path, params],
  );
const echo = (params: Params): Echo => JSON.parse(fetchIt("/echo?a=1&b=%C3%A9", params).text);

describe("what is sent", () => {
  test("a plain fetch is a GET without a body", () => {
    const seen = echo({});
    expect(seen).toMatchObject({ method: "GET", url: "/echo?a=1&b=%C3%A9", body: "" });
    expect(seen.headers["user-agent"]).toContain("Google-Apps-Script");
    expect(seen.headers["content-type"]).toBeUndefined();
  });

  test.each(["post", "put", "patch", "delete"] as const)(
    "%s carries its text in UTF-8, its type and its headers",
    (method) => {
      const seen = echo({
        method,
        contentType: "application/json; charset=utf-8",
        payload: '{"name":"Zoë 😀"}',
        headers: { Authorization: "Bearer abc", "X-Number": 5 as never },
      });
      expect(seen).toMatchObject({ method: method.toUpperCase(), body: '{"name":"Zoë 😀"}' });
      expect(seen.headers).toMatchObject({
        "content-type": "application/json; charset=utf-8",
        authorization: "Bearer abc",
        "x-number": "5",
      });
    },
  );

  test("an object is sent as a form, and text is called one", () => {
    const form = echo({ method: "post", payload: { first: "a b&c", second: 2 } });
    expect(form.body).toBe("first=a+b%26c&second=2");
    expect(form.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(echo({ method: "post", payload: "x=1" }).headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test("a blob is sent with its own type", () => {
    const text = script.run(
      (url: string) => {
        const payload = Utilities.newBlob("name,é\n", "text/csv");
        return UrlFetchApp.fetch(url, { method: "post", payload }).getContentText();
      },
      {},
      `${server.url}/echo`,
    );
    expect(JSON.parse(text)).toMatchObject({ body: "name,é\n", headers: { "content-type": "text/csv" } });
  });
});

describe("what comes back", () => {
  test("headers as they were named, repeated ones as a list; content as signed bytes or in a charset", () => {
    const seen = script.run(
      (url: string) => {
        const response = UrlFetchApp.fetch(url);
        const all = response.getAllHeaders() as Record<string, unknown>;
        const one = response.getHeaders() as Record<string, unknown>;
        const lists = [
          all["Set-Cookie"],
          all["X-One"],
          one["X-One"],
          one["content-type"],
          Array.isArray(all["Set-Cookie"]),
        ];
        return [lists, response.getContent(), response.getContentText("ISO-8859-1").charCodeAt(0)];
      },
      {},
      `${server.url}/headers`,
    );
    expect(seen).toEqual([[["a=1", "b=2"], "1", "1", "text/plain", true], [-23, 0, -1], 0xe9]);
  });

  test("zipped content is unzipped", () => {
    expect(fetchIt("/zipped").text).toBe("unzipped");
  });

  test("redirects are followed as a browser follows them, unless they are not wanted", () => {
    const to = (status: number) => `/to?${status},${encodeURIComponent("/echo?moved")}`;
    const post: Params = { method: "post", payload: "x" };
    expect(JSON.parse(fetchIt(to(302), post).text)).toMatchObject({ method: "GET", body: "", url: "/echo?moved" });
    expect(JSON.parse(fetchIt(to(307), post).text)).toMatchObject({ method: "POST", body: "x" });
    expect(fetchIt(to(302), { followRedirects: false })).toEqual({ code: 302, text: "moved" });
  });

  test("a redirect to another server does not carry the caller's token there", async () => {
    const other = await startServer();
    const path = `/to?307,${encodeURIComponent(`${other.url}/echo`)}`;
    const seen: Echo = JSON.parse(fetchIt(path, { headers: { Authorization: "Bearer abc", "X-Kept": "1" } }).text);
    expect([seen.headers.authorization, seen.headers["x-kept"]]).toEqual([undefined, "1"]);
    await other.close();
  });

  test("an error's status throws with the server's address and the start of its answer", () => {
    expect(() => fetchIt("/status?500")).toThrow(
      `Request failed for ${server.url} returned code 500. Truncated server response: {"error":"no 500"} ` +
        "(use muteHttpExceptions option to examine full response)",
    );
    expect(() => fetchIt("/long")).toThrow(`${"x".repeat(147)}... (use`);
    expect(fetchIt("/status?404", { muteHttpExceptions: true })).toEqual({ code: 404, text: '{"error":"no 404"}' });
  });

  test("fetchAll does its calls side by side and answers in order", () => {
    const seen = script.run(
      (url: string) => {
        const responses = UrlFetchApp.fetchAll([`${url}/together`, { url: `${url}/together` }, `${url}/zipped`]);
        return [responses.map((response) => response.getContentText()), Array.isArray(responses)];
      },
      {},
      server.url,
    );
    expect(seen).toEqual([["both", "both", "unzipped"], true]);
  });
});

describe("what is refused", () => {
  const cases: [string, string, Params, string][] = [
    ["no address", "", {}, "Attribute provided with no value: url"],
    ["no URL", "http://", {}, "Invalid argument: http://"],
    ["another scheme", "ftp://127.0.0.1/", {}, "Invalid argument: ftp://127.0.0.1/"],
    ["a long URL", `http://127.0.0.1/${"x".repeat(2066)}`, {}, "Limit Exceeded: URLFetch URL Length."],
    ["a method", "/echo", { method: "trace" as never }, "Attribute provided with invalid value: method"],
    ["a header", "/echo", { headers: { Host: "x" } }, "Attribute provided with invalid value: Header:Host"],
    ["large headers", "/echo", { headers: { a: "x".repeat(8192) } }, "Limit Exceeded: URLFetch Header Size."],
    ["a bad header", "/echo", { headers: { a: "x\ny" } }, "Attribute provided with invalid value: headers"],
    ["an unknown option", "/echo", { timeout: 5 } as never, "UrlFetchApp.fetch with timeout is not implemented"],
    ["a GET's payload", "/echo", { payload: "x" }, "a payload and the method get is not implemented"],
    ["elsewhere", "https://example.com/x", {}, "reaches this machine only, and https://example.com/x is elsewhere"],
    ["a loopback look-alike", "http://127.0.0.1.example.com/", {}, "http://127.0.0.1.example.com/ is elsewhere"],
    ["a hidden host", "http://127.0.0.1@example.com/", {}, "is elsewhere"],
    [
      "a redirect elsewhere",
      `/to?302,${encodeURIComponent("http://example.com/")}`,
      {},
      "http://example.com/ is elsewhere",
    ],
    ["an endless redirect", "/round", {}, "Address unavailable: http"],
    ["a closed port", "http://127.0.0.1:1/", {}, "Address unavailable: http://127.0.0.1:1/"],
    ["a broken connection", "/broken", {}, "Address unavailable: http"],
  ];
  test.each(cases)("%s", (_, path, params, sentence) => {
    expect(() => fetchIt(path, params)).toThrow(sentence);
  });

  test("an answer of more than 50 MB, and a payload too", () => {
    expect(() => fetchIt("/large")).toThrow("Limit Exceeded: URLFetch Response Size.");
    const post = (url: string) => UrlFetchApp.fetch(url, { method: "post", payload: "x".repeat(50 * 2 ** 20 + 1) });
    expect(() => script.run(post, {}, `${server.url}/echo`)).toThrow("Limit Exceeded: URLFetch POST Size.");
  });

  test("an answer that does not come in time", async () => {
    const hasty = await project({ fetchTimeout: 100 });
    const ask = (url: string) => UrlFetchApp.fetch(url);
    expect(() => hasty.run(ask, {}, `${server.url}/never`)).toThrow(`Timeout: ${server.url}/never`);
    await hasty.services.close();
  });

  test("a simple trigger", () => {
    const ask = (url: string) => UrlFetchApp.fetch(url);
    expect(() => script.run(ask, { authMode: "LIMITED" }, server.url)).toThrow(
      "not sufficient to call UrlFetchApp.fetch",
    );
  });

  test("the 20,001st call of a day", () => {
    const many = (url: string) => UrlFetchApp.fetchAll(Array<string>(20_001).fill(url)).length;
    expect(() => script.run(many, { user: "bo@example.com" }, server.url)).toThrow(
      "Service invoked too many times for one day: urlfetch.",
    );
  });
});

test("the certificates are served while a script waits for somebody who fetches them", () => {
  const { certsUrl } = script.services.identity;
  const text = fetchIt(`/ask?${encodeURIComponent(certsUrl)}`).text;
  expect(Object.values(JSON.parse(text))).toEqual([expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/)]);
});
