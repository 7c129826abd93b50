import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FULL_SCOPE } from "../../../workbench/server/access";
import type { KeyFile } from "../../../workbench/server/keys";
import { ask } from "./ask";
import { type Served, serveWorkbook } from "./workbook";

let served: Served;
let key: KeyFile;
beforeAll(async () => {
  served = await serveWorkbook({ tokenLifetime: 120 });
  key = served.google.createKey();
  served.google.access.share(served.id, key.client_email, "reader");
});
afterAll(() => served.google.close());

interface Signed {
  header?: object;
  claims?: object;
  privateKey?: string;
}

function assertion({ header = {}, claims = {}, privateKey = key.private_key }: Signed = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: key.client_email, aud: key.token_uri, iat: now, exp: now + 3600, scope: FULL_SCOPE };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT", kid: key.private_key_id, ...header })}.${part({ ...usual, ...claims })}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
}

const fetchToken = (jwt: string, grant = "urn:ietf:params:oauth:grant-type:jwt-bearer") =>
  ask(key.token_uri, { method: "POST", body: String(new URLSearchParams({ grant_type: grant, assertion: jwt })) });

describe("the token endpoint", () => {
  it("trades a signed request for a token that opens what is shared with the account", async () => {
    const { status, json } = await fetchToken(assertion());
    expect(status).toBe(200);
    expect(json).toMatchObject({ expires_in: 120, token_type: "Bearer" });
    expect((await ask(served.book, { token: json.access_token })).status).toBe(200);
  });

  it("takes a request signed for Google's own address, as Node's client signs it", async () => {
    const aud = "https://oauth2.googleapis.com/token";
    expect((await fetchToken(assertion({ claims: { aud } }))).status).toBe(200);
  });

  const now = Math.floor(Date.now() / 1000);
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  it.each<[string, () => string, string]>([
    [
      "another key",
      () => assertion({ privateKey: foreign.export({ type: "pkcs8", format: "pem" }).toString() }),
      "Invalid JWT Signature.",
    ],
    ["no signature", () => `${assertion().split(".").slice(0, 2).join(".")}.`, "Invalid JWT Signature."],
    ["algorithm none", () => assertion({ header: { alg: "none" } }), "not a valid RS256"],
    ["an unknown key id", () => assertion({ header: { kid: "other" } }), "Invalid JWT Signature."],
    ["an unknown account", () => assertion({ claims: { iss: "x@example.com" } }), "account not found"],
    ["another audience", () => assertion({ claims: { aud: "https://example.com" } }), "audience"],
    ["two hours of life", () => assertion({ claims: { exp: now + 7200 } }), "short-lived token"],
    ["a past", () => assertion({ claims: { iat: now - 7200, exp: now - 3600 } }), "short-lived token"],
    ["a future", () => assertion({ claims: { iat: now + 3000, exp: now + 6000 } }), "short-lived token"],
    ["no scope", () => assertion({ claims: { scope: "" } }), "Invalid OAuth scope"],
    ["nonsense", () => "a.b.c", "not a valid RS256"],
  ])("refuses a request with %s", async (_, jwt, words) => {
    const { status, json } = await fetchToken(jwt());
    expect(status).toBe(400);
    expect(json.error).toMatch(/^invalid_/);
    expect(json.error_description).toContain(words);
  });

  it("refuses another kind of grant, and another method", async () => {
    expect((await fetchToken(assertion(), "password")).json.error).toBe("unsupported_grant_type");
    expect((await ask(key.token_uri)).status).toBe(405);
  });
});
