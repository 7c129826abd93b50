import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lead, temporaryFolder } from "../commands/cli";
import { openWorld, type World } from "../inputs/workbook/local";
import { AUDIENCE, type Certs, openCerts, token } from "./google-account";
import { type Asked, post, SECRET, type Served, serve, signed } from "./service";

// Nothing here may start an export: the last test counts them, and the calls at the local Google.
const folder = temporaryFolder();
const EXPORTS = "/v1/exports";
const SOME_RUN = "/v1/exports/00000000-0000-4000-8000-000000000000";
const now = () => Math.floor(Date.now() / 1000);
let world: World;
let certs: Certs;
let service: Served;
let local: Served;
let workbook: string;
let env: Record<string, string>;

beforeAll(async () => {
  [world, certs] = await Promise.all([openWorld(), openCerts()]);
  workbook = world.id;
  env = {
    LEAD_EXPORT_SHEETS_URL: world.google.url,
    LEAD_EXPORT_SHEETS_TOKEN: world.google.token,
    NEW_KEY: SECRET,
    OLD_KEY: `old-${SECRET}`,
  };
  const own = { spreadsheet: workbook, out: join(folder, "out") };
  const google = { audiences: [AUDIENCE], emails: ["guest@mail.example"], domain: "example.com", certsUrl: certs.url };
  const hmac = [
    { id: "new", env: "NEW_KEY" },
    { id: "old", env: "OLD_KEY" },
  ];
  const limits = { perCaller: 5000, perAddress: 5000 };
  [service, local] = await Promise.all([
    serve(folder, { ...own, service: { google, hmac, release: ["ada@example.com"], limits } }, { env }),
    serve(folder, { ...own, service: { limits } }, { env }),
  ]);
});
afterAll(async () => {
  await Promise.all([service?.stop(), local?.stop()]);
  certs.close();
  await world.google.close();
});

/** Status and code of an answer. */
async function said(path: string, asked: Asked, by = service): Promise<[number, string | undefined]> {
  const { status, json } = await by.ask(path, asked);
  return [status, (json as { error?: { code: string } } | undefined)?.error?.code];
}

describe("a token", () => {
  type Case = [name: string, authorization: () => string | string[], status: number, code: string];
  const bearer = (...parts: Parameters<typeof token>) => `Bearer ${token(...parts)}`;
  const tampered = () => {
    const [head, , signature] = token().split(".");
    const [, body] = token({ email: "eve@example.com" }).split(".");
    return `Bearer ${head}.${body}.${signature}`;
  };
  const bad: [string, Case[1]][] = [
    ["without a signature, algorithm none", () => bearer({}, { alg: "none" }, "none")],
    ["with algorithm none and a good signature", () => bearer({}, { alg: "none" })],
    ["signed with the public key as a shared secret", () => bearer({}, { alg: "HS256" }, "pem")],
    ["that says HS256 over a good signature", () => bearer({}, { alg: "HS256" })],
    ["that says ES256", () => bearer({}, { alg: "ES256" })],
    ["of an unknown key", () => bearer({}, { kid: "theirs" })],
    ["of a key called like a part of every object", () => bearer({}, { kid: "__proto__" })],
    ["without a key id", () => bearer({}, { kid: undefined })],
    ["signed by somebody else under our key's id", () => bearer({}, {}, "other")],
    ["with other claims under its signature", tampered],
    ["of another issuer", () => bearer({ iss: "https://accounts.example.com" })],
    ["of an issuer that only begins like Google", () => bearer({ iss: "https://accounts.google.com.evil.example" })],
    ["without an issuer", () => bearer({ iss: undefined })],
    ["for another audience", () => bearer({ aud: "9999-evil.apps.googleusercontent.com" })],
    ["for a list of audiences with ours in it", () => bearer({ aud: [AUDIENCE] })],
    ["without an audience", () => bearer({ aud: undefined })],
    ["that expired a minute ago", () => bearer({ iat: now() - 3660, exp: now() - 60 })],
    ["that expires this second", () => bearer({ iat: now() - 3600, exp: now() })],
    ["that is not yet valid", () => bearer({ iat: now() + 600, exp: now() + 4000 })],
    ["that lives for a day", () => bearer({ exp: now() + 86_400 })],
    ["without an expiry", () => bearer({ exp: undefined })],
    ["that is garbage", () => "Bearer garbage"],
    ["of three parts of garbage", () => "Bearer a.b.c"],
    ["of JSON that is no object", () => `Bearer ${Buffer.from("null").toString("base64url")}.bnVsbA.AAAA`],
    ["that is too long", () => `Bearer ${token({ padding: "x".repeat(6000) })}`],
    ["that is empty", () => "Bearer "],
    ["without its scheme", () => token()],
    ["under another scheme", () => `Basic ${Buffer.from("ada:secret").toString("base64")}`],
    ["twice in one header", () => `${bearer()} ${token()}`],
    ["in two headers", () => [bearer(), bearer()]],
    ["with a line of another", () => `${bearer()},${bearer()}`],
  ];
  const forbidden: [string, Case[1]][] = [
    ["without an address", () => bearer({ email: undefined })],
    ["with a list of addresses", () => bearer({ email: ["ada@example.com"] })],
    ["of an address that is not verified", () => bearer({ email_verified: false })],
    ["of an address that is verified in words only", () => bearer({ email_verified: "true" })],
    ["that does not say whether the address is verified", () => bearer({ email_verified: undefined })],
    ["of another domain", () => bearer({ email: "eve@other.example", hd: "other.example" })],
    ["of a domain that ends like ours", () => bearer({ email: "eve@evil-example.com", hd: "evil-example.com" })],
    ["of an address that only looks like our domain's", () => bearer({ email: "eve@example.com.evil.example" })],
    ["of our domain in name, but not at Google", () => bearer({ hd: undefined })],
    ["of our domain at Google, with another address", () => bearer({ email: "eve@other.example" })],
    ["of somebody who is not on the list", () => bearer({ email: "another@mail.example", hd: undefined })],
  ];
  const cases: Case[] = [
    ...bad.map(([name, make]): Case => [name, make, 401, "BAD_TOKEN"]),
    ...forbidden.map(([name, make]): Case => [name, make, 403, "NOT_ALLOWED"]),
  ];

  test.each(cases)("%s is refused", async (_, authorization, status, code) => {
    const Authorization = authorization();
    expect(await said(EXPORTS, post({ workbook }, { Authorization }))).toEqual([status, code]);
    expect(await said(SOME_RUN, { headers: { Authorization } })).toEqual([status, code]);
  });

  test("that is good is taken: of the domain, of the list, of either issuer, whatever the case of its scheme", async () => {
    const good = [
      bearer(),
      bearer({ iss: "accounts.google.com" }),
      bearer({ email: "ADA@Example.com" }),
      bearer({ email: "guest@mail.example", hd: undefined }),
      `bearer ${token()}`,
    ];
    for (const Authorization of good) {
      expect(await said(SOME_RUN, { headers: { Authorization } })).toEqual([404, "NO_SUCH_RUN"]);
    }
    // Google's certificates are asked for once, and kept as long as it says.
    expect(certs.asked()).toBe(1);
  });
});

describe("a signed request", () => {
  const body = '{"workbook":"x"}';
  const good = (more = {}) => signed(EXPORTS, { method: "POST", body, keyId: "new", ...more });
  const without = (header: string): Asked => {
    const asked = good();
    return {
      ...asked,
      headers: Object.fromEntries(Object.entries(asked.headers!).filter(([name]) => name !== header)),
    };
  };
  const withHeader = (name: string, value: string): Asked => {
    const asked = good();
    return { ...asked, headers: { ...asked.headers, [name]: value } };
  };

  test.each<[string, () => Asked, number, string]>([
    ["by another key", () => good({ key: `${SECRET}!` }), 401, "BAD_SIGNATURE"],
    ["by another of our keys", () => good({ keyId: "old" }), 401, "BAD_SIGNATURE"],
    ["by a key nobody knows", () => good({ keyId: "none" }), 401, "BAD_SIGNATURE"],
    ["that does not say by which of two keys", () => good({ keyId: undefined }), 401, "BAD_SIGNATURE"],
    ["with another body", () => ({ ...good(), body: body.replace("x", "y") }), 401, "BAD_SIGNATURE"],
    ["with a space more in the body", () => ({ ...good(), body: `${body} ` }), 401, "BAD_SIGNATURE"],
    [
      "of another path",
      () => ({ ...signed("/v1/exports/", { method: "POST", body, keyId: "new" }) }),
      401,
      "BAD_SIGNATURE",
    ],
    [
      "of another method",
      () => ({ ...good(), headers: signed(EXPORTS, { keyId: "new", body }).headers! }),
      401,
      "BAD_SIGNATURE",
    ],
    ["from long ago", () => good({ time: now() - 310 }), 401, "STALE_SIGNATURE"],
    ["from a clock far ahead", () => good({ time: now() + 330 }), 401, "STALE_SIGNATURE"],
    ["in milliseconds", () => good({ time: Date.now() }), 401, "BAD_SIGNATURE"],
    ["without a time", () => without("X-Lead-Export-Time"), 401, "BAD_SIGNATURE"],
    ["without an id", () => without("X-Lead-Export-Id"), 401, "BAD_SIGNATURE"],
    ["without a signature", () => without("X-Lead-Export-Signature"), 401, "NO_CREDENTIALS"],
    ["with a short id", () => good({ id: "1" }), 401, "BAD_SIGNATURE"],
    ["with a signature of another length", () => withHeader("X-Lead-Export-Signature", "ab"), 401, "BAD_SIGNATURE"],
    ["with an empty signature", () => withHeader("X-Lead-Export-Signature", ""), 401, "BAD_SIGNATURE"],
    ["and a token", () => withHeader("Authorization", `Bearer ${token()}`), 401, "BAD_CREDENTIALS"],
  ])("%s is refused", async (_, make, status, code) => {
    expect(await said(EXPORTS, make())).toEqual([status, code]);
  });

  test("is taken once, by either key, from a clock that is somewhat off", async () => {
    for (const more of [{}, { keyId: "old", key: env.OLD_KEY }, { time: now() - 270 }, { time: now() + 290 }]) {
      const asked = good(more);
      expect(await said(EXPORTS, asked)).toEqual([404, "NO_SUCH_WORKBOOK"]);
      expect(await said(EXPORTS, asked)).toEqual([401, "REPLAYED"]);
    }
  });

  test("whose id is known from a refused one is no replay", async () => {
    const asked = good();
    expect(await said(EXPORTS, { ...asked, body: "{}" })).toEqual([401, "BAD_SIGNATURE"]);
    expect(await said(EXPORTS, asked)).toEqual([404, "NO_SUCH_WORKBOOK"]);
  });
});

describe("a request of somebody who may", () => {
  const ada = () => ({ Authorization: `Bearer ${token()}` });
  const sent = (body: string | Uint8Array, headers: Asked["headers"] = {}): Asked => ({
    method: "POST",
    headers: { "Content-Type": "application/json", ...ada(), ...headers },
    body,
  });
  const json = (body: unknown, headers: Asked["headers"] = {}) => sent(JSON.stringify(body), headers);
  const RELEASE = `${SOME_RUN}/release`;

  test.each<[string, string, () => Asked, number, string]>([
    ["for a workbook that is not configured", EXPORTS, () => json({ workbook: "1other" }), 404, "NO_SUCH_WORKBOOK"],
    [
      "for a workbook's address",
      EXPORTS,
      () => json({ workbook: `https://docs.google.com/spreadsheets/d/${workbook}/edit` }),
      404,
      "NO_SUCH_WORKBOOK",
    ],
    ["for a path", EXPORTS, () => json({ workbook: `../${workbook}` }), 404, "NO_SUCH_WORKBOOK"],
    ["for a part of every object", EXPORTS, () => json({ workbook: "__proto__" }), 404, "NO_SUCH_WORKBOOK"],
    ["for a workbook with a space", EXPORTS, () => json({ workbook: ` ${workbook}` }), 404, "NO_SUCH_WORKBOOK"],
    ["with a folder", EXPORTS, () => json({ workbook, out: "/tmp" }), 400, "BAD_BODY"],
    [
      "with an address to call",
      EXPORTS,
      () => json({ workbook, sheetsUrl: "http://169.254.169.254/" }),
      400,
      "BAD_BODY",
    ],
    ["with a release", EXPORTS, () => json({ workbook, release: "because" }), 400, "BAD_BODY"],
    ["with a hidden key", EXPORTS, () => sent(`{"workbook":"${workbook}","__proto__":{"a":1}}`), 400, "BAD_BODY"],
    ["with a list of workbooks", EXPORTS, () => json({ workbook: [workbook] }), 400, "BAD_BODY"],
    ["with a number", EXPORTS, () => json({ workbook: 1 }), 400, "BAD_BODY"],
    ["with an empty workbook", EXPORTS, () => json({ workbook: "" }), 400, "BAD_BODY"],
    ["with a workbook of 201 characters", EXPORTS, () => json({ workbook: "x".repeat(201) }), 400, "BAD_BODY"],
    ["with an empty object", EXPORTS, () => json({}), 400, "BAD_BODY"],
    ["with a list", EXPORTS, () => json([{ workbook }]), 400, "BAD_BODY"],
    ["with null", EXPORTS, () => json(null), 400, "BAD_BODY"],
    ["with a text", EXPORTS, () => json(workbook), 400, "BAD_BODY"],
    ["without a body", EXPORTS, () => sent(""), 400, "BAD_JSON"],
    ["cut short", EXPORTS, () => sent(`{"workbook":"${workbook}"`), 400, "BAD_JSON"],
    ["with two objects", EXPORTS, () => sent(`{"workbook":"${workbook}"}{}`), 400, "BAD_JSON"],
    ["with a comment", EXPORTS, () => sent(`{"workbook":"${workbook}"} // please`), 400, "BAD_JSON"],
    ["in UTF-16", EXPORTS, () => sent(Buffer.from(JSON.stringify({ workbook }), "utf16le")), 400, "BAD_JSON"],
    ["in bytes that are no UTF-8", EXPORTS, () => sent(Buffer.from([0x22, 0xff, 0x22])), 400, "BAD_JSON"],
    ["nested a thousand times", EXPORTS, () => sent("[".repeat(1000)), 400, "BAD_JSON"],
    [
      "as a form",
      EXPORTS,
      () => sent(`workbook=${workbook}`, { "Content-Type": "application/x-www-form-urlencoded" }),
      415,
      "NOT_JSON",
    ],
    [
      "as plain text, which a form can send",
      EXPORTS,
      () => json({ workbook }, { "Content-Type": "text/plain" }),
      415,
      "NOT_JSON",
    ],
    [
      "as JSON in Latin-1",
      EXPORTS,
      () => json({ workbook }, { "Content-Type": "application/json; charset=latin1" }),
      415,
      "NOT_JSON",
    ],
    [
      "of a type that begins like JSON",
      EXPORTS,
      () => json({ workbook }, { "Content-Type": "application/json-patch+json" }),
      415,
      "NOT_JSON",
    ],
    ["of 8 KB and one byte", EXPORTS, () => sent(" ".repeat(8193)), 413, "TOO_LARGE"],
    [
      "of a megabyte without its length",
      EXPORTS,
      () => sent(" ".repeat(1 << 20), { "Transfer-Encoding": "chunked" }),
      413,
      "TOO_LARGE",
    ],
    [
      "with a large body nobody reads",
      SOME_RUN,
      () => ({ headers: { ...ada(), "Content-Length": "9000" }, body: " ".repeat(9000) }),
      413,
      "TOO_LARGE",
    ],
    [
      "with an empty Idempotency-Key",
      EXPORTS,
      () => json({ workbook: "1other" }, { "Idempotency-Key": "" }),
      400,
      "BAD_IDEMPOTENCY_KEY",
    ],
    [
      "with an Idempotency-Key of 201 characters",
      EXPORTS,
      () => json({ workbook }, { "Idempotency-Key": "x".repeat(201) }),
      400,
      "BAD_IDEMPOTENCY_KEY",
    ],
    [
      "with two of them",
      EXPORTS,
      () => json({ workbook }, { "Idempotency-Key": ["a", "b"] }),
      400,
      "BAD_IDEMPOTENCY_KEY",
    ],
    ["for an export that is not known", SOME_RUN, () => ({ headers: ada() }), 404, "NO_SUCH_RUN"],
    [
      "for an export by a part of every object",
      "/v1/exports/__proto__",
      () => ({ headers: ada() }),
      404,
      "NO_SUCH_RUN",
    ],
    ["for an export by a path", "/v1/exports/..%2f..%2fetc%2fpasswd", () => ({ headers: ada() }), 404, "NO_SUCH_RUN"],
    ["to release what is not known", RELEASE, () => json({ reason: "It is right." }), 404, "NO_SUCH_RUN"],
    ["to release without a reason", RELEASE, () => json({}), 400, "BAD_BODY"],
    ["to release with an empty reason", RELEASE, () => json({ reason: "   " }), 400, "BAD_BODY"],
    ["to release with a reason of two lines", RELEASE, () => json({ reason: "It\nis" }), 400, "BAD_BODY"],
    [
      "to release with a reason of two lines by other signs",
      RELEASE,
      () => json({ reason: "It\u2028is" }),
      400,
      "BAD_BODY",
    ],
    ["to release with a reason that turns", RELEASE, () => json({ reason: "It \u202eis" }), 400, "BAD_BODY"],
    ["to release with a reason of 501 characters", RELEASE, () => json({ reason: "x".repeat(501) }), 400, "BAD_BODY"],
    ["to release another workbook", RELEASE, () => json({ reason: "It is right.", workbook }), 400, "BAD_BODY"],
    ["to export with GET", EXPORTS, () => ({ headers: ada() }), 405, "METHOD_NOT_ALLOWED"],
    ["to export with PUT", EXPORTS, () => ({ ...json({ workbook }), method: "PUT" }), 405, "METHOD_NOT_ALLOWED"],
    ["to delete an export", SOME_RUN, () => ({ headers: ada(), method: "DELETE" }), 405, "METHOD_NOT_ALLOWED"],
    [
      "to see an export's options",
      SOME_RUN,
      () => ({ headers: { ...ada(), Origin: "https://evil.example" }, method: "OPTIONS" }),
      405,
      "METHOD_NOT_ALLOWED",
    ],
    [
      "that pretends to another method",
      SOME_RUN,
      () => json({}, { "X-HTTP-Method-Override": "GET" }),
      405,
      "METHOD_NOT_ALLOWED",
    ],
    ["to trace", "/v1/health", () => ({ method: "TRACE" }), 405, "METHOD_NOT_ALLOWED"],
    ["to release with GET", RELEASE, () => ({ headers: ada() }), 405, "METHOD_NOT_ALLOWED"],
    ["to write numbers", "/metrics", () => json({}), 405, "METHOD_NOT_ALLOWED"],
    ["with a slash too many", "/v1/exports/", () => json({ workbook }), 404, "NO_SUCH_PATH"],
    ["in capitals", "/V1/EXPORTS", () => json({ workbook }), 404, "NO_SUCH_PATH"],
    ["for another version", "/v2/exports", () => json({ workbook }), 404, "NO_SUCH_PATH"],
    ["for a file", "/../../etc/passwd", () => ({}), 404, "NO_SUCH_PATH"],
    ["for the start page", "/", () => ({}), 404, "NO_SUCH_PATH"],
    ["at another server", "//evil.example/v1/exports", () => json({ workbook }), 404, "NO_SUCH_PATH"],
  ])("%s is refused", async (_, path, make, status, code) => {
    expect(await said(path, make())).toEqual([status, code]);
  });

  test("no answer lets a page of another site read it, and none is kept", async () => {
    for (const path of [EXPORTS, SOME_RUN, "/v1/health", "/metrics", "/nothing"]) {
      const { headers } = await service.ask(path, { headers: { ...ada(), Origin: "https://evil.example" } });
      expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });
});

describe("what is no request", () => {
  /** Sends bytes and answers what comes back until the connection is closed. */
  const raw = (bytes: string) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(service.url);
      let text = "";
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on("data", (piece) => {
        text += piece;
      });
      socket.on("error", () => {}).on("close", () => resolve(text));
    });
  const HEAD = "POST /v1/exports HTTP/1.1\r\nHost: 127.0.0.1\r\n";

  test.each([
    ["garbage", "\x16\x03\x01\x02\x00garbage\r\n\r\n", 400, "MALFORMED_REQUEST"],
    ["HTTP/1.1 without a host", "GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "MALFORMED_REQUEST"],
    [
      "a host that is none",
      "GET /v1/health HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n",
      400,
      "MALFORMED_REQUEST",
    ],
    ["two lengths", `${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400, "MALFORMED_REQUEST"],
    [
      "a length and chunks",
      `${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      "MALFORMED_REQUEST",
    ],
    ["20 KB of headers", `${HEAD}X-Long: ${"x".repeat(20_000)}\r\n\r\n`, 431, "HEADERS_TOO_LARGE"],
    ["headers that never end", `${HEAD}X-Slow: `, 408, "REQUEST_TIMEOUT"],
  ])("%s is refused in the same form", async (_, bytes, status, code) => {
    const text = await raw(bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4));
    expect(body).toEqual({ error: { code, sentence: expect.any(String), wayOut: expect.any(String) } });
  });
});

describe("without sign-in", () => {
  test("it says so, and serves this machine's own names only", async () => {
    expect(local.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(local.printed()).toContain("Nobody has to sign in: only this machine is served");
    for (const Host of ["127.0.0.1", "localhost:8080", "[::1]:8080", "LOCALHOST"]) {
      expect(await said("/v1/health", { headers: { Host } }, local)).toEqual([200, undefined]);
    }
  });

  test.each<[string, Record<string, string>, string]>([
    ["a name that another site pointed here", { Host: "evil.example" }, "FOREIGN_HOST"],
    ["one that begins like ours", { Host: "localhost.evil.example" }, "FOREIGN_HOST"],
    ["one that begins like our address", { Host: "127.0.0.1.evil.example:80" }, "FOREIGN_HOST"],
    ["a page of another site", { Origin: "https://evil.example" }, "CROSS_SITE"],
    ["a page without a name", { Origin: "null" }, "CROSS_SITE"],
    ["a picture in a page of another site", { "Sec-Fetch-Site": "cross-site" }, "CROSS_SITE"],
    ["a page on another port of this machine", { "Sec-Fetch-Site": "same-site" }, "CROSS_SITE"],
    ["what a web server on this machine passed on", { "X-Forwarded-For": "203.0.113.9" }, "PASSED_ON"],
    ["what a server said it passed on, by the standard", { Forwarded: "for=203.0.113.9" }, "PASSED_ON"],
  ])("%s is refused", async (_, headers, code) => {
    expect(await said(EXPORTS, post({ workbook }, headers), local)).toEqual([403, code]);
    expect(await said("/metrics", { headers }, local)).toEqual([403, code]);
  });

  test("it does not start for other machines", async () => {
    const config = join(folder, "open.json");
    writeFileSync(config, JSON.stringify({ spreadsheet: workbook, out: "out" }));
    const open = await lead(["serve", "--port", "0", "--host", "0.0.0.0", "--config", config]);
    expect([open.code, open.stdout, open.stderr]).toEqual([2, "", expect.stringContaining("Error SERVE_OPEN")]);
  });
});

test("none of all this started an export, or made a call of Google", async () => {
  for (const one of [service, local]) {
    expect(await one.metric("lead_export_runs_started_total")).toBe(0);
    expect(await said("/v1/health", {}, one)).toEqual([200, undefined]);
  }
  expect(world.google.log.calls).toEqual([]);
  expect(await service.metric('lead_export_refused_total{reason="BAD_TOKEN"}')).toBeGreaterThan(40);
  expect(service.log()).not.toMatch(/eyJ|example|"err"/);
});

describe("connections that ask nothing", () => {
  test.each([
    ["say nothing", ""],
    ["send half a header and read on", "GET / HTTP/1.1\r\nX: "],
  ])(
    "256 that %s do not keep others out",
    async (_, sent) => {
      const { hostname, port } = new URL(local.url);
      const idle = Array.from({ length: 256 }, () => {
        // They keep their half open, as a hostile caller does.
        const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
        socket.on("error", () => {});
        socket.on("connect", () => socket.write(sent));
        return socket;
      });
      try {
        const answered = async (): Promise<number> => {
          try {
            return (await fetch(`${local.url}/v1/health`)).status;
          } catch {
            await new Promise((done) => setTimeout(done, 500));
            return answered();
          }
        };
        // The server's own bound for half a header is five seconds; left half open, sockets kept others out for thirty more.
        expect(await answered()).toBe(200);
      } finally {
        for (const socket of idle) socket.destroy();
      }
    },
    20_000,
  );
});
